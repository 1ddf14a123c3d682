"""What a half-year report counts, in the words it will always be shown in: names and numbers as they were that day.

The numbers come from the same functions as the dashboard and the targets (design.md 2).
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import Organisation, User
from employers.models import Employer, Municipality, Sector
from outreach.models import ContactMoment, Overlap
from targets.bands import SMALL_GROUPS
from targets.dashboards import adviser_table, funnel, known_sizes
from targets.frame import Frame
from targets.links import counted_url, employers_url, overlaps_url, reached_url, talks_url, then_url
from targets.measures import figure, tallies
from targets.models import HalfYearReport, Measure, Target
from targets.pace import Status
from targets.progress import progress_of
from targets.reports.periods import Period
from targets.reports.tables import chart, difference, number, share, table, words

Block = HalfYearReport.Block
COUNTED = [Measure.REACHED, Measure.NEWLY_REACHED, Measure.TALKS, Measure.INTERESTED, Measure.STARTED]


class Look:
    """One look at the register for a report: whose work, which period and the one before, seen by whom."""

    def __init__(self, *, organisation: Organisation | None, period: Period, by: User, now: datetime | None = None):
        self.organisation, self.period, self.by = organisation, period, by
        self.now = now or timezone.now()
        self.on = min(period.until, timezone.localdate(self.now))
        self.counted = Period(period.since, self.on)
        self.before = period.before_as_far(self.on)
        self.everywhere = Employer.objects.visible_to(by).active()

    def frame(self, period: Period) -> Frame:
        on = min(period.until, self.on)
        return Frame(self.everywhere, self.organisation, since=period.since, until=period.until, on=on)

    @property
    def slug(self) -> str | None:
        return self.organisation.slug if self.organisation else None


def count_figures(look: Look) -> dict[str, Any]:
    """Everything a report holds besides the words that people write."""
    facts = main_figures(look)
    groups = _groups(look)
    facts |= {"small": sum(row["n"] for row in groups), "blind": sum(row["n"] for row in groups if row["is_blind"])}
    overlaps = _overlaps(look)
    facts |= {"overlaps": overlaps["found"], "prevented": overlaps["prevented"]}
    sections = [
        (Block.SUMMARY, [summary_table(look, facts)]),
        (Block.GOALS, _goals(look)),
        (Block.REACH, _reach(look, groups)),
        (Block.BLIND, _blind(look, groups)),
        (Block.SIZES, [_sizes(look)]),
        (Block.INTEREST, [_interest(look)]),
        (Block.OVERLAPS, [_overlap_table(look, overlaps)]),
        (Block.ADVISERS, [_advisers(look, facts["now"]["reached"])]),
        (Block.OUTLOOK, []),
    ]
    return {
        "organisation": look.organisation.name if look.organisation else "",
        "period": str(look.counted),
        "before": str(look.before),
        "counted_until": look.on.isoformat(),
        "counted": _days(look.counted),
        "compared": _days(look.before),
        "running": running_days(look),
        "facts": facts,
        "sections": [{"key": key.value, "title": key.label, "tables": tables} for key, tables in sections],
    }


def running_days(look: Look) -> dict[str, int] | None:
    """How far a period is that is not over; None when it is."""
    if look.on >= look.period.until:
        return None
    return {"gone": look.counted.days, "whole": look.period.days, "before": look.before.days}


def _days(period: Period) -> list[str]:
    return [period.since.isoformat(), period.until.isoformat()]


# The main figures ---------------------------------------------------------------------------------------------------


def main_figures(look: Look) -> dict[str, dict[str, int]]:
    """The main figures now and in the period before, by measure; one query."""
    asked = {
        (name, measure): figure(measure, look.organisation, period.since, period.until, pk=index)
        for index, (name, period, measure) in enumerate(
            (name, period, measure)
            for name, period in (("now", look.period), ("before", look.before))
            for measure in COUNTED
        )
    }
    counted = tallies(asked.values(), timezone.localdate(look.now))
    facts: dict[str, dict[str, int]] = {"now": {}, "before": {}}
    for (name, measure), target in asked.items():
        facts[name][measure.value] = counted[target.pk].number
    return facts


def summary_table(look, facts):
    now, before = facts["now"], facts["before"]
    rows = [
        [
            words(measure.label),
            number(now[measure], _measure_url(look, measure, look.counted)),
            number(before[measure], _measure_url(look, measure, look.before)),
            difference(now[measure], before[measure]),
        ]
        for measure in COUNTED
    ]
    return table("Kerncijfers", ["Wat we tellen", "Deze periode", "Vorige periode", "Verschil"], rows)


def _measure_url(look, measure, period):
    """Filters that say the same; what no list can say is listed by the page of the report itself."""
    if measure == Measure.REACHED:
        return reached_url(look.organisation, period.since, period.until)
    days = {"vanaf": period.since, "tot": period.until, "organisatie": look.slug}
    return talks_url(**days) if measure == Measure.TALKS else counted_url(measure.value, **days)


# Targets ------------------------------------------------------------------------------------------------------------


def _goals(look):
    """Targets that ran in the period, with their stand on its last day."""
    ran = Target.objects.visible_to(look.by).standing().filter(from_on__lte=look.on, until_on__gte=look.period.since)
    ran = ran.of(look.organisation) if look.organisation else ran
    found = progress_of(ran.with_segment(), look.on)
    if not found:
        return []
    rows = [_goal(each) for each in found]
    day = date_format(look.on, "j F Y")
    note = f"Stand op {day}. Het schema is waar het doel die dag zou staan als het gelijkmatig groeide."
    return [table("Doelen in deze periode", ["Doel", "Stand", "Schema", "Afgesproken", "Oordeel"], rows, note=note)]


def _goal(each):
    target, pace = each.target, each.pace
    return [
        words(f"{target.name} ({target.owner or 'alle organisaties'})", target.get_absolute_url()),
        number(pace.realised, each.url),
        number(round(pace.expected)),
        number(pace.number),
        words(Status(pace.status).label),
    ]


# Reached and blind spots --------------------------------------------------------------------------------------------


def _groups(look: Look) -> list[dict[str, Any]]:
    """Small employers in the region in groups of alike ones; one query."""
    now, before = look.frame(look.period), look.frame(look.before)
    anyone = ContactMoment.objects.reaching().between(now.blind_since, look.on)
    rows = (
        now.employers.small()
        .annotate(
            is_reached=_holds(pk__in=now.talks(now.since).values("employer")),
            was_reached=_holds(pk__in=before.talks(before.since).values("employer")),
            is_seen=_holds(pk__in=anyone.values("employer")),
        )
        .order_by()
        .values("sector", "municipality", "size_band", "is_opted_out", "is_reached", "was_reached", "is_seen")
        .annotate(n=Count("pk"))
    )
    return [row | {"is_blind": not row["is_seen"] and not row["is_opted_out"]} for row in rows]


def _holds(**condition):
    return ExpressionWrapper(Q(**condition), output_field=BooleanField())


def _reach(look, groups):
    sectors = {each.pk: (each.name, {"sector": each.slug}) for each in Sector.objects.all()}
    sectors[None] = ("Geen sector", {"sector": "geen"})
    bands = {band.value: (column.label, {"omvang": column.key}) for column in SMALL_GROUPS for band in column.bands}
    towns = {each.pk: (each.name, {"gemeente": each.cbs_code}) for each in Municipality.objects.in_region()}
    return [
        _reach_table(look, groups, "sector", sectors),
        _reach_table(look, groups, "size_band", bands),
        _reach_table(look, groups, "municipality", towns),
    ]


TITLES = {"sector": "Per sector", "size_band": "Per omvang", "municipality": "Per gemeente"}
REACH_HEADER = ["Klein mkb", "Deze periode", "Bereikt", "Vorige periode", "Verschil"]


def _reach_table(look, groups, name, kinds):
    """`kinds`: label and filter per value; values with the same label are one row."""
    small, now, before = (_sums(groups, name, kinds, which) for which in (None, "is_reached", "was_reached"))
    filters = dict(kinds.values())
    shown = [label for label in filters if small[label]]
    rows = [_reach_row(look, label, filters[label], small, now, before) for label in shown]
    totals = [Counter({"Totaal": counted.total()}) for counted in (small, now, before)]
    rows.append(_reach_row(look, "Totaal", {}, *totals))
    series = {"deze periode": [now[each] for each in shown], "vorige periode": [before[each] for each in shown]}
    title = TITLES[name]
    picture = chart(f"Kleine werkgevers bereikt {title.lower()}", shown, series)
    return table(
        title, [title.removeprefix("Per ").capitalize(), *REACH_HEADER], rows, chart=picture, last_is_total=True
    )


def _sums(groups, name, kinds, which) -> Counter:
    sums: Counter = Counter()
    for row in groups:
        if row[name] in kinds and (which is None or row[which]):
            sums[kinds[row[name]][0]] += row["n"]
    return sums


def _reach_row(look, label, filters, small, now, before):
    def of(period):
        return reached_url(look.organisation, period.since, period.until, **filters)

    return [
        words(label),
        number(small[label], employers_url(klein="ja", **filters)),
        number(now[label], of(look.counted)),
        share(now[label], small[label]),
        number(before[label], of(look.before)),
        difference(now[label], before[label]),
    ]


def _blind(look, groups):
    """Sectors with most blind spots first; a blind spot is one for all organisations together."""
    sectors = {each.pk: (each.name, {"sector": each.slug}) for each in Sector.objects.all()}
    sectors[None] = ("Geen sector", {"sector": "geen"})
    small, blind = _sums(groups, "sector", sectors, None), _sums(groups, "sector", sectors, "is_blind")
    filters = dict(sectors.values())
    shown = [label for label, _ in small.most_common() if small[label]]
    shown.sort(key=lambda label: -blind[label])
    rows = [_blind_row(look, label, filters[label], small[label], blind[label]) for label in shown]
    rows.append(_blind_row(look, "Totaal", {}, small.total(), blind.total()))
    note = "Een blinde vlek is een kleine werkgever die niemand in de laatste 24 maanden van de periode bereikte."
    picture = chart("Blinde vlekken per sector", shown, {"blinde vlekken": [blind[each] for each in shown]})
    header = ["Sector", "Klein mkb", "Blinde vlek", "Aandeel"]
    more = {"chart": picture, "last_is_total": True, "note": note}
    return [table("Blinde vlekken per sector", header, rows, **more)]


def _blind_row(look, label, filters, small, blind):
    """The blind spots of the last day that was counted: who was reached since is one of them."""
    links = [employers_url(klein="ja", **filters), then_url(op=look.on, **filters)]
    return [words(label), number(small, links[0]), number(blind, links[1]), share(blind, small)]


# Stands of the day of counting --------------------------------------------------------------------------------------


def _sizes(look):
    organisations = Organisation.objects.partners().active()
    stocks = known_sizes(look.frame(look.period), [], list(organisations))
    rows = [
        [
            words(each.organisation.name),
            number(each.total, each.total_url),
            number(each.known, each.known_url),
            number(each.unknown, each.unknown_url),
            share(each.known, each.total),
        ]
        for each in stocks
    ]
    header = ["In beeld bij", "Werkgevers", "Omvang bekend", "Onbekend", "Bekend"]
    return table("Werkgevers met bekende omvang", header, rows, note="Stand op de dag van tellen.")


def _interest(look):
    found = funnel(look.frame(look.period))
    rows = [[words(variant.label), *(number(step.number, step.url) for step in steps)] for variant, steps in found.rows]
    note = "Stand op de dag van tellen, in werkgevers, van alle organisaties samen. Elke stap telt ook de stappen erna."
    labels = [variant.label for variant, _ in found.rows]
    picture = chart("Interesse per vorm", labels, {"interesse": [steps[1].number for _, steps in found.rows]})
    more = {"chart": picture, "note": note}
    return table("Interesse per vorm", ["Vorm", *found.steps], rows, **more)


# Overlaps and advisers ----------------------------------------------------------------------------------------------


def _overlaps(look) -> Counter:
    """Found in the period, by what became of them until the day of counting; and in the period before, as `before`."""
    visible = Overlap.objects.visible_to(look.by)
    if look.organisation:
        visible = visible.filter(Q(first_organisation=look.organisation) | Q(second_organisation=look.organisation))
    found = visible.filter(found_at__date__range=(look.period.since, look.on))
    counted = Counter(found.order_by().values_list("outcome", flat=True))
    counted["found"] = sum(counted.values())
    counted["prevented"] = found.prevented().count()
    counted["before"] = visible.filter(found_at__date__range=(look.before.since, look.before.until)).count()
    return counted


def _overlap_table(look: Look, counted: Counter):
    def found_in(period, **outcome):
        return overlaps_url(vanaf=period.since, tot=period.until, organisatie=look.slug, **outcome)

    outcomes = [*Overlap.Outcome.choices, ("", "nog open")]
    rows = [[words("Gevonden in deze periode"), number(counted["found"], found_in(look.counted))]]
    rows += [
        [words(f"daarvan: {label.lower()}"), number(counted[value], found_in(look.counted, uitkomst=value or "open"))]
        for value, label in outcomes
    ]
    rows.append([words("Voorkomen"), number(counted["prevented"], found_in(look.counted, uitkomst="prevented"))])
    rows.append([words("Gevonden in de vorige periode"), number(counted["before"], found_in(look.before))])
    note = "Voorkomen: afgestemd voordat beide organisaties de werkgever benaderden."
    return table("Dubbele benaderingen", ["Dubbele benaderingen", "Aantal"], rows, note=note)


def _advisers(look, reached):
    now = adviser_table(look.frame(look.period), look.by, reached)
    before = {each.adviser.pk: each for each in adviser_table(look.frame(look.before), look.by, 0).lines}
    rows = [_adviser_row(each, before.get(each.adviser.pk)) for each in sorted(now.lines, key=_by_name)]
    note = "Een werkgever telt bij elke adviseur die hem bereikte. De portefeuille is de stand op de dag van tellen."
    header = ["Adviseur", "Portefeuille", "Gesprekken", "Vorige periode", "Klein bereikt", "Vorige periode"]
    return table("Inzet per adviseur", header, rows, note=note)


def _by_name(line):
    return line.adviser.organisation.short_name, line.adviser.name


def _adviser_row(now, before):
    return [
        words(f"{now.adviser.name} ({now.adviser.organisation.short_name})"),
        number(now.portfolio, now.portfolio_url),
        number(now.talks, now.talks_url),
        number(before.talks if before else 0, before.talks_url if before else ""),
        number(now.reached, now.reached_url),
        number(before.reached if before else 0, before.reached_url if before else ""),
    ]


def counted_target(report: HalfYearReport, measure: Measure, *, is_before: bool) -> Target:
    """What one of the main figures counts, as an unsaved target: for the list behind it."""
    period = _period_of(report, is_before)
    return figure(measure, report.organisation, period.since, period.until)


def _period_of(report, is_before):
    """The days that were counted; of a report made before those were written down, its whole period."""
    if days := report.figures.get("compared" if is_before else "counted"):
        return Period(*map(date.fromisoformat, days))
    period = Period(report.from_on, report.until_on)
    return period.before() if is_before else period


def all_tables(figures: dict[str, Any]) -> Iterable[dict[str, Any]]:
    for section in figures["sections"]:
        yield from section["tables"]


def day_of(figures: dict[str, Any]) -> date:
    return date.fromisoformat(figures["counted_until"])
