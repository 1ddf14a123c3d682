"""What a manager needs to know to agree on a number: how many there are, and how many it was last time."""

import copy
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from targets.hours import hours_for
from targets.measures import population, realised
from targets.models.targets import OF_EMPLOYERS, STOCK, Measure, Target
from targets.pace import decimal
from targets.progress import asked_number

STEEP = 2  # times what it was before is a lot to ask


@dataclass(frozen=True)
class Preview:
    """What is known before agreeing.

    `previous` is the count over the period of the same length right before this one; None without a period. `number`
    is what is asked, for a share as the employers that it takes. `hours` are those a week of who has to make it, None
    when nobody said so; `alongside` is how many other targets the same owner has in this period.
    """

    measure: Measure
    population: int
    now: int
    previous: int | None
    previous_from: date | None
    previous_until: date | None
    previous_days: int | None  # of it that are over
    number: int | None
    days: int | None
    hours: Decimal | None = None
    alongside: int = 0
    nouns: tuple[str, str] = ("werkgever", "werkgevers")

    @property
    def counts_employers(self) -> bool:
        return self.measure in OF_EMPLOYERS

    @property
    def is_stand(self) -> bool:
        return self.measure in STOCK

    @property
    def is_impossible(self) -> bool:
        """More asked than there are employers; talks, gatherings and overlaps have no such limit."""
        return bool(self.number) and self.counts_employers and self.number > self.population

    @property
    def per_week(self) -> str:
        """What the number asks each week of the period, in words; empty without a period or a number."""
        return decimal(self.number * 7 / self.days) if self.number and self.days else ""

    @property
    def previous_per_week(self) -> str:
        if self.previous is None:
            return ""
        per_week = self.previous * 7 / self.previous_days
        return "minder dan 0,1" if 0 < per_week < 0.05 else decimal(per_week)

    @property
    def as_before(self) -> int:
        """What the period gives when it goes as fast as the one before."""
        return round(self.previous * self.days / self.previous_days)

    @property
    def is_before_over(self) -> bool:
        return self.previous_days == self.days

    @property
    def is_empty(self) -> bool:
        """Nobody in the segment: then nothing can count, whatever is counted."""
        return not self.population

    @property
    def hours_per_week(self) -> str:
        return decimal(float(self.hours)) if self.hours else ""

    @property
    def total_hours(self) -> str:
        """All hours of the period, in words; empty without a period."""
        return decimal(float(self.hours) * self.days / 7) if self.hours and self.days else ""

    @property
    def hours_each(self) -> str:
        """What those hours leave for each thing asked, in words."""
        return decimal(float(self.hours) * self.days / 7 / self.number) if self.total_hours and self.number else ""

    @property
    def is_steep(self) -> bool:
        """More than twice what the period before gave."""
        return bool(self.number and self.previous) and self.number > STEEP * self.as_before

    @property
    def is_made_already(self) -> bool:
        return bool(self.number) and self.now >= self.number


def preview(target: Target, on: date) -> Preview:
    """Counted for a target that need not be stored; without dates nothing is said about a period."""
    has_period = bool(target.from_on and target.until_on and target.from_on < target.until_on)
    before = _period_before(target) if has_period and target.measure not in STOCK else None
    gone = (min(before.until_on, on) - before.from_on).days + 1 if before else 0
    before = before if gone > 0 else None
    size = population(target).count()
    return Preview(
        measure=Measure(target.measure),
        population=size,
        now=realised(target, on) if has_period or target.measure in STOCK else 0,
        previous=realised(before, before.until_on) if before else None,
        previous_from=before and before.from_on,
        previous_until=before and before.until_on,
        previous_days=gone if before else None,
        number=asked_number(target, size),
        days=(target.until_on - target.from_on).days + 1 if has_period else None,
        hours=hours_for(target),
        nouns=target.nouns,
        alongside=_alongside(target).count() if has_period else 0,
    )


def _alongside(target):
    """Other standing targets for which the same people work, in a part of this period."""
    theirs, of_all = Target.objects.standing(), Q(organisation=None, adviser=None)
    if target.adviser_id:
        team = Q(organisation=target.adviser.organisation_id, adviser=None)
        theirs = theirs.filter(Q(adviser=target.adviser_id) | team | of_all)
    elif target.organisation_id:
        theirs = theirs.filter(Q(pk__in=Target.objects.of(target.organisation_id)) | of_all)
    return theirs.filter(from_on__lte=target.until_on, until_on__gte=target.from_on).exclude(pk=target.pk)


def _period_before(target):
    before = copy.copy(target)
    before.until_on = target.from_on - timedelta(days=1)
    before.from_on = before.until_on - (target.until_on - target.from_on)
    return before
