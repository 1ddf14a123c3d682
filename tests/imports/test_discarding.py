"""Throwing away a delivery that was not applied."""

import pytest
from django.urls import reverse

from employers.models import Employer
from imports.discarding import DiscardRefused, discard
from imports.models import ImportBatch, ImportFile, ImportRow, RememberedAnswer
from imports.review import OTHER, decide, next_question
from tests.imports.delivered import BAANBREKEND, DOUBTFUL, KVK, KVK_ROWS, applied, previewed, taken_in
from tests.imports.register_snapshot import whole_register
from tests.imports.test_undo import undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def web(admin, as_user):
    return as_user(admin)


def address(batch):
    return reverse("imports:discard", args=[batch.pk])


def test_a_wrong_upload_is_thrown_away_with_its_file(web):
    batch = taken_in("kvk", KVK, KVK_ROWS)
    assert address(batch) in web.get(reverse("imports:columns", args=[batch.pk])).content.decode()
    assert "Aanlevering weggooien?" in web.get(address(batch)).content.decode()
    page = web.post(address(batch), follow=True).content.decode()
    assert f"{batch} is weggegooid. Het register is niet veranderd." in page
    assert "Er is nog geen lijst ingelezen." in page
    assert not ImportFile.objects.exists()


def test_a_preview_goes_with_its_rows_and_the_page_says_how_many(web):
    batch = previewed("kvk", KVK, KVK_ROWS)
    assert address(batch) in web.get(batch.get_absolute_url()).content.decode()
    assert "3 gelezen rijen" in web.get(address(batch)).content.decode()
    web.post(address(batch))
    assert not ImportBatch.objects.exists()
    assert not ImportRow.objects.exists()
    assert not Employer.objects.exists()


def test_answers_of_people_go_along_and_the_page_says_so(web, admin):
    applied("kvk", KVK, KVK_ROWS)
    before = whole_register()
    batch = previewed("baanbrekend", BAANBREKEND, [DOUBTFUL])
    decide(next_question(batch), OTHER, by=admin)
    assert RememberedAnswer.objects.exists()
    assert "1 oordeel" in web.get(address(batch)).content.decode()
    web.post(address(batch))
    assert whole_register() == before


def test_a_file_that_could_not_be_read_may_go(web):
    batch = taken_in("kvk", KVK, KVK_ROWS)
    batch.promise(ImportBatch.State.READING)
    batch.fail("De lijst is stuk.")
    assert address(batch) in web.get(batch.get_absolute_url()).content.decode()
    web.post(address(batch))
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("state", ImportBatch.WAITING)
def test_not_while_a_job_runs(state, web, admin):
    batch = previewed("kvk", KVK, KVK_ROWS)
    ImportBatch.objects.update(state=state)
    assert "wordt nu gelezen of doorgevoerd" in web.post(address(batch), follow=True).content.decode()
    with pytest.raises(DiscardRefused):
        discard(batch.pk, by=admin)
    assert ImportBatch.objects.exists()


def test_not_after_applying_nor_after_an_undo(web):
    batch = applied("kvk", KVK, KVK_ROWS)
    assert "Weggooien" not in web.get(batch.get_absolute_url()).content.decode()
    assert "Weggooien kan niet meer; ongedaan maken wel." in web.post(address(batch), follow=True).content.decode()
    undo(batch)
    web.post(address(batch))
    assert ImportBatch.objects.exists()


def test_a_delivery_that_a_colleague_threw_away_starts_no_job(admin):
    batch = previewed("kvk", KVK, KVK_ROWS)
    mine = ImportBatch.objects.get(pk=batch.pk)
    discard(batch.pk, by=admin)
    assert not mine.promise(ImportBatch.State.APPLYING)


def test_twice_is_once(web, admin):
    batch = taken_in("kvk", KVK, KVK_ROWS)
    discard(batch.pk, by=admin)
    assert web.post(address(batch)).status_code == 404
