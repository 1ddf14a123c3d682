"""What networks are good for: who is in them, who of them was reached, and which blind spots lie within reach."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from accounts.models import User
from employers.models import Employer, Municipality, Network, NetworkMembership, Sector
from outreach.models import ContactMoment, NetworkEvent


@dataclass
class NetworkRow:
    """One network with its numbers; each is the number of employers in a filtered list."""

    network: Network
    counts: dict[str, int] = field(default_factory=dict)


def network_rows(user: User, networks: QuerySet[Network]) -> list[NetworkRow]:
    """Members in the region, the small ones, the reached, the blind spots and who left; a fixed number of queries."""
    here = Employer.objects.visible_to(user).active().in_region()
    counted = {
        "members": here,
        "small": here.small(),
        "reached": here.reached(),
        "blind": Employer.objects.visible_to(user).blind_spots(),
        "all": Employer.objects.visible_to(user).active(),
    }
    current = NetworkMembership.objects.current()
    per_network = {name: _members_per_network(current, networks, employers) for name, employers in counted.items()}
    per_network["former"] = _members_per_network(NetworkMembership.objects.ended(), networks, counted["all"])
    per_network["through"] = _reached_at_events(networks, here)
    per_network["events"] = dict(_events(networks, user).values_list("network").annotate(n=Count("pk")))
    shown = networks.select_related("municipality").prefetch_related("keepers__adviser", "keepers__organisation")
    return [NetworkRow(each, {name: counts.get(each.pk, 0) for name, counts in per_network.items()}) for each in shown]


def _members_per_network(memberships, networks, employers):
    members = memberships.filter(network__in=networks.order_by(), employer__in=employers)
    return dict(members.order_by().values_list("network").annotate(n=Count("pk")))


def _reached_at_events(networks, employers):
    moments = ContactMoment.objects.reaching().filter(event__network__in=networks.order_by(), employer__in=employers)
    return dict(moments.order_by().values_list("event__network").annotate(n=Count("employer", distinct=True)))


def _events(networks, user):
    return NetworkEvent.objects.visible_to(user).filter(network__in=networks.order_by()).order_by()


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


def blind_table(user: User, networks: QuerySet[Network], *, by_municipality: bool) -> BlindTable:
    """Networks that reach most blind spots first; networks and columns without any are left out."""
    column = "employer__municipality" if by_municipality else "employer__sector"
    members = NetworkMembership.objects.current().filter(
        network__in=networks.order_by(), employer__in=Employer.objects.visible_to(user).blind_spots()
    )
    cells: dict[int, Counter] = defaultdict(Counter)
    for network, key, number in members.order_by().values_list("network", column).annotate(n=Count("pk")):
        cells[network][key] = number
    used = {key for counts in cells.values() for key in counts}
    columns = [each for each in _columns(by_municipality) if each.key in used]
    rows = [
        (network, [(each, cells[network.pk][each.key]) for each in columns], cells[network.pk].total())
        for network in networks
        if network.pk in cells
    ]
    return BlindTable(columns, sorted(rows, key=lambda row: (-row[2], row[0].name)))


def _columns(by_municipality):
    if by_municipality:
        return [
            Column(pk, name, f"gemeente={code}")
            for pk, name, code in Municipality.objects.values_list("pk", "name", "cbs_code")
        ]
    sectors = Sector.objects.values_list("pk", "name", "slug")
    known = [Column(pk, name, f"sector={slug}") for pk, name, slug in sectors]
    return [*known, Column(None, "Geen sector bekend", "sector=geen")]
