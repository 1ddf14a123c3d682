"""The screens of an import, for admins only."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from employers.models import Employer, SourceList
from imports.deliveries import take_in
from imports.models import ImportBatch
from imports.readers.files import MAX_BYTES
from imports.review import OTHER, decide, next_question
from tests.factories import UserFactory
from tests.imports import bad_files
from tests.imports.delivered import BAANBREKEND, DOUBTFUL, KVK, KVK_ROWS, applied, as_csv, previewed, read, taken_in

pytestmark = pytest.mark.django_db
WRONG = ["12A45678", "000099000009", "Timmerfabriek Kort", "", "", "", "Dordrecht", "=1+1"]
BAD = {
    "empty": (b"", "leeg"),
    "password-protected": (bad_files.password_protected(), "wachtwoord"),
    "html renamed to xls": (b"<html><table><tr><td>Naam</td></tr></table></html>", "webpagina"),
    "a million empty rows": (bad_files.million_empty_rows, "leeg"),
    "zip bomb": (bad_files.zip_bomb, "te groot"),
    "60 MB": (b"x" * 60 * 1024 * 1024, "25 MB"),
    "damaged": (bad_files.damaged_xlsx(), "beschadigd"),
    "word document": (bad_files.old_word(), "lijst"),
}


@pytest.fixture
def web(admin, as_user):
    return as_user(admin)


@pytest.fixture
def in_review():
    applied("kvk", KVK, KVK_ROWS)
    return previewed("baanbrekend", BAANBREKEND, [DOUBTFUL])


def send(web, content, slug="kvk", name="lijst.csv"):
    source = SourceList.objects.get(slug=slug)
    data = {"source": source.pk, "reference_date": "2026-03-01", "file": SimpleUploadedFile(name, content)}
    return web.post(reverse("imports:upload"), data)


def chosen(batch, **more):
    fields = {f"column-{column}": name for column, name in batch.mapping.items()}
    return fields | {"reference_date": batch.reference_date.isoformat()} | more


def page(response):
    return response.content.decode()


@pytest.mark.parametrize("name", ["imports:list", "imports:upload"])
def test_only_admins_may_import(name, adviser_lwl, manager, as_user):
    for user in (adviser_lwl, manager):
        assert as_user(user).get(reverse(name)).status_code == 403


def test_without_deliveries_the_list_says_where_to_begin(web):
    assert "Begin met de lijst van de KvK" in page(web.get(reverse("imports:list")))


def test_an_uploaded_file_leads_to_its_columns(web, admin):
    response = send(web, as_csv(KVK, KVK_ROWS))
    batch = ImportBatch.objects.get()
    assert response.url == reverse("imports:columns", args=[batch.pk])
    assert batch.uploaded_by == admin
    assert "Bakkerij De Korenaar" in page(web.get(response.url))


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_a_sentence_and_leaves_nothing_behind(name, web):
    content, words = BAD[name]
    response = send(web, content() if callable(content) else content)
    assert response.status_code == 200
    assert words in response.context["form"].errors["file"][0]
    assert not ImportBatch.objects.exists()
    assert not Employer.objects.exists()


def test_the_limit_is_on_the_uploaded_size(web):
    assert MAX_BYTES == 25 * 1024 * 1024


def test_samples_of_all_columns_come_from_the_same_rows(web):
    bare = ["Leeg bedrijf", *[""] * 7]
    rows = [
        bare,
        ["Een", "Kade 1", "", "Jan Bos", "", "", "R1", ""],
        bare,
        ["Twee", "Kade 2", "", "", "", "", "R2", ""],
    ]
    batch = taken_in("baanbrekend", BAANBREKEND, [*rows, ["Drie", "", "", "", "", "", "R3", ""]])
    response = web.get(reverse("imports:columns", args=[batch.pk]))
    samples = {line["title"]: line["samples"] for line in response.context["lines"]}
    assert samples["Bedrijfsnaam"] == ["Een", "Twee", "Drie"]
    assert samples["Contactpersoon"] == ["Jan Bos", "", ""]
    assert "Zo staat het erin (rij 3, 5 en 6)" in response.text


def test_a_wrong_sheet_is_stopped_at_the_columns(web):
    send(web, as_csv(["Datum", "Bedrag"], [["1-1-2026", "12,50"]]))
    batch = ImportBatch.objects.get()
    response = web.post(reverse("imports:columns", args=[batch.pk]), chosen(batch))
    assert "ontbreekt een kolom met het KvK-nummer" in page(response)
    assert ImportBatch.objects.get().state == ImportBatch.State.UPLOADED


def test_another_sheet_can_be_chosen(web):
    content = bad_files.xlsx({"Uitleg": [["Toelichting"], ["Zie blad 2"]], "Data": [bad_files.HEADER, *bad_files.ROWS]})
    send(web, content, name="lijst.xlsx")
    batch = ImportBatch.objects.get()
    assert batch.sheet == "Data"
    address = reverse("imports:columns", args=[batch.pk])
    assert "Toelichting" in page(web.get(f"{address}?tabblad=Uitleg&kopregel=1"))


def test_a_sheet_that_is_not_there_gets_a_sentence(web):
    batch = taken_in("kvk", KVK, KVK_ROWS)
    response = web.get(reverse("imports:columns", args=[batch.pk]) + "?tabblad=Weg", follow=True)
    assert "heeft geen tabblad" in page(response)


def test_a_field_chosen_twice_is_refused(web):
    batch = taken_in("kvk", KVK, KVK_ROWS)
    data = chosen(batch, **{"column-3": "trade_name"})
    assert "bij meer dan één kolom" in page(web.post(reverse("imports:columns", args=[batch.pk]), data))


def test_a_reference_date_in_the_future_is_refused(web):
    batch = taken_in("kvk", KVK, KVK_ROWS)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    response = web.post(reverse("imports:columns", args=[batch.pk]), chosen(batch, reference_date=tomorrow))
    assert "ligt in de toekomst" in page(response)


def test_a_reference_date_long_before_any_list_is_refused(web):
    batch = taken_in("kvk", KVK, KVK_ROWS)
    response = web.post(reverse("imports:columns", args=[batch.pk]), chosen(batch, reference_date="0001-01-01"))
    assert "Het jaar klopt niet." in page(response)


def test_columns_that_were_not_recognised_are_not_called_so(web):
    response = send(web, b"a;b;c\n1;2;3\n", slug="baanbrekend")
    assert "Wij herkenden geen kolom." in page(web.get(response.url))


def test_some_columns_recognised_are_counted(web):
    response = send(web, b"Bedrijfsnaam;Onzin\nKorenaar;3\n", slug="baanbrekend")
    assert "Wij herkenden 1 van de 2 kolommen." in page(web.get(response.url))


def test_reading_is_handed_to_a_worker(web, django_capture_on_commit_callbacks):
    batch = taken_in("kvk", KVK, KVK_ROWS)
    with django_capture_on_commit_callbacks(execute=True):
        response = web.post(reverse("imports:columns", args=[batch.pk]), chosen(batch))
    batch.refresh_from_db()
    assert response.url == reverse("imports:detail", args=[batch.pk])
    assert batch.state == ImportBatch.State.PREVIEW


def test_the_same_file_again_is_noticed(web):
    applied("kvk", KVK, KVK_ROWS)
    batch = taken_in("kvk", KVK, KVK_ROWS)
    assert "Precies dit bestand" in page(web.get(reverse("imports:columns", args=[batch.pk])))


def test_a_running_job_asks_how_far_it_is(web):
    batch = taken_in("kvk", KVK, KVK_ROWS)
    batch.promise(ImportBatch.State.READING)
    batch.start(total=200, done=50)
    response = web.get(reverse("imports:detail", args=[batch.pk]))
    assert 'hx-trigger="every 1s"' in page(response)
    assert "50 van 200 rijen" in page(response)


def test_a_job_that_has_ended_loads_the_page_anew(web):
    batch = previewed("kvk", KVK, KVK_ROWS)
    assert web.get(reverse("imports:progress", args=[batch.pk])).headers["HX-Refresh"] == "true"


def test_tiles_add_up_to_the_rows_and_lead_to_them(web):
    batch = previewed("kvk", KVK, [*KVK_ROWS, WRONG])
    tiles = web.get(batch.get_absolute_url()).context["tiles"]
    assert sum(tile.count for tile in tiles) == 4
    for tile in tiles:
        assert web.get(tile.url).context["page"].paginator.count == tile.count


def test_a_failed_job_says_why_and_offers_the_columns(web):
    batch = taken_in("kvk", KVK, KVK_ROWS)
    batch.promise(ImportBatch.State.READING)
    batch.fail("De lijst is stuk.")
    text = page(web.get(batch.get_absolute_url()))
    assert "De lijst is stuk." in text
    assert reverse("imports:columns", args=[batch.pk]) in text


def test_applying_from_the_page_ends_with_a_report(web, admin, django_capture_on_commit_callbacks):
    batch = previewed("kvk", KVK, KVK_ROWS)
    with django_capture_on_commit_callbacks(execute=True):
        web.post(reverse("imports:apply", args=[batch.pk]))
    batch.refresh_from_db()
    assert (batch.state, batch.applied_by) == (ImportBatch.State.APPLIED, admin)
    assert "verslag" in page(web.get(batch.get_absolute_url()))


def test_an_unread_delivery_cannot_be_applied(web):
    batch = taken_in("kvk", KVK, KVK_ROWS)
    web.post(reverse("imports:apply", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.UPLOADED


def test_rows_show_the_change_and_why_the_rest_stays(web):
    applied("kvk", KVK, KVK_ROWS)
    rows = [["De Korenaar Bakkerij", "Merwestraat 18, 3311 ZZ Dordrecht", "", "", "078-0001104", "", "R1", ""]]
    batch = previewed("baanbrekend", BAANBREKEND, rows)
    text = page(web.get(reverse("imports:rows", args=[batch.pk]) + "?gewijzigd=ja"))
    assert "078 000 11 04" in text
    assert "KvK gaat voor Lijst Baanbrekend" in text


def test_rows_can_be_searched(web):
    batch = previewed("kvk", KVK, KVK_ROWS)
    found = web.get(reverse("imports:rows", args=[batch.pk]) + "?tekst=lasbedrijf").context["page"]
    assert [row.name for row in found] == ["Lasbedrijf Van Es"]


def test_rejected_rows_of_a_csv_come_back_as_csv(web):
    batch = previewed("kvk", KVK, [*KVK_ROWS, WRONG])
    response = web.get(reverse("imports:rejected", args=[batch.pk]))
    header, line = csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    assert header == [*KVK, "Rij", "Reden"]
    assert line[2] == "Timmerfabriek Kort"
    assert line[-3:-1] == ["'=1+1", "5"]
    assert "12A45678" in line[-1]


def test_a_row_rejected_for_its_name_shows_that_name(web):
    long = ["99000009", "000099000009", "Bakkerij " * 40, "Havenweg", "5", "3361 ZZ", "Sliedrecht", "4"]
    batch = previewed("kvk", KVK, [*KVK_ROWS, long])
    assert batch.rows.outcome_counts()["rejected"] == 1
    text = page(web.get(reverse("imports:rows", args=[batch.pk]) + "?stand=rejected"))
    assert "Bakkerij Bakkerij" in text
    assert "Bakkerij " * 10 not in text
    assert "(leeg)" not in text


def test_rejected_rows_of_a_workbook_come_back_as_text_in_a_workbook(web):
    batch = read_workbook([["9900000X", "000099000001", "@SOM(A1)", "Dordrecht"]])
    response = web.get(reverse("imports:rejected", args=[batch.pk]))
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert [cell.value for cell in sheet[1]] == [*bad_files.HEADER, "Rij", "Reden"]
    assert sheet["C2"].data_type == "s"
    assert sheet["C2"].value == "'@SOM(A1)"


def read_workbook(rows):
    source = SourceList.objects.get(slug="kvk")
    content = bad_files.xlsx({"Blad1": [bad_files.HEADER, *rows]})
    return read(take_in(source, "lijst.xlsx", content, reference_date=date(2026, 3, 1)))


def test_the_bench_shows_both_sides(web, in_review):
    text = page(web.get(reverse("imports:review", args=[in_review.pk])))
    assert "Is dit dezelfde werkgever?" in text
    assert "Bakkerij De Korenaar" in text.replace("<mark>", "").replace("</mark>", "")


@pytest.mark.parametrize(("answer", "outcome"), [("same", "linked"), ("other", "new"), ("skip", "rejected")])
def test_an_answer_counts_at_once(answer, outcome, web, in_review):
    row = next_question(in_review)
    web.post(reverse("imports:decide", args=[in_review.pk, row.pk]), {"oordeel": answer, "kandidaat": "0"})
    assert in_review.rows.outcome_counts()[outcome] == 1


def test_with_htmx_the_next_pair_comes_back_on_the_same_place(web, in_review):
    row = next_question(in_review)
    address = reverse("imports:decide", args=[in_review.pk, row.pk])
    text = page(web.post(address, {"oordeel": "other"}, headers={"HX-Request": "true"}))
    assert "Alles is beoordeeld" in text
    assert "<html" not in text


def test_who_comes_too_late_is_told(web, in_review):
    row, colleague = next_question(in_review), UserFactory(role="admin", name="Piet Snel")
    decide(row, OTHER, by=colleague)
    address = reverse("imports:decide", args=[in_review.pk, row.pk])
    text = page(web.post(address, {"oordeel": "same", "kandidaat": "0"}, follow=True))
    assert "Deze rij was net al beoordeeld door Piet Snel" in text


def test_the_last_answer_can_be_put_back(web, in_review):
    row = next_question(in_review)
    web.post(reverse("imports:decide", args=[in_review.pk, row.pk]), {"oordeel": "other"})
    web.post(reverse("imports:undo_decision", args=[in_review.pk]))
    assert in_review.rows.in_review().count() == 1


def test_a_made_up_answer_changes_nothing(web, in_review):
    row = next_question(in_review)
    web.post(reverse("imports:decide", args=[in_review.pk, row.pk]), {"oordeel": "misschien"})
    assert in_review.rows.in_review().count() == 1


@pytest.mark.parametrize("count", [3, 40])
def test_queries_of_the_pages_do_not_grow_with_the_rows(count, web, django_assert_max_num_queries):
    rows = [[f"{99100000 + n}", f"{n:012}", f"Werkplaats {n}", "", "", "", "Dordrecht", "3"] for n in range(1, count)]
    batch = previewed("kvk", KVK, rows)
    for address in (batch.get_absolute_url(), reverse("imports:rows", args=[batch.pk]), reverse("imports:list")):
        with django_assert_max_num_queries(18):
            web.get(address)


def test_queries_of_the_bench_are_few(web, in_review, django_assert_max_num_queries):
    with django_assert_max_num_queries(34):
        web.get(reverse("imports:review", args=[in_review.pk]))


def test_an_answer_waits_while_the_list_is_being_applied(web, in_review):
    row = next_question(in_review)
    in_review.promise(ImportBatch.State.APPLYING)
    address = reverse("imports:decide", args=[in_review.pk, row.pk])
    web.post(address, {"oordeel": "other"})
    assert in_review.rows.in_review().count() == 1


def test_a_second_reading_that_fails_shows_no_old_verdicts(web):
    batch = previewed("kvk", KVK, KVK_ROWS)
    batch.promise(ImportBatch.State.READING)
    batch.fail("De lijst is stuk.")
    assert "tiles" not in web.get(batch.get_absolute_url()).context
