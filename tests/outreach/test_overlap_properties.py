"""What holds for every history: the overlaps are those of the definition, in whatever order they are found."""

from datetime import datetime, timedelta
from itertools import combinations

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Organisation
from employers.models import PossibleDuplicate
from outreach import overlaps
from outreach.models import Agreement, Channel, ContactMoment, Initiative, Overlap
from outreach.models.overlaps import fewest_days_apart
from outreach.overlap_warnings import overlap_warning
from tests.factories import CompanyFactory, ContactMomentFactory, EmployerFactory, OrganisationFactory, UserFactory
from tests.properties import tried

pytestmark = [pytest.mark.django_db, pytest.mark.long(35)]

NOON = timezone.make_aware(datetime(2026, 3, 1, 12))  # the clocks change within the histories

moments = st.fixed_dictionaries(
    {
        "employer": st.integers(0, 5),
        "organisation": st.integers(0, 2),
        "day": st.integers(0, 70),
        "channel": st.sampled_from([Channel.PHONE, Channel.PHONE, Channel.MAILING]),
        "initiative": st.sampled_from([Initiative.OURS, Initiative.OURS, Initiative.EMPLOYER]),
        "status": st.sampled_from(["done", "done", "planned", "cancelled"]),
        "is_joint": st.sampled_from([False, False, False, True]),
    }
)
some_days = st.lists(st.dates(datetime(2026, 1, 1).date(), datetime(2026, 3, 1).date()), max_size=6)
histories = st.fixed_dictionaries(
    {
        "moments": st.lists(moments, max_size=9),
        "agreements": st.lists(st.tuples(st.integers(0, 5), st.integers(0, 70), st.integers(0, 20)), max_size=2),
        "pairs": st.dictionaries(
            st.sampled_from(list(combinations(range(6), 2))),
            st.sampled_from(PossibleDuplicate.Answer.values),
            max_size=3,
        ),
        "closed": st.lists(st.booleans(), min_size=8, max_size=8),
    }
)


class World:
    """Six employers, the first two and the next two of one company each, three organisations, and a history."""

    def __init__(self, history):
        Overlap.objects.all().delete()
        ContactMoment.objects.all().delete()
        companies = [CompanyFactory(), CompanyFactory(), None]
        self.employers = [EmployerFactory(company=companies[n // 2]) for n in range(6)]
        organisations = [*Organisation.objects.order_by("pk")[:2], OrganisationFactory(slug="derde")]
        self.advisers = [UserFactory(organisation=organisation) for organisation in organisations]
        self.pairs = {
            PossibleDuplicate.objects.create(first=self.employers[one], second=self.employers[two], answer=answer)
            for (one, two), answer in history["pairs"].items()
        }
        self.agreements = [self._agreement(*it) for it in history["agreements"]]
        self.moments = [self._moment(**it) for it in history["moments"]]

    def _agreement(self, employer, day, length):
        from_on = NOON.date() + timedelta(days=day)
        return Agreement.objects.create(
            employer=self.employers[employer],
            text="Afspraak",
            from_on=from_on,
            until_on=from_on + timedelta(days=length),
            made_by=self.advisers[0],
        )

    def _moment(self, employer, organisation, day, **fields):
        at = NOON + timedelta(days=day)
        return ContactMomentFactory(
            employer=self.employers[employer], adviser=self.advisers[organisation], happened_at=at, **fields
        )

    # The definition of design.md 2, in plain Python -------------------------------

    def alike(self, one, two):
        same_company = one.company_id is not None and one.company_id == two.company_id
        doubtful = any(
            {it.first_id, it.second_id} == {one.pk, two.pk} and it.answer != "different" for it in self.pairs
        )
        return one == two or same_company or doubtful

    def covered(self, one, two):
        day = max(timezone.localdate(one.happened_at), timezone.localdate(two.happened_at))
        for agreement in self.agreements:
            companies = {one.employer.company_id, two.employer.company_id} - {None}
            concerns = agreement.employer in (one.employer, two.employer) or agreement.employer.company_id in companies
            if concerns and agreement.from_on <= day <= agreement.until_on:
                return True
        return False

    def overlapping(self, one, two):
        approaches = all(
            it.status != "cancelled" and it.initiative == "ours" and it.channel != "mailing" and not it.is_joint
            for it in (one, two)
        )
        days = abs((timezone.localdate(one.happened_at) - timezone.localdate(two.happened_at)).days)
        near = days < 30 and one.organisation_id != two.organisation_id
        return approaches and near and self.alike(one.employer, two.employer) and not self.covered(one, two)

    def defined(self, settled=frozenset()):
        """The moments that overlap, per pair of organisations and group of tied employers."""
        groups = {}
        for one, two in combinations(self.moments, 2):
            organisations = tuple(sorted([one.organisation_id, two.organisation_id]))
            dealt_with = (organisations, one.pk) in settled and (organisations, two.pk) in settled
            if self.overlapping(one, two) and not dealt_with:
                key = (organisations, self.group_of(one.employer))
                groups.setdefault(key, set()).update([one.pk, two.pk])
        return {(organisations, frozenset(members)) for (organisations, _), members in groups.items()}

    def group_of(self, employer):
        """Everybody tied to the employer, directly or through others."""
        group = {employer}
        while more := {it for it in self.employers for known in group if self.alike(it, known)} - group:
            group |= more
        return min(it.pk for it in group)


def found(overlaps_):
    return {
        ((it.first_organisation_id, it.second_organisation_id), frozenset(it.moments.values_list("pk", flat=True)))
        for it in overlaps_
    }


def state():
    """Everything about the open overlaps that a person sees."""
    return {
        (it.subject, it.employer_id, *key)
        for it, key in ((it, next(iter(found([it])))) for it in Overlap.objects.open())
    }


@tried(13)
@given(history=histories)
def test_the_sweep_finds_what_the_definition_says(history):
    world = World(history)
    overlaps.sweep_overlaps()
    assert found(Overlap.objects.open()) == world.defined()


@tried(13)
@given(history=histories, data=st.data())
def test_any_order_of_detection_ends_as_the_sweep_does(history, data):
    world = World(history)
    for moment in data.draw(st.permutations(world.moments)):
        overlaps.detect_overlaps([moment.employer_id])
    detected = state()
    Overlap.objects.all().delete()
    overlaps.sweep_overlaps()
    assert detected == state()


@tried(13)
@given(history=histories)
def test_sweeping_twice_changes_nothing(history):
    World(history)
    overlaps.sweep_overlaps()
    before = list(Overlap.objects.order_by("pk").values())
    overlaps.sweep_overlaps()
    assert list(Overlap.objects.order_by("pk").values()) == before


@tried(13)
@given(history=histories)
def test_what_was_closed_comes_back_only_with_something_new(history):
    world = World(history)
    late = world.moments[len(world.moments) // 2 :]
    ContactMoment.objects.filter(pk__in=[it.pk for it in late]).update(status="cancelled")
    overlaps.sweep_overlaps()
    closed = [it.pk for it, choice in zip(Overlap.objects.order_by("pk"), history["closed"], strict=False) if choice]
    Overlap.objects.filter(pk__in=closed).update(outcome="double", closed_at=NOON, closed_by=world.advisers[0])
    for moment in late:
        ContactMoment.objects.filter(pk=moment.pk).update(status=moment.status)
        overlaps.detect_overlaps([moment.employer_id])
    settled = {(pair, moment) for pair, members in found(Overlap.objects.closed()) for moment in members}
    assert found(Overlap.objects.open()) == world.defined(settled)


@tried(13)
@given(history=histories)
def test_the_warning_agrees_with_what_saving_finds(history):
    world = World(history)
    overlaps.sweep_overlaps()
    overlapping = set(Overlap.objects.open().values_list("moments", flat=True))
    for moment in world.moments:
        day = timezone.localdate(moment.happened_at)
        counts = moment.is_approach and not moment.is_joint
        warning = overlap_warning(moment.employer, moment.organisation, day, counts=counts, exclude=moment)
        assert bool(warning and warning.is_overlap) == (moment.pk in overlapping)


@given(some_days, some_days)
def test_the_nearest_days_are_the_nearest_of_all_pairs(ones, others):
    apart = [abs((one - other).days) for one in ones for other in others]
    assert fewest_days_apart(ones, others) == min(apart, default=0)
