"""Whatever a list says: apply then undo is as if it never came, and what people changed in between stays."""

from datetime import date
from functools import wraps

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from employers.editing import change_employer
from employers.merging import merge_employers, undo_merge
from employers.models import Employer, Registration
from imports.ledger import UNITS_OF, label_of, state_of
from tests.factories import UserFactory
from tests.imports.delivered import BAANBREKEND, KVK, applied
from tests.imports.register_snapshot import whole_register
from tests.imports.test_undo import undo
from tests.properties import tried

pytestmark = [pytest.mark.django_db, pytest.mark.long(20)]
NAMES = ["Bakkerij De Korenaar", "Lasbedrijf Van Es", "Kapsalon Knip en Zo", "Visser Techniek", "Tuincentrum Ver Weg"]
STREETS = ["Merwestraat", "Havenweg", "Kade"]
PLACES = ["Dordrecht", "Sliedrecht", "Zwijndrecht"]
FIRST, SECOND, THIRD = date(2025, 3, 1), date(2026, 3, 1), date(2027, 3, 1)


@st.composite
def kvk_rows(draw):
    """Some of five establishments under three KvK numbers, with any values."""
    rows = []
    for number in draw(st.sets(st.integers(0, 4), min_size=1)):
        size = draw(st.sampled_from(["", "1", "12", "40"]))
        street, house = draw(st.sampled_from(STREETS)), str(draw(st.integers(1, 3)))
        name, place = draw(st.sampled_from([NAMES[number], NAMES[0]])), draw(st.sampled_from(PLACES))
        rows.append([f"9900000{number // 2}", f"00009900000{number}", name, street, house, "3311 ZZ", place, size])
    return rows


@st.composite
def baanbrekend_rows(draw):
    rows = []
    for number in draw(st.sets(st.integers(0, 4), min_size=1)):
        address = f"{draw(st.sampled_from(STREETS))} {draw(st.integers(1, 3))}, 3311 ZZ {draw(st.sampled_from(PLACES))}"
        person, phone = draw(st.sampled_from(["", "Jan Bos", "Eva Maas"])), draw(st.sampled_from(["", "078-0001104"]))
        kvk = draw(st.sampled_from(["", f"9900000{number // 2}"]))
        rows.append([draw(st.sampled_from(NAMES)), address, "", person, phone, "", f"R{number}", kvk])
    return rows


LISTS = {"kvk": (KVK, kvk_rows()), "baanbrekend": (BAANBREKEND, baanbrekend_rows())}
deliveries = st.sampled_from(sorted(LISTS)).flatmap(lambda slug: st.tuples(st.just(slug), LISTS[slug][1]))


def deliver(delivery, on):
    slug, rows = delivery
    return applied(slug, LISTS[slug][0], rows, on=on)


def rolled_back(test):
    """Every example on a register of its own: what one wrote is gone for the next."""

    @wraps(test)
    def run(*args, **kwargs):
        with transaction.atomic():
            test(*args, **kwargs)
            transaction.set_rollback(True)

    return run


@tried(8)
@given(st.lists(deliveries, max_size=2), st.lists(deliveries, min_size=1, max_size=3), st.data())
@rolled_back
def test_deliveries_undone_in_any_order_are_as_if_they_never_came(earlier, delivered, data):
    """On an empty register or a filled one; one delivery or several, the first undone first or the last."""
    for each in earlier:
        deliver(each, FIRST)
    before = whole_register()
    days = sorted(data.draw(st.sampled_from([SECOND, THIRD])) for _ in delivered)
    batches = [deliver(each, on) for each, on in zip(delivered, days, strict=True)]
    for batch in data.draw(st.permutations(batches)):
        undo(batch)
    assert whole_register() == before


@tried(6)
@given(deliveries, deliveries, st.data())
@rolled_back
def test_every_edited_value_stays_and_every_other_is_back(first, second, data):
    deliver(first, FIRST)
    before = {employer.pk: employer for employer in Employer.objects.all()}
    batch = deliver(second, SECOND)
    somebody, edited = UserFactory(), {}
    for employer in Employer.objects.order_by("pk"):
        fields = data.draw(st.sets(st.sampled_from(["trade_name", "phone", "remarks", "street"])))
        values = {name: f"Getypt {name} {employer.pk}" if name != "phone" else "+31781234567" for name in fields}
        change_employer(by=somebody, employer=employer, values=values)
        edited[employer.pk] = {name: values[name] for name in fields}
    undo(batch)
    for pk, values in edited.items():
        now = Employer.objects.filter(pk=pk).first()
        assert now or (pk not in before and not values)
        for unit in UNITS_OF[Employer] if pk in before else ():
            if not values.keys() & set(UNITS_OF[Employer][unit]):
                assert state_of(now, unit) == state_of(before[pk], unit), label_of(unit)
        for name, value in values.items():
            assert getattr(now, name) == value
    assert not Registration.objects.filter(source__slug=second[0], first_seen_on=SECOND).exists()


@tried(6)
@given(deliveries, deliveries)
@rolled_back
def test_a_merge_in_between_can_still_be_undone(first, second):
    deliver(first, FIRST)
    batch = deliver(second, SECOND)
    pair = list(Employer.objects.select_related("company", "municipality", "sector").order_by("pk")[:2])
    if len(pair) < 2:
        return
    merge = merge_employers(keep=pair[0], drop=pair[1], values={}, by=UserFactory())
    undo(batch)
    assert not Registration.objects.filter(employer=pair[1]).exists()
    undo_merge(merge=merge, by=UserFactory())
    assert Employer.objects.get(pk=pair[1].pk).merged_into is None
