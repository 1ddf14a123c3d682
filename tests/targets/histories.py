"""Invented histories of a small register, played for real, with a log of what somebody saw there each day.

Steps happen on days. Everything is done by the functions that the screens use; afterwards the events that the database
wrote get the day of their step, since a test is one transaction and the clock of the database stands still in it.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db.models import Max
from django.utils import timezone
from hypothesis import strategies as st

from employers.merging.merge import MergeRefused, merge_employers, undo_merge
from employers.models import Employer, Merge, Municipality
from outreach.interests import set_interest
from outreach.models import ContactMoment, Interest, NetworkEvent, Overlap, Result, Topic
from tests.factories import CompanyFactory, ContactMomentFactory, EmployerFactory, SupportNeedFactory

FIRST, LATE, PERIOD = date(2024, 7, 1), date(2026, 9, 1), (date(2026, 7, 1), date(2026, 10, 31))
LONG_AGO, LATELY = st.dates(date(2024, 8, 1), date(2024, 11, 30)), st.dates(date(2026, 6, 20), date(2026, 11, 20))
HISTORIES = [Employer.pgh_event_models["insert"], Employer.pgh_event_models["size_replaced"], Interest.pgh_event_model]
WHO = st.integers(0, 4)
ADVISER = st.integers(0, 2)

TALK = st.tuples(
    st.just("talk"), WHO, ADVISER, st.sampled_from([Result.SPOKEN, Result.REPLIED, Result.NO_ANSWER]),
    st.sampled_from(["learning", "bpv", "vacancy"]), st.booleans(), st.booleans(),
)  # fmt: skip
REGISTER = st.one_of(
    st.tuples(st.just("size"), WHO, st.sampled_from([None, 1, 7, 25, 26, 80])),
    st.tuples(st.just("move"), WHO, st.sampled_from(["Dordrecht", "Papendrecht", None])),
    st.tuples(st.just("opt_out"), WHO, st.booleans()),
    st.tuples(st.just("end"), WHO),
    st.tuples(st.just("merge"), WHO, WHO),
    st.tuples(st.just("undo"), st.integers(0, 1)),
)
WORK = st.one_of(
    st.tuples(
        st.just("interest"), WHO, st.sampled_from(["bpv", "evc"]), st.sampled_from(Interest.Status.values), ADVISER
    ),
    st.tuples(st.just("need"), WHO, st.sampled_from(["bpv", ""]), st.sampled_from(["met", "dropped", "open"]), ADVISER),
    st.tuples(st.just("overlap"), WHO, st.booleans(), st.booleans(), st.sampled_from(["coordinated", "double"])),
)
STEPS = st.lists(
    st.one_of(st.tuples(LATELY, TALK), st.tuples(LONG_AGO, TALK), st.tuples(LATELY, REGISTER), st.tuples(LATELY, WORK)),
    min_size=4,
    max_size=14,
)


def at(day: date, clock: time = time(12)) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


@dataclass(frozen=True)
class Seen:
    """What the register says of one employer."""

    municipality: int | None
    band: str
    is_opted_out: bool


@dataclass
class World:
    """Five employers, the first two of one company, the last entered late; three advisers of two organisations."""

    advisers: list
    employers: list[Employer] = field(default_factory=list)
    log: dict[date, dict[int, Seen]] = field(default_factory=dict)
    turns: list[tuple] = field(default_factory=list)

    @classmethod
    def play(cls, steps, advisers) -> "World":
        world = cls(advisers)
        company = CompanyFactory()
        with world.on(FIRST):
            for size in (4, 9, 20, None):
                world.employers.append(EmployerFactory(size=size, company=company if size in (4, 9) else None))
        late = [(LATE, ("enter",))]
        for day, (name, *values) in sorted([*late, *steps], key=lambda step: step[0]):
            with world.on(day, is_merging=name in ("merge", "undo")):
                getattr(world, name)(day, *values)
        return world

    @contextmanager
    def on(self, day, *, is_merging=False):
        """Give what the database writes now the time of that day, and look at the register in the evening.

        The context of a merge lasts as long as its transaction, which is here all of the test.
        """
        newest = [model.objects.aggregate(Max("pgh_id"))["pgh_id__max"] or 0 for model in HISTORIES]
        yield
        for model, last in zip(HISTORIES, newest, strict=True):
            written = model.objects.filter(pgh_id__gt=last)
            written.update(pgh_created_at=at(day), **({} if is_merging else {"pgh_context": None}))
        rows = Employer.objects.values_list("pk", "municipality", "size_band", "is_opted_out")
        self.log[day] = {pk: Seen(*values) for pk, *values in rows}

    def seen(self, employer: int, day: date) -> Seen:
        """As it was in the evening of a day; before its first day as it was then."""
        days = sorted(each for each, rows in self.log.items() if employer in rows)
        known = [each for each in days if each <= day] or days[:1]
        return self.log[known[-1]][employer]

    def fresh(self, which) -> Employer | None:
        """The record as it is now; None when it was not entered yet or is merged into another."""
        pk = self.employers[which].pk if which < len(self.employers) else None
        return Employer.objects.filter(pk=pk, merged_into=None).first()

    def enter(self, day):
        self.employers.append(EmployerFactory(size=7))

    def talk(self, day, which, who, result, about, is_joint, is_at_event):
        adviser, employer = self.advisers[who], self.fresh(which)
        if employer is None:
            return
        gathering = {"title": "Borrel", "starts_at": at(day), "created_by": adviser}
        ContactMomentFactory(
            employer=employer, adviser=adviser, happened_at=at(day), result=result, is_joint=is_joint,
            topics=[] if about == "bpv" else [Topic(about).value], variants=["bpv"] if about == "bpv" else [],
            event=NetworkEvent.objects.get_or_create(place=str(day), defaults=gathering)[0] if is_at_event else None,
        )  # fmt: skip
        if is_joint:
            self.talk(day, which, 2 if who < 2 else 0, result, about, False, is_at_event)

    def _save(self, which, **values):
        if employer := self.fresh(which):
            for name, value in values.items():
                setattr(employer, name, value)
            employer.save()

    def size(self, day, which, number):
        if employer := self.fresh(which):
            employer.set_size(number=number, source=Employer.Source.ADVISER, reference_date=day)
            employer.save()

    def move(self, day, which, name):
        self._save(which, municipality=name and Municipality.objects.get(name=name))

    def opt_out(self, day, which, value):
        self._save(which, is_opted_out=value)

    def end(self, day, which):
        self._save(which, ended_on=day)

    def merge(self, day, keep, drop):
        keep, drop = self.fresh(keep), self.fresh(drop)
        if keep and drop and keep.pk != drop.pk:
            merge_employers(keep=keep, drop=drop, values={}, by=self.advisers[0])

    def undo(self, day, number):
        merges = list(Merge.objects.standing().order_by("-pk")[number : number + 1])
        try:
            for merge in merges:
                undo_merge(merge=merge, by=self.advisers[0])
        except MergeRefused:
            pass  # a later merge, or a number that was taken, stands in the way: nothing happened

    def interest(self, day, which, variant, status, who):
        """Written down here with the stand before it, as somebody beside the adviser would."""
        if employer := self.fresh(which):
            before = (
                Interest.objects.filter(employer=employer, variant=variant).values_list("status", flat=True).first()
            )
            interest = set_interest(employer=employer, variant=variant, status=status, by=self.advisers[who])
            self.turns.append((day, interest.pk, employer.pk, variant, before, status, who))

    def need(self, day, which, variant, status, who):
        """Asked and ended on that day, or left open."""
        if employer := self.fresh(which):
            ended = None if status == "open" else day
            fields = {"variant": variant, "status": status, "ended_on": ended, "noted_on": day}
            SupportNeedFactory(employer=employer, adviser=self.advisers[who], **fields)

    def overlap(self, day, which, first_went, second_went, outcome):
        """An approach of each organisation, agreed on that day; who did not go is still planning to."""
        if (employer := self.fresh(which)) is None:
            return
        people = sorted([self.advisers[0], self.advisers[2]], key=lambda each: each.organisation_id)
        moments = [
            ContactMomentFactory(
                employer=employer, adviser=adviser, happened_at=at(day), result=Result.NO_ANSWER if went else "",
                status=ContactMoment.Status.DONE if went else ContactMoment.Status.PLANNED,
            )
            for adviser, went in zip(people, (first_went, second_went), strict=True)
        ]  # fmt: skip
        overlap = Overlap.objects.create(
            subject=f"employer:{employer.pk}", employer=employer, first_organisation=people[0].organisation,
            second_organisation=people[1].organisation, outcome=outcome, closed_at=at(day), closed_by=people[0],
        )  # fmt: skip
        overlap.moments.set(moments)
