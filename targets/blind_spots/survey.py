"""The register counted once for the page of blind spots, so that its tables add up by construction."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from django.db.models import Count, Sum

from accounts.models import Organisation
from employers.census import SOMEBODY, TRADE_REGISTER, among
from employers.models import Accreditation, Municipality, Registration
from employers.size import SMALL
from outreach.models import ContactMoment
from targets.bands import MAYBE_SMALL, SMALL_GROUPS
from targets.frame import Frame
from targets.stored import stored

COLUMN_OF = {band.value: column for column in [*SMALL_GROUPS, *MAYBE_SMALL] for band in column.bands}


class Line(NamedTuple):
    """`number` active employers in the region of one municipality, sector and band.

    `counts` says how many of them are blind spots, reached, in view of an organisation and so on.
    """

    municipality: str
    sector: str
    band: str
    number: int
    counts: dict[str, int]

    @property
    def is_small(self) -> bool:
        return self.band in SMALL

    @property
    def column(self) -> str | None:
        """Key of the band as the report prints it; None for what is large for certain."""
        group = COLUMN_OF.get(self.band)
        return group and group.key


class Alike(NamedTuple):
    """`number` employers that are alike in everything else.

    `reached_by` and `in_view_of` are keys of organisations; reached is within the months of the blind-spot rule.
    """

    municipality: str
    sector: str
    band: str
    is_opted_out: bool
    is_on_list: bool
    is_accredited: bool
    is_reached_ever: bool
    reached_by: frozenset[int]
    in_view_of: frozenset[int]
    number: int

    @property
    def is_blind(self) -> bool:
        """The rule of `EmployerQuerySet.blind_spots` on employers that are alike."""
        return self.band in SMALL and not self.is_opted_out and not self.reached_by


COUNTED: dict[str, Callable[[Alike], bool]] = {
    "blind": lambda each: each.is_blind,
    "reached": lambda each: bool(each.reached_by),
    "never": lambda each: not each.is_reached_ever,
    "listed": lambda each: each.is_on_list,
    "accredited": lambda each: each.is_accredited,
}


def reached_by(organisation: Organisation) -> str:
    """The name of a count on a line."""
    return f"reached by {organisation.pk}"


def in_view_of(organisation: Organisation) -> str:
    return f"in view of {organisation.pk}"


def survey(frame: Frame, organisations: list[Organisation]) -> list[Line]:
    """One query, whatever the number of organisations; none when it was counted beforehand."""
    if frame.is_closed:
        return []
    keys = [each.pk for each in organisations]
    return stored(frame, lambda: _added_up(_alike(frame, organisations), organisations), "survey", frame.on, *keys)


def _added_up(alike: Iterable[Alike], organisations: list[Organisation]) -> list[Line]:
    lines = {}
    names = [*COUNTED, *(name(each) for each in organisations for name in (reached_by, in_view_of))]
    for each in alike:
        key = each[:3]
        if key not in lines:
            lines[key] = [0, dict.fromkeys(names, 0)]
        lines[key][0] += each.number
        for name in _names(each, organisations):
            lines[key][1][name] += each.number
    return [Line(*key, number, counts) for key, (number, counts) in lines.items()]


def _names(each, organisations):
    yield from (name for name, is_so in COUNTED.items() if is_so(each))
    yield from (reached_by(organisation) for organisation in organisations if organisation.pk in each.reached_by)
    yield from (in_view_of(organisation) for organisation in organisations if organisation.pk in each.in_view_of)


def _alike(frame, organisations):
    if frame.census:
        return _counted(frame)
    keys = tuple(each.pk for each in organisations)
    flags = {
        "is_on_list": among(Registration.objects.current().filter(source__slug=TRADE_REGISTER).values("employer")),
        "is_accredited": among(Accreditation.objects.current(frame.on).values("employer")),
        "is_reached_ever": among(ContactMoment.objects.reaching().values("employer")),
        "is_reached": among(ContactMoment.objects.reaching().between(frame.blind_since, frame.on).values("employer")),
    }
    flags |= {f"reached_{key}": among(_talks(frame, key)) for key in keys}
    flags |= {f"view_{key}": _in_view(key) for key in keys}
    columns = ["municipality__cbs_code", "sector__slug", "size_band", "is_opted_out", *flags]
    rows = frame.employers.order_by().annotate(**flags).values_list(*columns).annotate(number=Count("pk"))
    return [_live(row, keys) for row in rows]


def _talks(frame, organisation):
    moments = ContactMoment.objects.reaching().between(frame.blind_since, frame.on)
    return moments.filter(organisation=organisation).values("employer")


def _in_view(organisation):
    """The rule of `EmployerQuerySet.in_view_of` as two sets that are read once."""
    registrations = Registration.objects.current().filter(source__organisation=organisation)
    moments = ContactMoment.objects.done().filter(organisation=organisation)
    return among(registrations.values("employer"), moments.values("employer"))


def _live(row, keys):
    municipality, sector, band, is_opted_out, on_list, accredited, ever, reached, *by_whom, number = row
    by, view = by_whom[: len(keys)], by_whom[len(keys) :]
    whom = _whom(keys, tuple(by))
    return Alike(
        municipality=municipality,
        sector=sector or "geen",
        band=band,
        is_opted_out=is_opted_out,
        is_on_list=on_list,
        is_accredited=accredited,
        is_reached_ever=ever,
        reached_by=whom or (frozenset([SOMEBODY]) if reached else frozenset()),
        in_view_of=_whom(keys, tuple(view)),
        number=number,
    )


@cache
def _whom(keys, flags):
    """The organisations of which a flag is true; few different ones on very many lines."""
    return frozenset(key for key, is_so in zip(keys, flags, strict=True) if is_so)


def _counted(frame):
    """The same from the lines of the census."""
    columns = [
        "municipality__cbs_code", "sector__slug", "size_band", "is_opted_out", "is_on_list", "is_accredited",
        "reached_ever_by", "reached_by", "in_view_of",
    ]  # fmt: skip
    here = frame.census.lines.filter(municipality__in=Municipality.objects.in_region()).order_by()
    return [
        Alike(municipality, sector or "geen", *alike, bool(ever), frozenset(by), frozenset(view), number)
        for municipality, sector, *alike, ever, by, view, number in here.values_list(*columns).annotate(n=Sum("number"))
    ]


def total(lines: Iterable[Line], name: str | None = None) -> int:
    """Employers, or those of one count."""
    return sum(line.counts[name] if name else line.number for line in lines)


def grouped(lines: Iterable[Line], by: str) -> dict[str, list[Line]]:
    groups = {}
    for line in lines:
        groups.setdefault(getattr(line, by), []).append(line)
    return groups
