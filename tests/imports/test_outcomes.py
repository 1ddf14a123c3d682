"""What becomes of a row: the rule in Python, in the annotation and in the filter is one rule."""

from itertools import product

import pytest

from imports.models import ImportRow, Outcome
from imports.models.rows import outcome_of
from tests.imports.delivered import KVK, taken_in

pytestmark = pytest.mark.django_db
COMBINATIONS = list(product(ImportRow.Verdict.values, ["", *ImportRow.Decision.values]))


@pytest.fixture
def batch():
    batch = taken_in("kvk", KVK, [])
    rows = [ImportRow(batch=batch, row_number=n, verdict=v, decision=d) for n, (v, d) in enumerate(COMBINATIONS, 2)]
    ImportRow.objects.bulk_create(rows)
    return batch


def test_the_database_and_python_agree_on_every_verdict_and_decision(batch):
    for row in batch.rows.with_outcome():
        assert row.outcome == outcome_of(row.verdict, row.decision)


def test_filtering_by_outcome_gives_exactly_those_rows(batch):
    for outcome in Outcome.values:
        wanted = set(batch.rows.with_outcome().filter(outcome=outcome).values_list("pk", flat=True))
        assert set(batch.rows.with_this_outcome(outcome).values_list("pk", flat=True)) == wanted


def test_counts_add_up_to_the_rows(batch):
    counts = batch.rows.outcome_counts()
    assert sum(counts.values()) == len(COMBINATIONS)
    assert counts == {each: batch.rows.with_this_outcome(each).count() for each in Outcome.values}
