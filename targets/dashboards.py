"""The other panels of the dashboard: known sizes, interest, advisers, overlaps and the state of the data."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations, compress

from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import Organisation, User
from employers.size import SMALL, Band
from outreach.models import ContactMoment, FollowUp, Interest, Overlap, PortfolioEntry, Variant
from outreach.models.overlaps import fewest_days_apart
from targets.bands import KNOWN
from targets.census import Group, count, inside
from targets.frame import Frame
from targets.links import employers_url, late_url, portfolios_url, talks_url
from targets.measures import Tally, tallies
from targets.models.targets import Measure, Target
from targets.progress import svg_number
from targets.stored import stored, stored_rows

SHOWN_OVERLAPS = 5


@dataclass(frozen=True)
class Stock:
    """Known sizes among the employers in view of one organisation; `goal` is its running target, if any."""

    organisation: Organisation
    total: int
    known: int
    goal: int | None
    total_url: str
    known_url: str
    unknown_url: str

    @property
    def unknown(self) -> int:
        return self.total - self.known

    @property
    def width(self) -> str:
        return svg_number(100 * self.known / self.total if self.total else 0)

    @property
    def goal_x(self) -> str:
        return svg_number(min(100 * self.goal / self.total, 100) - 0.4) if self.goal and self.total else ""


def known_sizes(frame: Frame, targets: list[Target], organisations: list[Organisation]) -> list[Stock]:
    """Per organisation, in one query for all of them."""
    chosen = [each for each in organisations if frame.organisation in (None, each)]
    keys = [each.pk for each in chosen]
    counts = stored(frame, lambda: _in_view(frame, chosen), "in view", *keys)
    goals = {target.organisation_id: target.number for target in targets if is_whole_stock(target)}
    return [_stock(each, *counts.get(each.pk, (0, 0)), goals.get(each.pk)) for each in chosen]


def is_whole_stock(target: Target) -> bool:
    """Whether a target is about all employers in view of one organisation, as this panel is."""
    is_whole = not target.segment_words and target.adviser_id is None and not target.is_share
    return target.measure == Measure.SIZE_KNOWN and target.organisation_id is not None and is_whole


def known_tallies(targets: list[Target], frame: Frame, reached: int, stocks: list[Stock]) -> dict[int, Tally]:
    """What the chart and the panel of sizes counted is not counted again for the targets on the same."""
    in_view = {stock.organisation.pk: Tally(stock.known, stock.total) for stock in stocks}
    known = {
        target.pk: in_view[target.organisation_id]
        for target in targets
        if is_whole_stock(target) and target.organisation_id in in_view
    }
    return known | ({frame.main_target.pk: Tally(reached)} if frame.main_target else {})


def target_tallies(frame: Frame, targets: list[Target], known: dict[int, Tally] | None = None) -> dict[int, Tally]:
    """Of all of them, and what is known already; in a very large register of those that were counted beforehand.

    One that was made or changed since is then counted when it is shown.
    """
    known = known or {}
    if frame.census is None:
        others = [each for each in targets if each.pk not in known]
        versions = sorted((each.pk, each.version) for each in others)
        return known | stored(frame, lambda: tallies(others, frame.on), "tallies", frame.on, versions)
    found = stored(frame, lambda: _by_version(targets, frame.on), "tallies", frame.on)
    return {each.pk: found[each.pk, each.version] for each in targets if (each.pk, each.version) in found} | known


def ended_tallies(frame: Frame, targets: list[Target]) -> dict[int, Tally]:
    """Of targets whose time is over, each by itself: what was counted today is not counted again."""
    if frame.census is None:
        return {}
    return {
        each.pk: stored(frame, lambda each=each: tallies([each], frame.on)[each.pk], "ended", each.pk, each.version)
        for each in targets
    }


def _by_version(targets, on):
    counted = tallies(targets, on)
    return {(each.pk, each.version): counted[each.pk] for each in targets}


def _in_view(frame, organisations):
    """Employers in view of each organisation by its key, and those of known size."""
    keys = [each.pk for each in organisations]
    counts = {key: [0, 0] for key in keys}
    for *is_seen, band, number in frame.rows(lambda: _by_view(frame, organisations), "in view", *keys):
        for key in compress(keys, is_seen):
            counts[key][0] += number
            counts[key][1] += number * (band != Band.UNKNOWN)
    return counts


def _by_view(frame, organisations):
    seen = {f"view_{each.pk}": each for each in organisations}
    return frame.employers.with_view_of(**seen).order_by().values_list(*seen, "size_band").annotate(n=Count("pk"))


def _stock(organisation, total, known, goal):
    return Stock(
        organisation=organisation,
        total=total,
        known=known,
        goal=goal,
        total_url=employers_url(inbeeld=organisation.slug),
        known_url=employers_url(inbeeld=organisation.slug, omvang=KNOWN),
        unknown_url=employers_url(inbeeld=organisation.slug, omvang=Band.UNKNOWN.value),
    )


# Interest per variant -----------------------------------------------------------------------------------------------

STEPS = {
    # Each step holds the ones after it; "geen interesse" was discussed too
    "Besproken": [status for status in Interest.Status if status != Interest.Status.UNKNOWN],
    "Interesse": Interest.WANTING,
    "Wil starten": [Interest.Status.STARTING, Interest.Status.ACTIVE],
    "Actief": [Interest.Status.ACTIVE],
}


@dataclass(frozen=True)
class Step:
    name: str
    number: int
    before: int | None  # of the step before this one; None at the first
    width: str
    url: str


@dataclass(frozen=True)
class Funnel:
    """Steps per variant, in employers; `waiting` employers are interested and do not yet want to start."""

    steps: list[str]
    rows: list[tuple[Variant, list[Step]]]
    is_empty: bool


def funnel(frame: Frame) -> Funnel:
    """Interest as it stands now, of all organisations together; one query."""
    counts = {
        (variant, status): n for variant, status, n in stored_rows(frame, lambda: _interests(frame), "interest rows")
    }
    numbers = {
        variant: [sum(counts.get((variant, status), 0) for status in statuses) for statuses in STEPS.values()]
        for variant in Variant
    }
    most = max(discussed for discussed, *_ in numbers.values())
    rows = [(variant, _steps(variant, numbers[variant], most)) for variant in Variant]
    return Funnel(steps=list(STEPS), rows=rows, is_empty=not most)


def _interests(frame):
    interests = Interest.objects.filter(employer__in=frame.employers).order_by()
    return interests.values_list("variant", "status").annotate(n=Count("pk"))


def _steps(variant, numbers, most):
    return [
        Step(
            name=name,
            number=number,
            before=before,
            width=svg_number(100 * number / most if most else 0),
            url=employers_url(interesse=variant.value, stand=[status.value for status in STEPS[name]]),
        )
        for name, number, before in zip(STEPS, numbers, [None, *numbers], strict=False)
    ]


# Per adviser --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AdviserLine:
    adviser: User
    portfolio: int
    reached: int
    talks: int
    late: int
    is_me: bool
    portfolio_url: str
    reached_url: str
    talks_url: str
    late_url: str


@dataclass(frozen=True)
class AdviserTable:
    """`reached` counts an employer once, also when two advisers reached it; the other totals are sums."""

    lines: list[AdviserLine]
    portfolio: int
    reached: int
    talks: int
    late: int
    portfolio_url: str
    reached_url: str
    talks_url: str
    late_url: str


def adviser_table(frame: Frame, user: User, reached: int) -> AdviserTable:
    """Own row first, then by organisation and name. `reached` is the number of the chart: it is counted there."""
    portfolio = portfolios(frame)
    late = late_of(frame, user)
    work = work_of(frame)
    advisers = _advisers(frame, user, {*portfolio, *late, *work})
    lines = [_adviser_line(each, frame, user, portfolio, late, work) for each in advisers]
    return AdviserTable(
        lines=lines,
        portfolio=sum(line.portfolio for line in lines),
        reached=reached,
        talks=sum(line.talks for line in lines),
        late=sum(line.late for line in lines),
        portfolio_url=portfolios_url(**_by(frame)),
        late_url=late_url(timezone.localdate(), **_everybody(frame)),
        reached_url=frame.reached_url,
        talks_url=_talks_url(frame, **_by(frame)),
    )


def _per_adviser(rows):
    return rows.order_by().values_list("adviser").annotate(n=Count("*"))


def late_of(frame: Frame, user: User) -> dict[int, int]:
    """Follow-ups per adviser that should have been done by today, of those that the user's organisation sees."""
    today = timezone.localdate()
    about = ("late rows", user.organisation_id, user.is_partner, today)
    late = stored_rows(frame, lambda: _per_adviser(FollowUp.objects.visible_to(user).overdue(today)), *about)
    return dict(late)


def portfolios(frame: Frame) -> dict[int, int]:
    """Employers per adviser."""
    return dict(stored_rows(frame, lambda: _per_adviser(_held(frame)), "portfolio rows"))


def _held(frame):
    return PortfolioEntry.objects.current().filter(employer__in=frame.employers)


def work_of(frame: Frame) -> dict[int, tuple[int, int]]:
    """Talks, and small employers reached in them, per adviser."""
    rows = stored_rows(frame, lambda: _work(frame), "work rows", frame.owner, frame.since, frame.on)
    return {adviser: (talks, reached) for adviser, talks, reached in rows}


def _work(frame):
    rows = frame.talks(frame.since).filter(employer__in=frame.employers).order_by().values_list("adviser")
    small = Q(employer__size_band__in=SMALL)
    return rows.annotate(talks=Count("*"), reached=Count("employer", distinct=True, filter=small))


def _advisers(frame, user, busy):
    """Everybody with work or a portfolio in this frame, and all active advisers of the partners."""
    if frame.is_closed:
        return []
    found = User.objects.filter(Q(pk__in=busy) | Q(pk__in=User.objects.advisers().of_partners().values("pk")))
    if frame.adviser:
        found = found.filter(pk=frame.adviser.pk)
    elif frame.organisation:
        found = found.filter(organisation=frame.organisation)
    found = found.select_related("organisation")
    return sorted(found, key=lambda each: (each != user, each.organisation.short_name, each.name))


def _adviser_line(adviser, frame, user, portfolio, late, work):
    talks, reached = work.get(adviser.pk, (0, 0))
    return AdviserLine(
        adviser=adviser,
        portfolio=portfolio.get(adviser.pk, 0),
        reached=reached,
        talks=talks,
        late=late.get(adviser.pk, 0),
        is_me=adviser == user,
        portfolio_url=employers_url(contact=adviser.pk),
        reached_url=_talks_url(frame, adviseur=adviser.pk, toon="werkgevers"),
        talks_url=_talks_url(frame, adviseur=adviser.pk),
        late_url=late_url(timezone.localdate(), adviseur=adviser.pk),
    )


def _by(frame):
    if frame.adviser:
        return {"adviseur": frame.adviser.pk}
    return {"organisatie": frame.organisation and frame.organisation.slug}


def _everybody(frame):
    if frame.adviser:
        return {"adviseur": frame.adviser.pk}
    return {"wie": frame.organisation.slug if frame.organisation else "alle"}


def _talks_url(frame, **parameters):
    return talks_url(vanaf=frame.since, tot=frame.on, **parameters)


# Open overlaps ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OpenOverlap:
    """`moments` are the approaches that the user may know of, in order of time."""

    overlap: Overlap
    moments: list[ContactMoment]
    is_preventable: bool

    @cached_property
    def days_between(self) -> int | None:
        """Fewest days between approaches of two organisations; None when fewer than two are visible."""
        days = defaultdict(set)
        for moment in self.moments:
            days[moment.organisation_id].add(timezone.localdate(moment.happened_at))
        return min((fewest_days_apart(*both) for both in combinations(days.values(), 2)), default=None)

    @property
    def latest(self) -> list[ContactMoment]:
        """The newest approach of each organisation, in order of time."""
        newest = {moment.organisation_id: moment for moment in self.moments}
        return sorted(newest.values(), key=lambda moment: moment.happened_at)

    @property
    def earlier(self) -> int:
        """How many approaches are not among the latest."""
        return len(self.moments) - len(self.latest)


@dataclass(frozen=True)
class OverlapPanel:
    number: int
    first: list[OpenOverlap] = field(default_factory=list)


def overlap_panel(frame: Frame, user: User) -> OverlapPanel:
    """Open overlaps, those that can still be prevented first; at most five queries more than their number.

    One question after the other: each stops at the first few, however many are open.
    """
    overlaps = overlaps_of(frame, user).open()
    newest = overlaps.with_preventable().select_related("employer").order_by("-found_at")
    shown = list(newest.filter(is_preventable=True)[:SHOWN_OVERLAPS])
    if len(shown) < SHOWN_OVERLAPS:
        shown += newest.filter(is_preventable=False)[: SHOWN_OVERLAPS - len(shown)]
    told = ContactMoment.objects.only("happened_at", "status", "organisation", "adviser")
    visible = told.visible_to(user).prefetch_related("adviser").order_by("happened_at", "pk")
    prefetch_related_objects(shown, Prefetch("moments", queryset=visible, to_attr="seen"))
    first = [OpenOverlap(each, each.seen, each.is_preventable) for each in shown]
    return OverlapPanel(number=overlap_counts(frame, user)["open"], first=first)


def overlap_counts(frame: Frame, user: User) -> dict[str, int]:
    """How many are open, and were found and prevented in the period."""
    return stored(frame, lambda: _overlap_counts(frame, user), "overlaps", frame.owner, frame.since, frame.on)


def _overlap_counts(frame, user):
    period = frame.since, frame.on
    prevented = Overlap.objects.prevented().between("closed_at", *period)
    return overlaps_of(frame, user).aggregate(
        open=Count("pk", filter=Q(closed_at__isnull=True)),
        found=Count("pk", filter=Q(found_at__date__range=period)),
        prevented=Count("pk", filter=Q(pk__in=prevented.values("pk"))),
    )


def overlaps_of(frame: Frame, user: User) -> QuerySet:
    """All overlaps of whom the frame is about, closed ones too."""
    overlaps = Overlap.objects.visible_to(user)
    if frame.organisation:
        overlaps = overlaps.of_organisation(frame.organisation)
    return overlaps.of_adviser(frame.adviser) if frame.adviser else overlaps


# The state of the data ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Gap:
    """Something that is not known, in words, with how often and the list of where."""

    name: str
    number: int
    url: str
    why: str


def data_gaps(groups: list[Group]) -> list[Gap]:
    """What the register does not know of active employers in the region, and how many lie outside it."""
    here = inside(groups)
    bands, sectors, opted_out = (count(here, by=name) for name in ("band", "sector_id", "is_opted_out"))
    unknown, wide = bands.get(Band.UNKNOWN, 0), bands.get(Band.CLASS_20_49, 0)
    outside = count(groups, by="is_in_region").get(False, 0)
    gaps = [
        ("Omvang onbekend", unknown, {"omvang": Band.UNKNOWN.value}, "Telt niet mee als klein of groot."),
        ("Omvang 20 tot en met 49", wide, {"omvang": Band.CLASS_20_49.value}, "Klein of groot? Vraag het."),
        ("Geen sector", sectors.get(None, 0), {"sector": "geen"}, "Staat apart in de tabel."),
        ("Niet benaderen", opted_out.get(True, 0), {"nietbenaderen": "ja"}, "Is geen blinde vlek."),
        ("Buiten de regio", outside, {"regio": "nee"}, "Telt nergens mee."),
    ]
    return [Gap(name, number, employers_url(**filters), why) for name, number, filters, why in gaps]
