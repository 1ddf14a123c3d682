"""The scan for doubles and the answers about them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from employers import duplicates
from employers.duplicates import last_act, mark_different, postpone, questions, reopen, start_scan
from employers.matching import Record
from employers.merging import merge_employers
from employers.models import DuplicateScan, PossibleDuplicate
from employers.tasks import scan_duplicates
from tests.factories import ContactPersonFactory, EmployerFactory

pytestmark = pytest.mark.django_db

DOOR = {"street": "Lindtstraat", "house_number": 8, "postcode": "3311 AB"}


@pytest.fixture
def pair():
    """Two records of one bakery, found by nobody yet."""
    first = EmployerFactory(trade_name="Bakkerij Van der Lindt B.V.", phone="+31780000104", **DOOR)
    return first, EmployerFactory(trade_name="Bakkerij v.d. Lindt", phone="+31780000104", **DOOR)


@pytest.fixture
def question(pair):
    scan_duplicates()
    return PossibleDuplicate.objects.get()


def records_named(*names, **more):
    return [Record(id, (name,), **more) for id, name in enumerate(names, start=1)]


def test_records_alike_make_one_pair_whichever_way_one_looks():
    door = {"postcode": "3311 AB", "street": "Lindtstraat", "house_number": 8, "place": "Dordrecht"}
    records = records_named("Bakkerij Van der Lindt", "Bakkerij v.d. Lindt", "Autobedrijf Smits", **door)
    assert set(duplicates.find_pairs(records)) == {(1, 2)}


def test_a_record_is_not_its_own_double():
    assert duplicates.find_pairs(records_named("Bakkerij Van der Lindt", kvk_number="90000001")) == {}


def test_two_establishments_are_no_doubles():
    names = ("Lidl", "Lidl")
    one, other = records_named(*names, kvk_number="90000001", place="Dordrecht")
    numbered = [Record(it.id, it.names, it.kvk_number, f"00000000000{it.id}", place=it.place) for it in (one, other)]
    assert duplicates.find_pairs(numbered) == {}


def test_a_scan_keeps_the_pair_with_score_and_reasons(question, pair):
    assert (question.first, question.second) == pair
    assert question.score > 80
    assert "zelfde postcode en huisnummer" in question.reasons


def test_a_second_scan_changes_nothing(question):
    scan_duplicates()
    assert PossibleDuplicate.objects.get() == question
    assert [(scan.found, scan.removed) for scan in DuplicateScan.objects.order_by("pk")] == [(1, 0), (0, 0)]


def test_an_open_pair_that_is_no_longer_alike_goes(question, pair):
    other = pair[1]
    other.trade_name, other.phone, other.house_number, other.postcode = "Autobedrijf Smits", "", 90, "3312 AB"
    other.save()
    scan_duplicates()
    assert not PossibleDuplicate.objects.exists()
    assert DuplicateScan.objects.first().removed == 1


def test_an_answer_is_kept_however_alike_they_are(question, admin):
    mark_different(pair=question, by=admin)
    scan_duplicates()
    question.refresh_from_db()
    assert question.answer == "different"
    assert not questions().exists()


def test_merged_employers_are_not_asked_about(question, pair, admin):
    merge_employers(keep=pair[0], drop=pair[1], values={}, by=admin)
    scan_duplicates()
    question.refresh_from_db()
    assert question.answer == "same"
    assert PossibleDuplicate.objects.count() == 1


def test_a_contact_person_helps_to_find_a_double():
    first = EmployerFactory(trade_name="Schildersbedrijf Noordzij")
    second = EmployerFactory(trade_name="Noordzij Schilders")
    ContactPersonFactory(employer=first, name="Karin Noordzij", phone="+31780000110", email="karin@noordzij.example")
    ContactPersonFactory(employer=second, name="K. Noordzij", phone="+31780000110", email="karin@noordzij.example")
    scan_duplicates()
    assert PossibleDuplicate.objects.count() == 1


def test_two_scans_do_not_run_together():
    assert start_scan() is not None
    assert start_scan() is None


def test_a_scan_whose_worker_is_gone_does_not_block_the_next():
    scan = start_scan()
    DuplicateScan.objects.filter(pk=scan.pk).update(started_at=timezone.now() - timedelta(minutes=3))
    assert start_scan() is not None


# answers


def test_the_second_answer_comes_too_late(question, admin, manager):
    assert mark_different(pair=question, by=admin)
    assert not postpone(pair=question, by=manager)
    question.refresh_from_db()
    assert question.answered_by == admin


def test_what_is_put_off_comes_last(question, admin):
    other = PossibleDuplicate.objects.create(first=EmployerFactory(), second=EmployerFactory(), score=1)
    postpone(pair=question, by=admin)
    assert list(questions()) == [other, question]


def test_an_answer_can_be_taken_back(question, admin):
    mark_different(pair=question, by=admin)
    assert reopen(pair=question)
    assert questions().get().answered_by is None


def test_a_merge_is_not_taken_back_by_reopening(question, pair, admin):
    merge_employers(keep=pair[0], drop=pair[1], values={}, by=admin)
    assert not reopen(pair=question)


def test_the_last_act_is_ones_own(question, admin, manager):
    mark_different(pair=question, by=admin)
    assert last_act(admin) == question
    assert last_act(manager) is None


def test_a_merge_after_an_answer_is_the_last_act(question, admin):
    mark_different(pair=question, by=admin)
    merge = merge_employers(keep=EmployerFactory(), drop=EmployerFactory(), values={}, by=admin)
    assert last_act(admin) == merge
