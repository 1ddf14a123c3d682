"""A register too large for memory: packed and written out, with the same answers."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employers.matching import Record, Register, archive, shelves
from employers.matching.archive import Archive, Numbers
from employers.matching.prepared import prepare
from employers.matching.shelves import Shelf
from imports.benchmark.linking import USUAL_ORDER, Linking
from imports.benchmark.lists import cleaned_lists

KEYS = st.sampled_from([("word", "kade"), ("kvk", "99000001"), ("front", "bakk", "ddordrecht"), ("phone", "1")])


@pytest.fixture
def in_little_memory(monkeypatch):
    monkeypatch.setattr(archive, "KEPT", 20)
    monkeypatch.setattr(shelves, "KEPT", 50)


@given(st.lists(st.tuples(KEYS, st.integers(0, shelves.MOST - 1)), max_size=60), st.integers(1, 20))
def test_a_packed_shelf_holds_what_was_filed(filed, kept):
    shelf, plain = Shelf(), defaultdict(list)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelves, "KEPT", kept)
        for key, number in filed:
            shelf.add(key, number)
            plain[key].append(number)
    for key, numbers in plain.items():
        assert sorted(shelf.members(key)) == sorted(numbers)
        assert shelf.size(key) == len(numbers)
        assert set(shelf.latest(key, 3)) <= set(numbers)
        assert len(shelf.latest(key, 3)) == min(3, len(numbers))
    assert shelf.members(("word", "nergens")) == []


@given(st.dictionaries(st.integers(-(10**12), 10**12), st.integers(0, 10**6), max_size=50))
def test_numbers_are_found_by_any_id(known):
    numbers = Numbers()
    for key, number in known.items():
        numbers.put(key, number)
    assert {key: numbers.get(key) for key in known} == known
    assert numbers.get(10**13) is None


def test_employers_come_back_from_the_file_as_they_were(in_little_memory):
    records = [
        Record(n, (f"Bakkerij Café {n} h.o.d.n. De Korenaar",), place="Dordrecht", phones=("078-1",)) for n in range(99)
    ]
    filed, kept = [prepare(record) for record in records], Archive()
    numbers = [kept.append(prepare(record)) for record in records]
    assert [kept.get(number) for number in numbers] == filed


def test_an_employer_changed_after_it_was_written_out_comes_back_changed(in_little_memory):
    kept = Archive()
    for n in range(50):
        kept.append(prepare(Record(n, (f"Werkplaats {n}",))))
    changed = kept.get(3)
    changed.kvk_number = "99000003"
    kept.put(3, changed)
    for n in range(50, 100):
        kept.append(prepare(Record(n, (f"Werkplaats {n}",))))
    assert kept.get(3).kvk_number == "99000003"


def linked(lists):
    linking = Linking()
    return [(each.entry.record.id, each.match) for entries in lists for each in linking.take_in(entries)]


def test_verdicts_do_not_depend_on_how_much_fits_in_memory(monkeypatch):
    kvk, *others = cleaned_lists(11, 0.5).in_order(USUAL_ORDER)
    lists = [kvk[:1500], *(entries[:400] for entries in others)]
    at_ease = linked(lists)
    monkeypatch.setattr(archive, "KEPT", 100)
    monkeypatch.setattr(shelves, "KEPT", 3_000)
    assert linked(lists) == at_ease


def test_the_register_counts_its_employers():
    register = Register([Record(1, ("Een",)), Record(2, ("Twee",)), Record(1, ("Een ook zo",))])
    assert len(register) == 2
