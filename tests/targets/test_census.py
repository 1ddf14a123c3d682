from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from employers.models import Employer, Municipality, Sector, SourceList
from employers.size import Band
from targets.bands import ALL_GROUPS
from targets.census import census
from targets.coverage import heat, report_figures, size_table
from targets.frame import frame_for
from tests.factories import CompanyFactory, EmployerFactory, RegistrationFactory
from tests.properties import tried

pytestmark = pytest.mark.django_db


def heat_for(user, today, organisation=None, **kwargs):
    frame = frame_for(user, [], organisation, today)
    return heat(frame, census(frame), **kwargs)


def test_a_talk_colours_the_cell_of_its_employer(manager, adviser_lwl, today, talk):
    reached, missed = EmployerFactory(size=7), EmployerFactory(size=8)
    talk(reached, adviser_lwl)
    table = heat_for(manager, today)
    cell = next(row for row in table.rows if row.slug == "industrie").cells["5-9"]
    assert (cell.total, cell.reached, cell.blind, cell.share_text) == (2, 1, 1, "50,0%")
    assert missed in Employer.objects.blind_spots()


def test_the_table_of_an_organisation_counts_its_own_talks(manager, adviser_lwl, lwl, baanbrekend, today, talk):
    talk(EmployerFactory(size=7), adviser_lwl)
    of_lwl, of_baanbrekend = (heat_for(manager, today, each).totals.total for each in (lwl, baanbrekend))
    assert (of_lwl.reached, of_baanbrekend.reached) == (1, 0)
    assert of_baanbrekend.blind == 0, "a blind spot is reached by nobody, whatever organisation is looked at"


def test_an_opted_out_employer_is_not_reached_and_not_a_blind_spot(manager, today):
    EmployerFactory(size=3, is_opted_out=True)
    total = heat_for(manager, today).totals.total
    assert (total.total, total.reached, total.blind) == (1, 0, 0)


@pytest.mark.parametrize(
    ("days", "reached"), [pytest.param(1, 1, id="inside the 24 months"), pytest.param(0, 0, id="just outside")]
)
def test_reached_looks_back_as_far_as_the_blind_spot_rule(manager, adviser_lwl, today, talk, days, reached):
    talk(EmployerFactory(size=3), adviser_lwl, on=today - relativedelta(months=24) + timedelta(days=days))
    total = heat_for(manager, today).totals.total
    assert total.reached == reached
    assert total.blind == Employer.objects.blind_spots().count()


def test_unknown_and_straddling_sizes_stand_beside_the_total(manager, today):
    EmployerFactory(size=None)
    EmployerFactory(size_minimum=20, size_maximum=49)
    table = heat_for(manager, today)
    assert [column.key for column in table.apart] == ["20-49", "unknown"]
    assert table.totals.total.total == 0


def test_empty_columns_are_left_out(manager, today):
    EmployerFactory(size=3)
    table = heat_for(manager, today)
    assert [column.key for column in table.groups] == ["1-4", "5-9", "10-14", "15-19", "20-25"]
    assert table.apart == []


def test_a_cell_links_to_the_list_it_counts(manager, today):
    EmployerFactory(size=3, sector=None)
    table = heat_for(manager, today)
    name, boxes = table.lines()[0]
    assert name == "Geen sector"
    assert boxes[0].url == "/werkgevers/?sector=geen&omvang=1-4"
    assert boxes[1] is None
    assert boxes[5].url == "/werkgevers/?sector=geen&klein=ja"


def test_the_other_view_shows_the_blind_spots_and_links_to_them(manager, today):
    EmployerFactory(size=3)
    _, boxes = heat_for(manager, today, shows_blind=True).lines()[0]
    assert (boxes[0].large, boxes[0].small) == ("1", "van 1")
    assert boxes[0].url == "/werkgevers/?sector=industrie&omvang=1-4&blind=ja"


EMPLOYERS = st.lists(
    st.tuples(
        st.sampled_from([0, 1, 3, 9, 12, 17, 25, 26, 300, None]),
        st.sampled_from(["industrie", "bouw", None]),
        st.booleans(),  # in the region
        st.booleans(),  # opted out
        st.booleans(),  # reached
    ),
    max_size=10,
)


@tried(10)
@given(made=EMPLOYERS)
def test_the_table_adds_up_to_the_small_firms_in_the_region(manager, adviser_lwl, today, talk, made):
    dordrecht = Municipality.objects.get(cbs_code="GM0505")
    with transaction.atomic():
        for size, sector, in_region, opted_out, is_reached in made:
            employer = EmployerFactory(
                size=size,
                sector=Sector.objects.filter(slug=sector).first(),
                municipality=dordrecht if in_region else None,
                is_opted_out=opted_out,
            )
            if is_reached:
                talk(employer, adviser_lwl)
        table = heat_for(manager, today)
        small = Employer.objects.active().in_region().small()
        assert table.totals.total.total == small.count()
        assert table.totals.total.reached == small.reached().count()
        assert table.totals.total.blind == Employer.objects.blind_spots().count()
        for row in [*table.rows, table.totals]:
            assert sum(row.cells[column.key].total for column in table.groups) == row.total.total
        assert sum(row.total.total for row in table.rows) == table.totals.total.total
        transaction.set_rollback(True)


# The sizes on the list of the trade register ------------------------------------------------------------------------


def on_kvk_list(**fields):
    employer = EmployerFactory(**fields)
    RegistrationFactory(employer=employer, source=SourceList.objects.get(slug="kvk"))
    return employer


def test_own_and_effective_size_stand_beside_the_report(manager, today):
    company = CompanyFactory()
    on_kvk_list(size=3)
    on_kvk_list(size=12, company=company)
    on_kvk_list(size=80, company=company)
    EmployerFactory(size=3)
    table = size_table(census(frame_for(manager, [], None, today)))
    lines = {line.name: (line.printed, line.own, line.effective) for line in table.small}
    assert lines["1 tot en met 4"] == (4739, 1, 1)
    assert lines["10 tot en met 14"] == (481, 1, 0)
    assert (table.small_total.own, table.small_total.effective, table.chains) == (2, 1, 1)
    assert (table.total.printed, table.total.own, table.total.effective) == (7706, 3, 3)


def test_a_class_of_the_register_gets_its_own_line(manager, today):
    on_kvk_list(size_minimum=10, size_maximum=19)
    table = size_table(census(frame_for(manager, [], None, today)))
    assert [(line.name, line.own) for line in table.small if line.own] == [("10 tot en met 19, klasse", 1)]
    assert table.small_total.own == 1


def test_the_printed_bands_are_those_of_the_report():
    figures = report_figures()["kvk_list"]
    assert figures["size_bands"] == {"1-4": 4739, "5-9": 1513, "10-14": 481, "15-19": 254, "20-25": 216}
    assert (figures["up_to_25_employees"], figures["total"]) == (7204, 7706)


def test_every_band_stands_in_exactly_one_line():
    bands = [band for column in ALL_GROUPS for band in column.bands]
    assert sorted(bands) == sorted(Band)


def test_a_census_is_one_query_whatever_the_number_of_employers(manager, today, django_assert_num_queries):
    for size in (1, 2, 30):
        on_kvk_list(size=size)
    frame = frame_for(manager, [], None, today)
    with django_assert_num_queries(2):
        assert sum(group.number for group in census(frame)) == 3
