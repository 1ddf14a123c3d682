"""The figures of the benchmark are counted right, and small lists go through it as through the importer."""

import pytest

from employers.matching import Candidate, Match, Record, Verdict
from imports.benchmark.linking import USUAL_ORDER, Linked, link_all
from imports.benchmark.lists import REPORT_SEEDS, TUNING_SEEDS, Entry, reference_from_files
from imports.benchmark.measures import Measures, Scored, best_threshold, measure, safe_threshold
from imports.benchmark.rivals import with_rapidfuzz
from imports.benchmark.tables import page, percentage, table


def entry(number, entity, list_name="lwl", trap="", **values):
    record = Record(id=number, names=(values.pop("name", "Bakkerij De Wilg"),), place="Dordrecht", **values)
    return Entry(list_name, record, entity, ("typo",), trap)


def linked(verdict, *, is_pair=True, is_right=True, is_among=True, score=80, trap=""):
    match = Match(verdict, 1, score, (), (Candidate(1, score, ()),))
    return Linked(entry(2, "a", trap=trap), match, is_pair, is_right, is_among, "")


def test_reported_lists_are_not_those_tuned_on():
    assert not set(REPORT_SEEDS) & set(TUNING_SEEDS)


def test_counts_of_every_outcome():
    rows = [
        linked(Verdict.CERTAIN),
        linked(Verdict.CERTAIN, is_right=False, is_among=False, is_pair=False, trap="holding"),
        linked(Verdict.LIKELY),
        linked(Verdict.SEVERAL, is_right=False),
        linked(Verdict.LIKELY, is_pair=False, is_right=False, is_among=False),
        linked(Verdict.NEW, is_right=False, is_among=False),
    ]
    found = measure(rows, 1.5)
    assert (found.pairs, found.right, found.wrong, found.questions) == (4, 1, 1, 3)
    assert (found.precision, found.unattended, found.found) == (0.5, 0.25, 0.75)
    assert (found.queue, found.chain_errors) == (3, 1)
    assert found.by_noise == {("typo", "unattended"): 1, ("typo", "asked"): 2, ("typo", "missed"): 1}


def test_measures_add_up():
    both = measure([linked(Verdict.CERTAIN)], 1.0) + measure([linked(Verdict.LIKELY)], 2.0)
    assert (both.runs, both.pairs, both.seconds, both.queue) == (2, 2, 3.0, 0.5)


def test_best_and_safe_threshold():
    scores = [Scored(90, True, True), Scored(80, True, True), Scored(70, False, True), Scored(0, False, True)]
    assert (best_threshold(scores).score, best_threshold(scores).recall) == (80, 0.5)
    assert safe_threshold(scores).recall == 0.5
    assert best_threshold([]).f1 == 0


def test_equal_scores_stand_on_one_side_of_a_threshold():
    assert safe_threshold([Scored(90, True, True), Scored(90, False, True)]).recall == 0


@pytest.fixture
def lists():
    numbers = {"kvk_number": "90000001", "establishment_number": "000090000001"}
    return [
        [entry(1, "a", "kvk", **numbers), entry(2, "b", "kvk", name="Klusbedrijf Kwak")],
        [],
        [entry(3, "a", name="De Wilg Bakkerij BV"), entry(4, "c", name="Fietsen Zwaluw")],
    ]


def test_lists_are_linked_in_order(lists):
    found, _ = link_all(lists)
    assert [each.match.verdict for each in found] == [Verdict.NEW, Verdict.NEW, Verdict.CERTAIN, Verdict.NEW]
    assert [each.is_pair for each in found] == [False, False, True, False]


def test_rapidfuzz_proposes_by_name_only(lists):
    best, other = with_rapidfuzz(lists).scores
    assert (best.is_right, best.is_pair, other.is_pair) == (True, True, False)


def test_reference_data_needs_no_database():
    reference = reference_from_files()
    assert reference.municipality("", "Dordrecht", "").name == "Dordrecht"
    assert reference.sector("4120", "2008", "").slug == "bouw"


def test_page_has_the_three_tables(lists):
    measures = measure(*link_all(lists))
    text = page({", ".join(USUAL_ORDER): measures}, {"Dit systeem": measures}, measures, "een machine")
    assert text.count("| --- | ---") == 3
    assert percentage(0.9951, 2) == "99,51%"


def test_table_is_markdown():
    assert table(("a", "b"), [("1", "2")]) == "| a | b |\n| --- | ---: |\n| 1 | 2 |"


def test_no_runs_divide_by_nothing():
    assert (Measures().precision, Measures().queue) == (1.0, 0.0)
