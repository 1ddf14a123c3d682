"""Bellijst van vandaag: whom one adviser should contact next, and why, in words and points.

The reasons are conditions in one query; each is worth points, and the sum is the order. First the adviser's own
portfolio and promises, then employers in the region that no adviser of the organisation has yet.
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db.models import BigIntegerField, Case, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property

from accounts.models import User
from employers.models import ContactPerson, Employer, PossibleDuplicate
from employers.models.employer_rules import POSSIBLY_BLIND
from employers.models.reference import RegionMembership
from employers.size import SMALL, Band
from lwl_crm.worked_out import rows_of, statement
from outreach.models import (
    Agreement,
    Claim,
    ClaimRequest,
    ContactMoment,
    EventAttendance,
    FollowUp,
    Interest,
    NetworkEvent,
    PortfolioEntry,
)
from outreach.subjects import HELD_TO_BE_SAME
from targets.dashboards import target_tallies
from targets.frame import Frame, frame_for
from targets.measures import evidence, population
from targets.models import Measure, Snooze, Target
from targets.models.targets import OF_EMPLOYERS
from targets.pace import Status, dutch
from targets.progress import Progress, progress_of

A_DAY = 20
LAGGING_COUNTED = 5  # targets that lag; an employer can serve more than one
REST_DAYS = 14  # after a contact of the own organisation, unless something was promised
EVENT_AHEAD = timedelta(days=21)


@dataclass(frozen=True)
class Reason:
    """Why an employer is on the list: true of the employers that `holds` finds."""

    text: str
    points: int
    holds: Callable[[], Q]


@dataclass(frozen=True)
class Call:
    """One employer on the list with its reasons, the weightiest first."""

    employer: Employer
    reasons: list[Reason]
    is_own: bool

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)

    @property
    def person(self) -> ContactPerson | None:
        """Whom to ask for: somebody with a number of their own first."""
        return min(self.employer.askable, key=lambda person: not person.phone, default=None)

    @property
    def phone(self) -> str:
        return (self.person and self.person.phone) or self.employer.phone


@dataclass(frozen=True)
class CallList:
    """The list of one adviser on one day; the number of queries does not depend on the number of employers."""

    adviser: User
    on: date
    within: QuerySet | None = None  # only these employers, such as those behind one blind spot

    @cached_property
    def frame(self) -> Frame:
        """In which the targets are counted; it tells of which moment their stand is in a very large register."""
        return frame_for(self.adviser, [], None, self.on)

    def calls(self, number: int = A_DAY) -> list[Call]:
        """The first of the list: own employers before free ones, then most points, small before large, by name."""
        own = self._first(self._mine, number)
        free = self._first(self._free, number - len(own)) if len(own) < number else {}
        found = Employer.objects.select_related("municipality", "sector__sheet", "company")
        found = found.defer("search_text", "search_vector", "provenance", "remarks")
        found = found.prefetch_related(Prefetch("contact_persons", ContactPerson.objects.approachable(), "askable"))
        employers = found.in_bulk([*own, *free])
        return [Call(employers[key], self._holding(weight), key in own) for key, weight in (own | free).items()]

    def _first(self, among: Callable[[], Q], number: int) -> dict[int, int]:
        """Employer → weight of the weightiest. Without any reason nobody is on the list."""
        rows = rows_of(lambda: self._weighed.filter(among())[:number], *self._about, among.__name__, number)
        return {key: weight for key, weight in rows if self._holding(weight)}

    @cached_property
    def _about(self) -> tuple[Hashable, ...]:
        """All that the SQL of the list depends on."""
        adviser, targets = self.adviser, [each.target for each in self._behind]
        within = None if self.within is None else repr(statement(self.within.order_by().values("pk")))
        return (
            "call list", self.on, adviser.pk, adviser.organisation_id, adviser.role, self.frame.is_closed,
            tuple(each.counted_by for each in targets),
            tuple((each.pk, each.network_id) for each in self._events),
            self._close_to_approached, self._held_keys, self._close_to_held, within,
        )  # fmt: skip

    @cached_property
    def _weighed(self) -> QuerySet:
        rows = self._candidates.annotate(weight=self._weight())
        return rows.order_by("-weight", "trade_name", "pk").values_list("pk", "weight")

    def _weight(self) -> Combinable:
        """One number: the points, whether the employer is small, and one bit a reason.

        So the database looks once for each reason, orders by it, and still tells which reasons hold.
        """
        width = len(self.reasons)
        parts = [_worth(reason.holds(), (reason.points << width + 1) + bit) for bit, reason in self._bits()]
        return sum(parts, _worth(Q(size_band__in=SMALL), 1 << width))

    def _holding(self, weight: int) -> list[Reason]:
        return [reason for bit, reason in self._bits() if weight & bit]

    def _bits(self) -> Iterator[tuple[int, Reason]]:
        """The weightiest reason has the highest bit, so that of equal points it goes first."""
        return ((1 << number, reason) for number, reason in reversed([*enumerate(reversed(self.reasons))]))

    @cached_property
    def reasons(self) -> list[Reason]:
        """All that can be a reason today, the weightiest first."""
        found = [*self._promises(), *self._interest(), *self._lagging(), *self._blind(), *self._others()]
        return sorted(found, key=lambda reason: -reason.points)

    def _promises(self) -> list[Reason]:
        mine = FollowUp.objects.open().filter(adviser=self.adviser)
        return [
            Reason("U beloofde dit eerder: de vervolgactie is te laat", 60, lambda: _any(mine.overdue(self.on))),
            Reason("U beloofde vandaag terug te komen", 50, lambda: _any(mine.filter(due_on=self.on))),
        ]

    def _interest(self) -> list[Reason]:
        """Somebody wants something and nothing is planned or promised."""
        wanting = Interest.objects.filter(status__in=[Interest.Status.INTERESTED, Interest.Status.STARTING])
        return [
            Reason(
                "Heeft interesse, maar er is geen volgende stap",
                40,
                lambda: _any(wanting) & ~_any(FollowUp.objects.open()),
            )
        ]

    def _lagging(self) -> list[Reason]:
        return [_reason_of(each, self.on) for each in self._behind]

    @cached_property
    def _behind(self) -> list[Progress]:
        return lagging(self.adviser, self.frame)

    def _blind(self) -> list[Reason]:
        """As `Employer.objects.blind_spots` has them; the candidates are active already."""

        def blind() -> Q:
            reached = ContactMoment.objects.reaching().between(Employer.objects.blind_since(self.on), self.on)
            return POSSIBLY_BLIND & _in_region() & ~_any(reached)

        return [Reason(f"Blinde vlek: klein en {settings.BLIND_SPOT_MONTHS} maanden niet bereikt", 20, blind)]

    def _others(self) -> list[Reason]:
        claims = Claim.objects.active(self.on).filter(organisation=self.adviser.organisation_id)
        spoken = self._ours().done().between(since=self.on - relativedelta(years=1))
        return [
            Reason("Uw organisatie heeft het benaderslot", 25, lambda: _any(claims)),
            *map(self._gathering, self._events),
            Reason("Een jaar of langer geen contact met uw organisatie", 10, lambda: ~_any(spoken)),
        ]

    @cached_property
    def _events(self) -> list[NetworkEvent]:
        now = timezone.now()
        ahead = NetworkEvent.objects.filter(starts_at__range=(now, now + EVENT_AHEAD))
        return list(ahead.select_related("network").order_by("starts_at")[:3])

    def _gathering(self, event: NetworkEvent) -> Reason:
        """On the list of an event that comes up, or a member of the network that holds it."""

        def concerned() -> Q:
            listed = _any(EventAttendance.objects.filter(event=event).exclude(status=EventAttendance.Status.BEEN))
            return listed | _is_among(Employer.objects.member_of(event.network)) if event.network else listed

        day = date_format(timezone.localtime(event.starts_at), "j F")
        return Reason(f"Bijeenkomst op {day}: {event}", 15, concerned)

    def _mine(self) -> Q:
        """The own portfolio, and whom this adviser promised something."""
        portfolio = PortfolioEntry.objects.of(self.adviser).order_by().values("employer")
        return Q(pk__in=portfolio.union(self._due().order_by().values("employer")))

    def _free(self) -> Q:
        """In the region, and nobody of the organisation has them yet."""
        held = PortfolioEntry.objects.current().filter(organisation=self.adviser.organisation_id)
        return _in_region() & ~_any(held) & ~self._promised()

    def _promised(self) -> Q:
        return _any(self._due())

    def _due(self) -> QuerySet:
        return FollowUp.objects.due(self.on).filter(adviser=self.adviser)

    @cached_property
    def _candidates(self) -> QuerySet:
        """Whom this adviser may contact today."""
        may = Employer.objects.visible_to(self.adviser).active().approachable()
        if self.within is not None:
            may = may.filter(pk__in=self.within.order_by().values("pk"))
        may = may.exclude(_any(Snooze.objects.filter(adviser=self.adviser, on=self.on)) | _any(self._planned()))
        may = may.filter(self._promised() | ~(_any(self._recent()) | self._approached()))
        return may.exclude(self._held())

    def _planned(self) -> QuerySet:
        """In the diary of the own organisation; a plan whose day has passed without a result keeps nobody off."""
        return self._ours().planned().between(since=self.on)

    def _recent(self) -> QuerySet:
        """Contacts of the own organisation, so short ago that another one is too soon."""
        since = self.on - timedelta(days=REST_DAYS)
        return self._ours().exclude(status=ContactMoment.Status.CANCELLED).between(since=since)

    def _ours(self) -> QuerySet:
        return ContactMoment.objects.filter(organisation=self.adviser.organisation_id)

    def _approached(self) -> Q:
        """Whom another organisation approaches about now: one more approach would be an overlap."""
        return _concerned(self._approached_employers, self._close_to_approached)

    @property
    def _approached_employers(self) -> QuerySet:
        since = self.on - timedelta(days=settings.OVERLAP_DAYS - 1)
        theirs = ContactMoment.objects.approaches().between(since=since).filter(is_joint=False)
        theirs = theirs.exclude(organisation=self.adviser.organisation_id)
        return Employer.objects.filter(pk__in=theirs.order_by().values("employer"))

    @cached_property
    def _close_to_approached(self) -> frozenset[int]:
        return _doubles(self._approached_employers.order_by())

    def _held(self) -> Q:
        """What another organisation holds, or what an agreement divides."""
        held = Employer.objects.filter(pk__in=sorted(self._held_keys))
        return _concerned(held, self._close_to_held) if self._held_keys else Q(pk__in=[])

    @cached_property
    def _close_to_held(self) -> frozenset[int]:
        held = Employer.objects.filter(pk__in=sorted(self._held_keys))
        return _doubles(held.order_by()) if self._held_keys else frozenset()

    @cached_property
    def _held_keys(self) -> frozenset[int]:
        """An agreement that both go together leaves the employer on the list. Of other agreements only the text says
        who does what; the employer stays off, unless the own organisation holds it.
        """
        own = self.adviser.organisation_id
        held = Claim.objects.active(self.on).exclude(organisation=own)
        together = ClaimRequest.objects.filter(agreement__isnull=False)
        joined = together.filter(Q(organisation=own) | Q(claim__organisation=own))
        held = held.exclude(pk__in=joined.values("claim"))
        ours = Claim.objects.active(self.on).filter(organisation=own)
        agreed = Agreement.objects.valid_on(self.on).exclude(pk__in=joined.values("agreement"))
        agreed = agreed.exclude(employer__in=ours.values("employer"))
        return frozenset(key for rows in (held, agreed) for key in rows.order_by().values_list("employer", flat=True))


def lagging(adviser: User, frame: Frame) -> list[Progress]:
    """Running targets behind schedule that calling by this adviser can help, the furthest behind first."""
    on = frame.on
    running = list(Target.objects.visible_to(adviser).running(on).with_segment())
    mine = [each for each in running if _helps(each, adviser)]
    known = target_tallies(frame, running if frame.census else mine)
    behind = [each for each in progress_of(mine, on, known) if each.pace.status == Status.BEHIND]
    behind.sort(key=lambda each: each.pace.realised / (each.pace.expected or 1))
    return behind[:LAGGING_COUNTED]


def _helps(target: Target, adviser: User) -> bool:
    """It counts employers or talks with them, and the adviser is one of those who make it."""
    is_theirs = target.organisation_id in (None, adviser.organisation_id) and target.adviser_id in (None, adviser.pk)
    return is_theirs and target.measure in (*OF_EMPLOYERS, Measure.TALKS)


def _reason_of(progress: Progress, on: date) -> Reason:
    """One on a narrow segment weighs more than one on the region."""
    target, pace = progress.target, progress.pace
    text = f"Doel loopt achter: {target} ({dutch(pace.realised)} van {dutch(pace.number)})"
    return Reason(text, 30 if target.segment_words else 15, lambda: _could_count(target, on))


def _could_count(target: Target, on: date) -> Q:
    """Employers in the segment that do not count yet and may come to count."""
    concerned = _is_among(population(target, on))
    if target.measure == Measure.SIZE_KNOWN:
        return concerned & Q(size_band=Band.UNKNOWN)
    if target.measure == Measure.NEWLY_REACHED:
        return concerned & ~_any(ContactMoment.objects.reaching())
    if target.measure == Measure.BLIND_CLOSED:
        return concerned & _is_among(Employer.objects.blind_spots(on))
    counted = evidence(target, on)
    return concerned & ~(_any(counted) if target.measure == Measure.TALKS else _is_among(counted))


def _worth(holds: Q, number: int) -> Case:
    return Case(When(holds, then=Value(number)), default=Value(0), output_field=BigIntegerField())


def _in_region() -> Q:
    return Q(municipality__in=RegionMembership.objects.keys_on())


def _any(rows: QuerySet) -> Q:
    """One of these rows is about the employer; the database looks up a few employers, and reads all rows for many."""
    return Q(Exists(rows.order_by().filter(employer=OuterRef("pk"))))


def _is_among(employers: QuerySet) -> Q:
    return Q(Exists(employers.order_by().filter(pk=OuterRef("pk"))))


def _concerned(employers: QuerySet, doubles: frozenset[int]) -> Q:
    """These employers, others of their company, and what may be the same as they."""
    employers = employers.order_by()
    of_company = Exists(employers.filter(company=OuterRef("company")))
    return _is_among(employers) | Q(of_company) | Q(pk__in=sorted(doubles))


def _doubles(employers: QuerySet) -> frozenset[int]:
    """Whoever may be the same as one of these; there are few."""
    pairs = PossibleDuplicate.objects.filter(answer__in=HELD_TO_BE_SAME).order_by()
    pairs = pairs.filter(Q(first__in=employers) | Q(second__in=employers)).values_list("first", "second")
    return frozenset(key for pair in pairs for key in pair)
