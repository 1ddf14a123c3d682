"""What one look at the dashboard is about: which employers, whose work, which period."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet
from django.utils.functional import cached_property

from accounts.models import Organisation, User
from employers.models import Census, Employer
from employers.models.reference import RegionMembership
from lwl_crm.unchanged import Book
from lwl_crm.worked_out import number_of, rows_of
from outreach.models import ContactMoment
from targets.links import reached_url, talks_url
from targets.models.targets import Measure, Target


@dataclass(frozen=True)
class Frame:
    """`everywhere` are the active employers that the user may see; `since` and `on` are both included.

    Without an organisation the work of all organisations counts; with an adviser only that of the adviser.
    """

    everywhere: QuerySet
    organisation: Organisation | None
    since: date
    until: date
    on: date
    main_target: Target | None = None
    census: Census | None = None  # counts come from it instead of being made now, in a very large register
    adviser: User | None = None
    fresh: dict[str, Any] | None = None  # where a worker gathers what pages show later (`targets/stored.py`)
    waits: bool = False  # leaves to a worker what was not counted beforehand, in a very large register
    counted: Book = field(default_factory=Book, compare=False)  # once for all panels of a page
    moments: list[datetime] = field(default_factory=list, compare=False)  # of the figures that were read

    @cached_property
    def region(self) -> tuple[int, ...]:
        """Keys of its municipalities, looked up once for all panels of a page."""
        return tuple(RegionMembership.objects.keys_on().order_by("municipality").values_list("municipality", flat=True))

    @cached_property
    def employers(self) -> QuerySet:
        """Those in the region: what every number is about."""
        return self.everywhere.filter(municipality__in=self.region)

    def rows(self, build: Callable[[], QuerySet], *about: Hashable) -> list[tuple[Any, ...]]:
        """The rows of a queryset, its SQL worked out once; `about` tells what else it depends on than `_whom`."""
        return rows_of(build, *self._whom, *about)

    def number(self, build: Callable[[], QuerySet], *about: Hashable) -> int:
        """How many rows there are; otherwise as `rows`."""
        return number_of(build, *self._whom, *about)

    @property
    def _whom(self):
        return self.is_closed, self.region

    @property
    def is_closed(self) -> bool:
        """Whether the user may see no employer at all: somebody of an organisation in no region."""
        return self.everywhere.query.is_empty()

    @property
    def counted_at(self) -> datetime | None:
        """The moment of the oldest figure that was read; None where everything is counted now."""
        return min([self.census.counted_at, *self.moments]) if self.census else None

    @property
    def blind_since(self) -> date:
        """The first day on which a talk keeps an employer from being a blind spot today."""
        return Employer.objects.blind_since(self.on)

    @property
    def elapsed_percentage(self) -> int:
        """How much of the period is over, today included."""
        return round(100 * ((self.on - self.since).days + 1) / ((self.until - self.since).days + 1))

    @property
    def is_of_some(self) -> bool:
        """Whether not everybody's work counts."""
        return bool(self.adviser or self.organisation)

    @property
    def whose(self) -> str:
        """Whose work it is about, in words; empty for that of everybody."""
        return str(self.adviser or self.organisation or "")

    @property
    def owner(self) -> str:
        """Whose work it is about, as the name of a stored figure has it."""
        if self.adviser:
            return f"adviser {self.adviser.pk}"
        return f"organisation {self.organisation.pk}" if self.organisation else "all"

    @property
    def previous(self) -> tuple[date, date]:
        """As many days as have gone by, right before the period."""
        return self.since - (self.on - self.since) - timedelta(days=1), self.since - timedelta(days=1)

    @property
    def reached_url(self) -> str:
        return self.reached_in(self.since, self.on)

    def reached_in(self, since: date, until: date) -> str:
        """The list of small employers reached between two days."""
        if self.adviser:
            return talks_url(vanaf=since, tot=until, adviseur=self.adviser.pk, toon="werkgevers")
        return reached_url(self.organisation, since, until)

    def talks(self, since: date, until: date | None = None) -> QuerySet:
        """Talks from a day until another (today), of whom the frame is about."""
        moments = ContactMoment.objects.reaching().between(since, until or self.on)
        if self.adviser:
            return moments.filter(adviser=self.adviser)
        return moments.filter(organisation=self.organisation) if self.organisation else moments

    def reached(self, since: date, until: date) -> QuerySet:
        """Small employers with such a talk."""
        return self.employers.small().filter(pk__in=self.talks(since, until).values("employer"))


def frame_for(user, targets: list[Target], organisation: Organisation | None, on: date, **chosen) -> Frame:
    """Of what a user may see; `chosen` as in `frame_of`."""
    return frame_of(Employer.objects.visible_to(user).active(), targets, organisation, on, **chosen)


def frame_of(
    everywhere: QuerySet,
    targets: list[Target],
    organisation: Organisation | None,
    on: date,
    *,
    adviser: User | None = None,
    period: tuple[date, date] | None = None,
) -> Frame:
    """The chosen period, else that of the target on small employers reached, else the twelve months until today."""
    main = main_target(targets, organisation, adviser)
    model = main or main_target(targets, None)
    if period is None:
        period = (model.from_on, model.until_on) if model else (on - relativedelta(years=1) + timedelta(days=1), on)
    since, until = period
    whose = (adviser and adviser.pk, organisation and organisation.pk)
    return Frame(
        everywhere=everywhere,
        organisation=organisation,
        since=since,
        until=until,
        on=on,
        counted=Book("frame", *whose, since, until, on),
        main_target=main if main and (main.from_on, main.until_on) == period else None,
        census=Census.objects.in_use(),
        adviser=adviser,
    )


def main_target(targets: list[Target], organisation: Organisation | None, adviser: User | None = None) -> Target | None:
    """The running target on all small employers of the region, of one adviser, one organisation or of all together."""
    for target in targets:
        whole = target.measure == Measure.REACHED and not target.segment_words and not target.is_share
        if whole and _is_of(target, organisation, adviser):
            return target
    return None


def _is_of(target, organisation, adviser):
    if adviser:
        return target.adviser_id == adviser.pk
    return target.adviser_id is None and target.organisation_id == (organisation.pk if organisation else None)
