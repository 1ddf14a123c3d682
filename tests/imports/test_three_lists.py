"""The three sample lists one after another: one register, every row accounted for, a second time nothing new."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Count

from employers.models import ContactPerson, Employer, Registration, SourceList, Unit
from employers.precedence import Precedence
from imports.deliveries import take_in
from imports.in_line import InLine
from imports.models import Outcome
from imports.sample_lists import make_lists, write_lists
from imports.sample_lists.figures import KVK
from tests.database import taken_back
from tests.imports.delivered import apply, read

pytestmark = [pytest.mark.django_db, pytest.mark.long(55)]
ROWS = {"kvk": 7706, "baanbrekend": 1356, "lwl": 101}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    paths = write_lists(make_lists(seed=3), tmp_path_factory.mktemp("lijsten"))
    return {path.stem: path for path in paths}


def deliver(path):
    source = SourceList.objects.get(slug=path.stem)
    return apply(read(take_in(source, path.name, path.read_bytes(), reference_date=date(2017, 6, 1))))


@pytest.fixture(scope="module")
def deliveries(files, django_db_setup, django_db_blocker):
    """The three lists applied once for all tests of this module."""
    with taken_back(django_db_blocker):
        applied = {slug: deliver(files[slug]) for slug in ROWS}
        connection.check_constraints()  # now once, instead of again after every test
        yield applied


def sizes_of_register():
    return (
        Employer.objects.count(), Registration.objects.count(), ContactPerson.objects.count(),
        sorted(Employer.objects.values_list("pk", "version")),
    )  # fmt: skip


def test_every_row_is_accounted_for(deliveries):
    for slug, batch in deliveries.items():
        assert sum(batch.rows.outcome_counts().values()) == ROWS[slug]


def test_the_register_holds_every_row_of_the_trade_register_once(deliveries):
    registered = Employer.objects.filter(registrations__source__slug="kvk")
    assert registered.count() == registered.distinct().count() == ROWS["kvk"]
    doubles = Employer.objects.exclude(establishment_number="").values("company", "establishment_number")
    assert not doubles.annotate(count=Count("pk")).filter(count__gt=1).exists()


def test_the_size_bands_are_those_of_the_report(deliveries):
    registered = Employer.objects.filter(registrations__source__slug="kvk")
    counted = dict(registered.order_by().values_list("own_size_band").annotate(Count("pk")))
    bands = KVK["size_bands"]
    assert counted["1"] + counted["2-4"] == bands["1-4"]
    assert {band: counted[band] for band in bands if band != "1-4"} == {b: n for b, n in bands.items() if b != "1-4"}


def test_few_rows_are_left_to_a_person(deliveries):
    counts = [batch.rows.outcome_counts() for batch in deliveries.values()]
    assert sum(count[Outcome.REVIEW] for count in counts) <= 120


def test_most_firms_of_the_other_lists_are_found_in_the_register(deliveries):
    assert deliveries["baanbrekend"].rows.outcome_counts()[Outcome.LINKED] > 500
    assert deliveries["lwl"].rows.outcome_counts()[Outcome.LINKED] > 50


@pytest.mark.parametrize("unit", [unit.value for unit in Unit if unit.is_of_employer])
def test_the_register_is_in_line_with_the_standard_precedence(deliveries, unit):
    assert list(InLine(unit, Precedence.load()).steps()) == []


def test_a_second_time_nothing_changes(deliveries, files):
    before = sizes_of_register()
    for slug, path in files.items():
        again = deliver(path).rows.outcome_counts()
        assert (again[Outcome.NEW], again[Outcome.LINKED]) == (0, 0), slug
    assert sizes_of_register() == before
