"""Effective size: what the triggers keep equals plain adding up, whatever happens to the register."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employers.models import Company, Employer
from employers.size import BOUNDS, SMALL, Band, band_of, expand_bands, is_small, size_text
from tests.factories import CompanyFactory, EmployerFactory
from tests.properties import tried

pytestmark = pytest.mark.django_db

EMPLOYERS, COMPANIES = range(4), range(2)
SIZES = st.sampled_from([(None, None), (0, 0), (1, 1), (3, 3), (12, 12), (25, 25), (300, 300), (10, 19), (250, None)])
WHICH, WHOSE = st.sampled_from(EMPLOYERS), st.sampled_from([*COMPANIES, None])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("size"), WHICH, SIZES),
        st.tuples(st.just("sizes"), st.just(None), SIZES),
        st.tuples(st.just("move"), WHICH, WHOSE),
        st.tuples(st.just("move_all"), st.just(None), WHOSE),
        st.tuples(st.just("end"), WHICH, st.booleans()),
        st.tuples(st.just("merge"), WHICH, st.booleans()),
        st.tuples(st.just("total"), st.sampled_from(COMPANIES), SIZES),
    ),
    max_size=12,
)


class Register:
    """Four employers and two companies in the database, and the same four on paper."""

    def __init__(self):
        self.companies = [CompanyFactory() for _ in COMPANIES]
        self.rows = [EmployerFactory() for _ in EMPLOYERS]
        self.paper = [
            {"company": None, "size": (None, None), "counts": {"end": True, "merge": True}} for _ in EMPLOYERS
        ]
        self.totals = [(None, None) for _ in COMPANIES]

    def of(self, which):
        keys = [self.rows[which].pk] if which is not None else [row.pk for row in self.rows]
        return Employer.objects.filter(pk__in=keys), self.paper if which is None else [self.paper[which]]

    def do(self, step, which, value):
        if step == "total":
            self.totals[which] = value
            Company.objects.filter(pk=self.companies[which].pk).update(size_minimum=value[0], size_maximum=value[1])
            return
        rows, papers = self.of(which)
        for paper in papers:
            if step in ("end", "merge"):
                paper["counts"][step] = not value
            else:
                paper["size" if step.startswith("size") else "company"] = value
        rows.update(**self.columns(step, which, value))

    def columns(self, step, which, value):
        if step.startswith("size"):
            return {"size_minimum": value[0], "size_maximum": value[1]}
        if step.startswith("move"):
            return {"company": None if value is None else self.companies[value]}
        if step == "end":
            return {"ended_on": "2026-01-01" if value else None}
        other = self.rows[(which + 1) % len(self.rows)]
        return {"merged_into": other if value else None}

    def expected(self, paper):
        """Design.md 2 in plain words: the company's total, else the sum over what still exists, else its own."""
        company = paper["company"]
        if company is None:
            return paper["size"]
        if self.totals[company][0] is not None:
            return self.totals[company]
        parts = [it["size"] for it in self.paper if it["company"] == company and all(it["counts"].values())]
        known = [low for low, _ in parts if low is not None]
        if not known:
            return paper["size"]
        highs = [high for _, high in parts]
        return sum(known), None if None in highs else sum(highs)


@tried(40)
@given(steps=STEPS)
def test_the_triggers_agree_with_adding_up(steps, db):
    register = Register()
    for step in steps:
        register.do(*step)
    for row, paper in zip(register.rows, register.paper, strict=True):
        row.refresh_from_db()
        low, high = register.expected(paper)
        assert (row.effective_minimum, row.effective_maximum) == (low, high)
        assert row.size_band == band_of(low, high)
        assert row.own_size_band == band_of(*paper["size"])


def test_an_employer_that_comes_or_goes_changes_its_sisters():
    company = CompanyFactory()
    first = EmployerFactory(company=company, size=12)
    second = EmployerFactory(company=company, size=20)
    first.refresh_from_db()
    assert (first.effective_size, first.is_small, first.is_part_of_larger) == (32, False, True)
    second.delete()
    first.refresh_from_db()
    assert (first.effective_size, first.is_small) == (12, True)


def test_an_unknown_part_never_makes_a_company_small():
    company = CompanyFactory()
    known = EmployerFactory(company=company, size=12)
    EmployerFactory(company=company)
    known.refresh_from_db()
    assert (known.effective_minimum, known.effective_maximum, known.size_band) == (12, None, Band.UNKNOWN)


@given(st.integers(0, 600), st.integers(0, 600))
def test_a_band_holds_the_whole_range(first, second):
    low, high = sorted((first, second))
    band = band_of(low, high)
    if band != Band.UNKNOWN:
        bottom, top = BOUNDS[band]
        assert bottom <= low
        assert top is None or high <= top


@pytest.mark.parametrize(
    ("low", "high", "small"),
    [(0, 0, False), (1, 1, True), (25, 25, True), (26, 26, False), (10, 19, True), (20, 49, None), (None, None, None)],
)
def test_small_is_one_to_twenty_five(low, high, small):
    assert is_small(band_of(low, high)) is small


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(12, 12, "12"), (10, 19, "10 tot en met 19"), (250, None, "250 of meer"), (None, None, "Onbekend"),
     (1200, 1200, "1.200")],
)  # fmt: skip
def test_a_size_in_words(low, high, text):
    assert size_text(low, high) == text


def test_sums_of_bands_are_written_out():
    assert expand_bands(["1-4", "unknown"]) == ["1", "2-4", "unknown"]
    assert not set(expand_bands(["26+"])) & {str(band) for band in SMALL}


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        pytest.param((1, 1), "1 werkzame persoon", id="one"),
        pytest.param((1200, 1200), "1.200 werkzame personen", id="many"),
        pytest.param((10, 19), "10 tot en met 19 werkzame personen", id="class"),
        pytest.param((None, None), "omvang onbekend", id="unknown"),
    ],
)
def test_a_size_is_said_as_people(bounds, words):
    employer = Employer(size_minimum=bounds[0], size_maximum=bounds[1])
    assert employer.people_text() == words
