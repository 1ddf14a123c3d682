"""Rows that are sent to the database in bulk are the rows that were meant."""

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from employers.models import SourceList
from imports.bulk import copy_in
from imports.models import ImportBatch, Write

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
JSON = st.recursive(st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT, st.lists, max_leaves=5)


class TestCopyIn(TestCase):
    def setUp(self):
        source = SourceList.objects.get(slug="kvk")
        self.batch = ImportBatch.objects.create(source=source, filename="lijst.csv")

    @given(st.lists(st.tuples(TEXT, st.dictionaries(TEXT, JSON, max_size=3)), max_size=4))
    def test_whatever_goes_in_comes_out(self, rows):
        moment = timezone.now()
        copy_in(
            [
                Write(
                    batch=self.batch,
                    kind="created",
                    model="m",
                    object_id=number,
                    name=name,
                    after=after,
                    undone_at=moment,
                )
                for number, (name, after) in enumerate(rows)
            ]
        )
        found = self.batch.writes.order_by("object_id")
        assert [(each.name, each.after) for each in found] == rows
        assert all((each.employer_number, each.left, each.undone_at) == (None, [], moment) for each in found)


@pytest.mark.django_db
def test_nothing_goes_in_nothing_comes_out():
    copy_in([])
    assert not Write.objects.exists()
