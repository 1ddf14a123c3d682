"""Every measure against a plain count over invented histories, on any past day and today.

Firms grow, move, end, opt out, merge and come apart again; two organisations talk with them, alone and together.
"""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from employers.models import Municipality, SourceList
from targets.dating import CountedUntil, counted_rows
from targets.measures import evidence, population, tallies
from targets.models import Measure
from targets.models.targets import OF_A_VARIANT, OF_EMPLOYERS
from tests.factories import RegistrationFactory, TargetFactory, UserFactory
from tests.properties import AS_FOUND, tried
from tests.targets.histories import FIRST, PERIOD, STEPS, World
from tests.targets.plain_counts import Count

pytestmark = [pytest.mark.django_db, pytest.mark.long(20)]
DAYS = st.dates(date(2026, 7, 1), date(2026, 11, 25))


@pytest.fixture
def advisers(lwl, baanbrekend):
    return [UserFactory(organisation=organisation) for organisation in (lwl, lwl, baanbrekend)]


def targets_of(owner, segment, variant):
    """One target of every measure."""
    for measure in Measure:
        fields = owner | segment | ({"variant": variant} if measure in OF_A_VARIANT else {})
        yield TargetFactory(measure=measure, from_on=PERIOD[0], until_on=PERIOD[1], **fields)


@tried(7, **AS_FOUND)
@given(
    steps=STEPS,
    on=DAYS,
    whose=st.sampled_from(["everybody", "organisation", "adviser"]),
    about=st.sampled_from(["everyone", "place", "band", "small"]),
    variant=st.sampled_from(["", "", "bpv"]),
)
def test_every_measure_equals_a_plain_count(advisers, steps, on, whose, about, variant):
    owner = {"organisation": {"organisation": advisers[0].organisation}, "adviser": {"adviser": advisers[2]}}
    bands = {"band": {"size_band": "5-9"}, "small": {"size_band": "1-25"}}
    segment = bands | {"place": {"municipality": Municipality.objects.get(name="Dordrecht")}}
    with transaction.atomic():
        world = World.play(steps, advisers)
        lwl = SourceList.objects.get(slug="lwl")
        RegistrationFactory(employer=world.employers[0], source=lwl, first_seen_on=FIRST)
        targets = list(targets_of(owner.get(whose, {}), segment.get(about, {}), variant))
        counts = tallies(targets, on)
        for target in targets:
            plain = Count(world, target, on)
            rows = set(evidence(target, on).values_list("pk", flat=True))
            assert (target.measure, rows) == (target.measure, plain.counted())
            assert (target.measure, counts[target.pk].number) == (target.measure, len(rows))
            told = counted_rows(target, on)
            assert (target.measure, len(told)) == (target.measure, len(rows))
            some_day = max((row.day for row in told[: len(told) // 2 + 1] if row.day), default=on)
            assert CountedUntil(target, on, some_day)[:] == [row for row in told if row.day and row.day <= some_day]
            if target.measure in OF_EMPLOYERS:
                assert set(population(target, on).values_list("pk", flat=True)) == plain.population() >= rows
        transaction.set_rollback(True)
