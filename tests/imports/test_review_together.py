"""Two reviewers in the same moment: never the same row decided twice, and not shown the same row."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from imports.models import RememberedAnswer
from imports.review import OTHER, SAME, candidates_of, decide, next_question
from tests.factories import UserFactory
from tests.imports.delivered import BAANBREKEND, DOUBTFUL, DOUBTFUL_TOO, KVK, KVK_ROWS, applied, previewed

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 10


@pytest.fixture
def batch():
    applied("kvk", KVK, KVK_ROWS)
    batch = previewed("baanbrekend", BAANBREKEND, [DOUBTFUL, DOUBTFUL_TOO])
    row = batch.rows.get(row_number=2)
    for number in range(10, 10 + 2 * ROUNDS - 2):
        row.pk, row.row_number, row.own_key = None, number, f"r{number}"
        row.save()
    return batch


def together(*works):
    """Run these at the same moment, each on a connection of its own; what they return, in order."""
    start, results = Barrier(len(works)), [None] * len(works)

    def run(place, work):
        start.wait()
        try:
            results[place] = work()
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(works)]
    [thread.start() for thread in threads]
    [thread.join(timeout=30) for thread in threads]
    return results


def test_one_row_is_decided_once(batch):
    people = UserFactory(role="admin"), UserFactory(role="admin")
    for _ in range(ROUNDS):
        row = next_question(batch)
        candidate = candidates_of(row)[0]
        answers = together(
            lambda row=row: decide(row, OTHER, by=people[0]),
            lambda row=row, candidate=candidate: decide(row, SAME, by=people[1], candidate=candidate),
        )
        row.refresh_from_db()
        assert sorted(answers) == [False, True]
        assert row.decided_by == people[answers.index(True)]
        said = RememberedAnswer.objects.filter(own_key=row.own_key)
        assert {each.answered_by for each in said} == {row.decided_by}


def test_two_people_are_shown_two_rows(batch):
    people = UserFactory(role="admin"), UserFactory(role="admin")
    for _ in range(ROUNDS):
        rows = together(*(lambda by=by: next_question(batch, by) for by in people))
        assert rows[0] != rows[1]
        for row, by in zip(rows, people, strict=True):
            assert decide(row, OTHER, by=by)
    assert batch.rows.in_review().count() == 0
