"""What networks are good for: who is in them, who of them was reached, and which blind spots lie within reach."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, QuerySet

from accounts.models import User
from employers.models import Employer, Municipality, Network, NetworkMembership, RegionMembership, Sector
from employers.models.employer_rules import POSSIBLY_BLIND
from employers.size import SMALL

SECTOR, MUNICIPALITY = "sector", "municipality"


class Group(NamedTuple):
    """`number` active members of a network that are alike in all else; None as well for what they were not asked by."""

    network: int
    sector: int | None
    municipality: int | None
    is_in_region: bool
    is_small: bool
    is_reached: bool
    is_blind: bool
    number: int


def members_alike(user: User, networks: QuerySet[Network], *by: str) -> list[Group]:
    """Who belongs to these networks now, in groups by SECTOR, MUNICIPALITY or both; one query."""
    memberships = NetworkMembership.objects.current().filter(network__in=networks.order_by())
    employers = Employer.objects.visible_to(user).active().filter(network_memberships__in=memberships)
    here = Q(municipality__in=RegionMembership.objects.keys_on())
    flags = {
        "is_in_region": here,
        "is_small": Q(size_band__in=SMALL),
        "is_blind": POSSIBLY_BLIND & here & Q(is_reached_lately=False),
    }
    wrapped = {name: ExpressionWrapper(flag, output_field=BooleanField()) for name, flag in flags.items()}
    told = employers.with_reach(is_reached={}, is_reached_lately={"since": employers.blind_since()})
    told = told.annotate(network=F("network_memberships__network"), **wrapped).order_by()
    alike = ["network", "is_in_region", "is_small", "is_reached", "is_blind", *by]
    rows = told.values(*alike).annotate(number=Count("pk"))
    return [Group(**{"sector": None, "municipality": None} | row) for row in rows]


@dataclass
class NetworkRow:
    """One network with its numbers, 0 for what is not named; each is the number of employers in a filtered list."""

    network: Network
    counts: Counter[str] = field(default_factory=Counter)


def network_rows(groups: Iterable[Group], networks: QuerySet[Network]) -> list[NetworkRow]:
    """Members everywhere and in the region, and of those the small ones, the reached and the blind spots."""
    counts: dict[int, Counter] = defaultdict(Counter)
    for group in groups:
        here = {
            "members": True, "small": group.is_small, "reached": group.is_reached, "blind": group.is_blind
        } if group.is_in_region else {}  # fmt: skip
        told = {"all": True, **here}
        counts[group.network].update({name: group.number * is_so for name, is_so in told.items()})
    shown = networks.select_related("municipality").prefetch_related("keepers__adviser", "keepers__organisation")
    return [NetworkRow(each, counts[each.pk]) for each in shown]


def beside_members(user: User, network: Network) -> dict[str, int]:
    """Who belonged to a network and does not now, and who in the region was reached at its events."""
    employers = Employer.objects.visible_to(user).active()
    return {
        "former": employers.former_member_of(network).count(),
        "through": employers.in_region().reached_through(network=network).count(),
    }


@dataclass(frozen=True)
class Column:
    """One sector or municipality; `query` narrows the employer list to it."""

    key: object
    label: str
    query: str


@dataclass
class BlindTable:
    """Blind spots among the members of each network, per sector or per municipality."""

    columns: list[Column]
    rows: list[tuple[Network, list[tuple[Column, int]], int]]


def blind_table(groups: Iterable[Group], networks: QuerySet[Network], *, by: str) -> BlindTable:
    """Networks that reach most blind spots first; networks and columns without any are left out."""
    cells: dict[int, Counter] = defaultdict(Counter)
    for group in groups:
        if group.is_blind:
            cells[group.network][getattr(group, by)] += group.number
    used = {key for counts in cells.values() for key in counts}
    columns = [each for each in _columns(by) if each.key in used]
    rows = [
        (network, [(each, cells[network.pk][each.key]) for each in columns], cells[network.pk].total())
        for network in networks
        if network.pk in cells
    ]
    return BlindTable(columns, sorted(rows, key=lambda row: (-row[2], row[0].name)))


def _columns(by):
    if by == MUNICIPALITY:
        return [
            Column(pk, name, f"gemeente={code}")
            for pk, name, code in Municipality.objects.values_list("pk", "name", "cbs_code")
        ]
    sectors = Sector.objects.values_list("pk", "name", "slug")
    known = [Column(pk, name, f"sector={slug}") for pk, name, slug in sectors]
    return [*known, Column(None, "Geen sector bekend", "sector=geen")]
