"""Damaged files through the screens: one clear Dutch message, or a preview that adds up; never half an import."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from employers.models import ContactPerson, Employer, Registration, SourceList
from imports.forms import UploadForm
from imports.models import ImportBatch, ImportRow
from imports.preview import preview_batch
from imports.readers import spreadsheets
from imports.readers.files import BadFile
from tests.imports.damaged_text import all_text
from tests.imports.damaged_workbooks import all_workbooks
from tests.imports.delivered import apply

pytestmark = pytest.mark.django_db
FILES = [*all_text(), *all_workbooks()]
UNCLEAR = re.compile(r"Traceback|Exception|Error\b|None|codec|utf-8|0x|line contains|DETAIL", re.IGNORECASE)


def test_there_are_at_least_two_hundred_of_them_and_each_has_a_name():
    assert len({name for name, _, _ in FILES}) == len(FILES) >= 200


@pytest.fixture
def _read_once(monkeypatch):
    """Every step opens the file anew; here a spreadsheet is opened once, so that hundreds of them are quick."""
    frames, known = spreadsheets._frames, {}

    def once(*asked):
        if asked not in known:
            try:
                known[asked] = list(frames(*asked)), None
            except BadFile as error:
                known[asked] = [], error
        found, error = known[asked]
        yield from found
        if error:
            raise BadFile(str(error))

    monkeypatch.setattr(spreadsheets, "_frames", once)


@pytest.fixture
def deliver(request, _read_once):
    """Upload, choose the columns as recognised, read; the message where it ends, else the batch.

    What the upload refuses is asked of its form; only a file that comes further needs the screens.
    """

    def deliver(filename, content) -> str | ImportBatch:
        upload = asked(filename, content)
        with transaction.atomic():
            batch = upload.is_valid() and upload.take_in(by=None)
            transaction.set_rollback(True)
        if not batch:
            return message_of(upload)
        web = request.getfixturevalue("as_user")(request.getfixturevalue("admin"))
        return through_the_screens(web, filename, content)

    return deliver


def fields(source) -> dict:
    return {"source": source.pk, "reference_date": "2026-03-01"}


def asked(filename, content) -> UploadForm:
    file = SimpleUploadedFile(filename, content, "application/octet-stream")
    return UploadForm(fields(SourceList.objects.get(slug="lwl")), {"file": file})


def through_the_screens(web, filename, content) -> str | ImportBatch:
    file = SimpleUploadedFile(filename, content, "application/octet-stream")
    page = web.post("/imports/nieuw/", fields(SourceList.objects.get(slug="lwl")) | {"file": file})
    if page.status_code != 302:
        return message_of_page(page)
    batch = ImportBatch.objects.get()
    columns = {f"column-{column}": field for column, field in batch.mapping.items()}
    page = web.post(page["Location"], {"reference_date": "2026-03-01", **columns})
    if page.status_code != 302:
        return message_of_page(page)
    preview_batch(batch.pk)
    batch.refresh_from_db()
    return batch.error or batch


def message_of_page(page) -> str:
    assert page.status_code == 200
    return message_of(page.context["form"])


def message_of(form) -> str:
    (message,) = {error for errors in form.errors.values() for error in errors}
    return message


@pytest.mark.parametrize(("filename", "content"), [file[1:] for file in FILES[::40]])
def test_the_screen_says_what_the_form_says(filename, content, deliver, as_user, admin):
    told = deliver(filename, content)
    if isinstance(told, str):
        assert through_the_screens(as_user(admin), filename, content) == told


@pytest.mark.parametrize(("filename", "content"), [pytest.param(*file[1:], id=file[0]) for file in FILES])
def test_a_damaged_file_gets_a_message_or_is_read_whole(filename, content, deliver):
    result = deliver(filename, content)
    if isinstance(result, str):
        is_clear(result)
        is_not_written()
    else:
        adds_up(result)
        adds_up(apply(result))


def is_clear(message):
    assert message[0].isupper() or message[0] == '"'
    assert message.endswith(".")
    assert not UNCLEAR.search(message), message
    assert message.count(". ") < 5, message


def is_not_written():
    assert not any(model.objects.exists() for model in (Employer, Registration, ContactPerson, ImportRow))


def adds_up(batch):
    counts = batch.rows.outcome_counts()
    assert batch.state in (ImportBatch.State.PREVIEW, ImportBatch.State.APPLIED), batch.error
    assert sum(counts.values()) == batch.rows.count() == len(set(batch.rows.values_list("row_number", flat=True))) > 0
    assert all(row.rejection.endswith(".") for row in batch.rows.filter(verdict="rejected"))
    if batch.is_applied:
        assert batch.rows.filter(applied_at__isnull=True).count() == counts["review"] + counts["rejected"]
