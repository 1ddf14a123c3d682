"""Every measure once more, as a person would count it: loops over rows that are read whole, no clever queries."""

from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from employers.models import Employer, Municipality, Registration
from employers.size import SMALL
from outreach.models import ContactMoment, Interest, NetworkEvent, Overlap, Result, SupportNeed
from targets.models import Measure, Target
from targets.models.targets import SMALL_ONLY
from tests.targets.histories import World

EXCHANGED = (Result.SPOKEN, Result.VISITED, Result.MET, Result.REPLIED)
TURNED = {
    Measure.INTERESTED: ["interested", "starting", "active"],
    Measure.STARTED: ["active"],
    Measure.INFORMED: ["informed", "none", "interested", "starting", "active"],
}


class Count:
    """Of one target on one day."""

    def __init__(self, world: World, target: Target, on: date):
        self.world, self.target, self.on = world, target, min(on, target.until_on)
        self.region = set(Municipality.objects.in_region(self.on).values_list("pk", flat=True))
        self.moments = list(ContactMoment.objects.select_related("adviser", "event").order_by("pk"))
        here = [each for each in Employer.objects.all() if self._is_here(each)]
        self.segment = {each.pk for each in here if self._is_wanted(self._seen(each.pk))}
        self.small = {pk for pk in self.segment if self._seen(pk).band in SMALL}

    def _seen(self, pk):
        return self.world.seen(pk, self.on)

    def _is_here(self, employer):
        """Ended is what is known of it now, of the day that it ended; today also what will end is left out."""
        ended = employer.ended_on is not None and (self.on >= timezone.localdate() or employer.ended_on <= self.on)
        return employer.merged_into_id is None and not ended

    def _is_wanted(self, seen):
        place, group = self.target.municipality_id, self.target.band_group
        wanted = place is None or seen.municipality == place
        return seen.municipality in self.region and wanted and (group is None or seen.band in group.bands)

    def _is_mine(self, adviser):
        target = self.target
        return target.organisation_id in (None, adviser.organisation_id) and target.adviser_id in (None, adviser.pk)

    def _in_period(self, day):
        return self.target.from_on <= day <= self.on

    def _talks(self) -> Iterator[tuple[date, ContactMoment]]:
        for moment in self.moments:
            about = "learning" in moment.topics or moment.variants
            if moment.status == "done" and moment.result in EXCHANGED and about:
                yield timezone.localdate(moment.happened_at), moment

    def _mine(self):
        for day, moment in self._talks():
            is_wanted = not self.target.variant or self.target.variant in moment.variants
            if self._in_period(day) and self._is_mine(moment.adviser) and is_wanted:
                yield day, moment

    def counted(self) -> set[int]:
        """The keys of what is counted."""
        return getattr(self, self.target.measure)()

    def population(self) -> set[int]:
        if self.target.measure == Measure.SIZE_KNOWN:
            return self._in_view()
        return self.small if self.target.measure in SMALL_ONLY else self.segment

    def reached(self):
        return {moment.employer_id for _, moment in self._mine()} & self.small

    def newly_reached(self):
        return self.reached() - {moment.employer_id for day, moment in self._talks() if day < self.target.from_on}

    def talks(self):
        return {moment.pk for _, moment in self._mine() if moment.employer_id in self.segment}

    def blind_closed(self):
        return {moment.employer_id for day, moment in self._mine() if self._was_blind(moment.employer_id, day)}

    def _was_blind(self, employer, day):
        eve = day - timedelta(days=1)
        since = eve - relativedelta(months=24) + timedelta(days=1)
        spoken = any(moment.employer_id == employer and since <= each <= eve for each, moment in self._talks())
        return employer in self.small and not spoken and not self._seen(employer).is_opted_out

    def size_known(self):
        return {pk for pk in self._in_view() if self._seen(pk).band != "unknown"}

    def _in_view(self):
        done = [each for each in self.moments if each.status == "done"]
        spoken = [each for each in done if timezone.localdate(each.happened_at) <= self.on]
        found = set(self.segment)
        if self.target.organisation_id:
            listed = {row.employer_id for row in Registration.objects.filter(source__slug="lwl")}
            mine = self.target.organisation_id == self.world.advisers[0].organisation_id
            by_us = {each.employer_id for each in spoken if each.organisation_id == self.target.organisation_id}
            found &= by_us | (listed if mine else set())
        if self.target.adviser_id:
            found &= {each.employer_id for each in spoken if each.adviser_id == self.target.adviser_id}
        return found

    def interested(self):
        return {self._owner(pk, employer) for pk, employer in self._turns()} & self.segment

    started = informed = interested

    def _turns(self):
        statuses = TURNED[Measure(self.target.measure)]
        for day, pk, employer, variant, before, status, who in self.world.turns:
            turned = status in statuses and before not in statuses
            is_wanted = self.target.variant in ("", variant) and self._is_mine(self.world.advisers[who])
            if turned and is_wanted and self._in_period(day):
                yield pk, employer

    def _owner(self, interest, employer):
        """Whose interest it is now; of one that a merge joined with its twin the employer that stayed."""
        row = Interest.objects.filter(pk=interest).first()
        return row.employer_id if row else Employer.objects.get(pk=employer).merged_into_id

    def needs_met(self):
        return {
            each.pk
            for each in SupportNeed.objects.select_related("adviser")
            if each.status == "met" and self._in_period(each.ended_on) and self._is_mine(each.adviser)
            and self.target.variant in ("", each.variant) and each.employer_id in self.segment
        }  # fmt: skip

    def events(self):
        met = {
            each.event_id
            for each in self.moments
            if each.event_id and each.status == "done" and each.employer_id in self.segment
            and self._is_mine(each.adviser)
        }  # fmt: skip
        days = {each.pk: timezone.localdate(each.starts_at) for each in NetworkEvent.objects.all()}
        return {pk for pk in met if self._in_period(days[pk])}

    def prevented(self):
        found = Overlap.objects.prefetch_related("moments__adviser")
        return {each.pk for each in found if each.closed_at and self._is_prevented(each, list(each.moments.all()))}

    def _is_prevented(self, overlap, moments):
        sides = {overlap.first_organisation_id, overlap.second_organisation_id}
        both_went = sides == {each.organisation_id for each in moments if each.status == "done"}
        is_ours = self.target.organisation_id in (None, *sides)
        is_mine = self.target.adviser_id is None or self.target.adviser_id in {each.adviser_id for each in moments}
        agreed = overlap.outcome == "coordinated" and self._in_period(timezone.localdate(overlap.closed_at))
        return agreed and not both_went and is_ours and is_mine and overlap.employer_id in self.segment
