"""What lives among employers: counted right, and small counts never given away."""

import io
from collections import defaultdict
from itertools import product

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from employers.models import Sector
from outreach.interviewing import begin_interview, finish_interview, save_answer
from outreach.models import ContactMoment
from outreach.small_counts import Line, hidden_cells
from tests.factories import ContactPersonFactory, EmployerFactory

LIMIT = 5


def published(table):
    """What is shown of one line of parts and their sum: a number or nothing for each."""
    counts = {**dict(enumerate(table)), "sum": sum(table)}
    hidden = hidden_cells(counts, [Line("sum", tuple(range(len(table))))], LIMIT)
    return tuple(None if not count or cell in hidden else count for cell, count in counts.items())


@pytest.mark.parametrize("length", [2, 3])
def test_a_hidden_count_can_never_be_worked_out(length):
    """Every table there can be: those that look the same when shown differ in each cell that is hidden."""
    alike = defaultdict(list)
    for table in product(range(12), repeat=length):
        alike[published(table)].append((*table, sum(table)))
    for shown, tables in alike.items():
        for place, number in enumerate(shown):
            values = {table[place] for table in tables}
            assert number is None or values == {number}
            assert number is not None or values == {0} or len(values) > 1, shown


CUBES = st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), st.integers(0, 12), max_size=9)


@given(CUBES)
def test_no_line_of_a_table_with_two_sides_gives_one_cell_away(cells):
    counts = defaultdict(int)
    for (row, column), number in cells.items():
        for cell in product((row, ""), (column, "")):
            counts[cell] += number
    lines = [Line((row, ""), tuple((row, it) for it in "xyz")) for row in ["a", "b", "c", ""]]
    lines += [Line(("", column), tuple((it, column) for it in "abc")) for column in ["x", "y", "z", ""]]
    hidden = hidden_cells(counts, lines, LIMIT)
    assert {cell for cell, number in counts.items() if 0 < number < LIMIT} <= hidden
    for line in lines:
        here = [cell for cell in line.parts if cell in hidden]
        assert len([*here, *({line.margin} & hidden)]) != 1
        if here and line.margin not in hidden:
            assert sum(counts[cell] for cell in here) >= LIMIT


def told(adviser, sector, choices, *, code="taal-merkt", text="", size=4):
    """A finished interview with one answer; without a choice and words it was not discussed."""
    employer = EmployerFactory(sector=Sector.objects.get(slug=sector), size=size)
    interview = begin_interview(by=adviser, employer=employer, form="new")
    if choices or text:
        answer = interview.answers.get(version__question__code=code)
        values = {"state": "answered", "choices": choices, "number": None, "text": text}
        save_answer(by=adviser, answer=answer, revision=0, **values)
    finish_interview(by=adviser, interview=interview, channel="visit", happened_at=timezone.now())
    return employer


def results(client, **query):
    return client.get(reverse("outreach:interview_results"), {"onderdeel": "literacy"} | query).content.decode()


def link(code, cell, query=""):
    return f"{reverse('outreach:interview_results_employers', args=[code, cell])}?{query}"


@pytest.mark.django_db
def test_counts_link_to_the_employers_behind_them(as_user, manager, adviser_lwl):
    employers = [told(adviser_lwl, "detailhandel", ["yes"]) for _ in range(6)]
    for _ in range(5):
        told(adviser_lwl, "detailhandel", [])
    client = as_user(manager)
    address = link("taal-merkt", "yes", "sector=detailhandel")
    page = results(client, sector="detailhandel")
    assert address.replace("&", "&amp;") in page
    listed = client.get(address).content.decode()
    assert "6 werkgevers: ja" in listed
    assert all(employer.trade_name in listed for employer in employers)
    assert link("taal-merkt", "not_discussed", "sector=detailhandel") in page
    total = link("taal-merkt", "alle", "sector=detailhandel")
    assert f'href="{total}">11 werkgevers</a>' in page
    assert "11 werkgevers: alle antwoorden" in client.get(total).text


@pytest.mark.django_db
def test_a_hidden_total_has_no_list(as_user, manager, adviser_lwl):
    told(adviser_lwl, "detailhandel", ["yes"])
    assert as_user(manager).get(link("taal-merkt", "alle")).status_code == 404


@pytest.mark.django_db
def test_fewer_than_five_stay_hidden_also_by_their_address(as_user, manager, adviser_lwl):
    for choice, number in (("yes", 7), ("partly", 6), ("no", 3)):
        for _ in range(number):
            told(adviser_lwl, "detailhandel", [choice])
    client = as_user(manager)
    page = results(client)
    assert link("taal-merkt", "no") not in page
    assert client.get(link("taal-merkt", "no")).status_code == 404
    assert link("taal-merkt", "partly") not in page, "7 of 16 shown would tell that 9 are left"


@pytest.mark.django_db
def test_the_rest_of_all_sectors_does_not_tell_a_small_sector(as_user, manager, adviser_lwl):
    for sector, number in (("detailhandel", 9), ("horeca", 6), ("bouw", 3)):
        for _ in range(number):
            told(adviser_lwl, sector, ["yes"])
    client = as_user(manager)
    assert "Te weinig gesprekken" in results(client, sector="bouw")
    assert link("taal-merkt", "yes", "sector=horeca") not in results(client, sector="horeca")
    assert link("taal-merkt", "yes", "sector=detailhandel") in results(client, sector="detailhandel")
    assert link("taal-merkt", "yes") in results(client)


@pytest.mark.django_db
def test_quotes_hold_no_names_and_no_addresses(as_user, manager, adviser_lwl):
    for number in range(5):
        told(adviser_lwl, "zorg-en-welzijn", [], code="tips", text=f"Kom eens langs, nummer {number}")
    last = told(
        adviser_lwl, "zorg-en-welzijn", [], code="tips", text="Bel Karin Noordzij, 078 000 12 34 of k@x.example"
    )
    ContactPersonFactory(employer=last, name="Karin Noordzij")
    page = results(as_user(manager), onderdeel="closing")
    assert "Kom eens langs, nummer 3" in page
    assert "Bel [naam], [weggelaten] of [weggelaten]" in page
    assert "Noordzij" not in page


@pytest.mark.django_db
def test_confidential_interviews_of_others_are_not_counted(as_user, manager, adviser_lwl):
    for _ in range(5):
        told(adviser_lwl, "horeca", ["yes"])
    first = ContactMoment.objects.filter(pk=ContactMoment.objects.earliest("pk").pk)
    first.update(is_confidential=True)
    assert link("taal-merkt", "yes") not in results(as_user(manager))


@pytest.mark.django_db
def test_the_spreadsheet_hides_the_same(as_user, manager, adviser_lwl):
    for choice, number in (("yes", 7), ("partly", 6), ("no", 3)):
        for _ in range(number):
            told(adviser_lwl, "detailhandel", [choice])
    content = as_user(manager).get(reverse("outreach:interview_results_export")).content
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].values)
    shown = {row[3]: row[4:] for row in rows if row[1] == "taal-merkt"}
    assert (shown["Ja"], shown["Een beetje"], shown["Nee"]) == ((7, 16), ("verborgen", 16), ("verborgen", 16))


@pytest.mark.django_db
def test_without_interviews_the_page_says_so(as_user, manager):
    assert "Te weinig gesprekken om te laten zien" in results(as_user(manager))
