"""Return files: the party's own list back, whole and in order, with what the register knows better beside it."""

import csv
import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from employers.models import ContactPerson, Employer, PossibleDuplicate, SourceList
from imports.apply import apply_batch
from imports.deliveries import choose_columns, take_in
from imports.models import ImportBatch, Outcome, ReturnFile
from imports.preview import preview_batch
from imports.return_files.columns import COLUMNS
from imports.return_files.make import ANY_NEWS, Lines, ask_return_file, latest_delivery, make_return_file
from tests.database import taken_back
from tests.factories import ContactPersonFactory
from tests.imports.delivered import (
    BAANBREKEND,
    BAANBREKEND_ROWS,
    DOUBTFUL,
    KVK,
    KVK_ROWS,
    ON,
    applied,
    apply,
    as_csv,
    previewed,
    read,
)
from tests.imports.test_undo import undo
from tests.properties import AS_FOUND, tried

pytestmark = pytest.mark.django_db
LABELS = {column.key: column.header for column in COLUMNS}


@pytest.fixture(scope="module")
def trade_register(django_db_setup, django_db_blocker):
    with taken_back(django_db_blocker):
        yield applied("kvk", KVK, KVK_ROWS).pk


@pytest.fixture
def kvk(db, trade_register):
    return ImportBatch.objects.get(pk=trade_register)


@pytest.fixture
def delivery(kvk):
    return applied("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS)


def returned(batch, is_complete=False) -> list[dict]:
    """The rows of the return file, by header."""
    header, *rows = Lines(batch, is_complete).lines()
    return [dict(zip(header, row, strict=True)) for row in rows]


def sheet_of(content) -> list[list]:
    return [
        [cell or "" for cell in row] for row in load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    ]


def again(batch, content, filename="retour.xlsx"):
    return read(take_in(batch.source, filename, content, reference_date=ON))


def test_the_own_columns_and_rows_come_back_in_their_own_order(delivery):
    rows = returned(delivery)
    own = [[row[name] for name in BAANBREKEND] for row in rows]
    assert own == [[*row, *[""] * len(BAANBREKEND)][: len(BAANBREKEND)] for row in BAANBREKEND_ROWS]
    assert list(rows[0])[: len(BAANBREKEND)] == BAANBREKEND


def test_what_the_register_knows_better_stands_at_the_right(delivery):
    korenaar, *_ = returned(delivery)
    assert korenaar["Register: status"] == "gekoppeld"
    assert korenaar["Register: KvK-nummer"] == "99000001"
    assert korenaar["Register: vestigingsnummer"] == "000099000001"
    assert korenaar["Register: werkzame personen"] == "12"
    assert korenaar["Register: bron werkzame personen"] == "KvK"
    assert korenaar["Register: peildatum werkzame personen"] == "01-03-2026"
    assert korenaar["Register: gemeente"] == "Dordrecht"


def test_an_address_stands_there_only_when_it_is_another_one(delivery):
    korenaar, van_es, _ = returned(delivery)
    assert (korenaar["Register: adres"], korenaar["Register: postcode"]) == ("", "")
    assert (van_es["Register: status"], van_es["Register: adres"]) == ("gekoppeld", "Havenweg 4")


def test_with_everything_asked_what_is_the_same_is_there_too(delivery):
    korenaar = returned(delivery, is_complete=True)[0]
    assert (korenaar["Register: adres"], korenaar["Register: telefoon"]) == ("Merwestraat 18", "078 000 11 04")


def test_a_phone_number_of_their_own_is_not_given_back(delivery):
    assert returned(delivery)[0]["Register: telefoon"] == ""


def test_a_new_employer_is_called_new(delivery):
    assert returned(delivery)[2]["Register: status"] == "nieuw"


def test_rows_in_review_and_rejected_rows_are_there_too(kvk):
    rows = [DOUBTFUL, ["", "", "", "", "", "", "R9", ""]]
    doubtful, rejected = returned(applied("baanbrekend", BAANBREKEND, rows))
    assert doubtful["Register: status"] == "te beoordelen"
    assert rejected["Register: status"] == "niet ingelezen"
    assert rejected["Register: waarom niet ingelezen"] != ""


def test_two_rows_about_one_employer_name_each_other(kvk):
    twice = [BAANBREKEND_ROWS[2], [*BAANBREKEND_ROWS[2][:6], "R33"]]
    first, second = returned(applied("baanbrekend", BAANBREKEND, twice))
    assert "zelfde werkgever als rij 3" in first["Register: status"]
    assert "zelfde werkgever als rij 2" in second["Register: status"]


def test_possible_duplicates_are_named(delivery):
    ones = sorted({row.employer_id for row in delivery.rows.all()})
    PossibleDuplicate.objects.create(first_id=ones[0], second_id=ones[1])
    statuses = [row["Register: status"] for row in returned(delivery)]
    assert sum("mogelijk dubbel met rij" in status for status in statuses) == 2


def test_who_ended_and_who_wants_to_be_left_alone_is_told(delivery):
    employer = Employer.objects.get(trade_name="Bakkerij De Korenaar")
    Employer.objects.filter(pk=employer.pk).update(
        ended_on=date(2026, 2, 1), is_opted_out=True, website="korenaar.example"
    )
    row = returned(delivery)[0]
    assert row["Register: status"] == "gekoppeld; beëindigd op 01-02-2026; niet benaderen"
    assert row["Register: website"] == ""


def test_a_shielded_address_goes_to_nobody(delivery):
    Employer.objects.filter(trade_name="Bakkerij De Korenaar").update(is_address_shielded=True, street="Geheimlaan")
    row = returned(delivery, is_complete=True)[0]
    assert (row["Register: adres"], row["Register: postcode"], row["Register: plaats"]) == ("", "", "")


def test_people_of_other_organisations_stay_out(delivery):
    employer = Employer.objects.get(trade_name="Bakkerij De Korenaar")
    ContactPersonFactory(
        employer=employer,
        name="Karin Noordzij",
        phone="+31612345678",
        email="karin@korenaar.example",
        source_name="LWL",
    )
    content = str(returned(delivery, is_complete=True))
    assert "Noordzij" not in content
    assert "12345678" not in content
    assert "karin@" not in content


def test_an_own_contact_person_who_opted_out_is_marked(delivery):
    ContactPerson.objects.filter(name="Jan Bos").update(is_opted_out=True)
    assert [row["Register: contactpersoon"] for row in returned(delivery)] == ["niet benaderen", "", ""]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_return_file_read_again_changes_nothing(delivery, form):
    before = list(Employer.objects.order_by("pk").values_list("pk", "version", "provenance"))
    copy = again(delivery, Lines(delivery).as_file(form), f"retour.{form}")
    assert copy.rows.outcome_counts()[Outcome.UNCHANGED] == len(BAANBREKEND_ROWS)
    apply(copy)
    assert list(Employer.objects.order_by("pk").values_list("pk", "version", "provenance")) == before


def test_a_return_file_of_a_return_file_has_the_added_columns_once(delivery):
    copy = apply(again(delivery, Lines(delivery).as_file("xlsx")))
    header = next(Lines(copy).lines())
    assert header == [*BAANBREKEND, *LABELS.values()]


def test_columns_that_a_person_chose_are_found_again_in_the_return_file(kvk, admin):
    header = ["Onbekend", *BAANBREKEND[1:]]
    source = SourceList.objects.get(slug="baanbrekend")
    batch = take_in(source, "lijst.csv", as_csv(header, BAANBREKEND_ROWS), reference_date=ON)
    mapping = {**batch.mapping, "0": "trade_name"}
    choose_columns(batch, sheet=batch.sheet, header_row=batch.header_row, mapping=mapping, by=admin)
    assert preview_batch(batch.pk)
    batch.refresh_from_db()
    apply(batch)
    copy = again(batch, Lines(batch).as_file("xlsx"))
    assert copy.rows.outcome_counts()[Outcome.UNCHANGED] == len(BAANBREKEND_ROWS)


TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12)
TRICKS = st.sampled_from(["=1+1", "+31 78 000 11 04", "-", "@home", "'=x", "''+1", "'007", "007", ""])
LISTS = st.lists(st.tuples(TEXT, TEXT, TRICKS), min_size=1, max_size=4)


@tried(6, **AS_FOUND)
@given(LISTS, st.sampled_from(["xlsx", "csv"]))
def test_whatever_stood_in_a_cell_comes_back_unchanged(kvk, rows, form):
    lines = [
        [f"Firma {n} {name}", "", "", "", "", "", f"R{n}", extra, trick] for n, (name, extra, trick) in enumerate(rows)
    ]
    header = [*BAANBREKEND, "Vrij"]
    with transaction.atomic():
        batch = applied("baanbrekend", header, lines)
        copy = again(batch, Lines(batch).as_file(form), f"retour.{form}")
        known = [row.raw[: len(header)] for row in batch.rows.order_by("row_number")]
        counts = copy.rows.outcome_counts()
        found = [row.raw[: len(header)] for row in copy.rows.order_by("row_number")]
        transaction.set_rollback(True)
    assert found == known
    assert counts[Outcome.NEW] == counts[Outcome.LINKED] == 0


def test_a_workbook_holds_text_only_and_nothing_that_runs(kvk):
    rows = [["=1+1", "", "", "", "0781234567", "", "007", ""]]
    batch = applied("baanbrekend", BAANBREKEND, rows)
    sheet = load_workbook(io.BytesIO(Lines(batch).as_file("xlsx"))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert [sheet["A2"].value, sheet["E2"].value, sheet["G2"].value] == ["=1+1", "0781234567", "007"]
    assert sheet["A2"].quotePrefix


def test_a_csv_has_the_delimiter_and_encoding_of_the_list(kvk):
    content = as_csv(BAANBREKEND, [["Café Noë", "Kade 1, 3311 AA Dordrecht", "", "", "", "", "R1", ""]])
    content = content.decode().replace(";", "\t").encode("cp1252")
    source = SourceList.objects.get(slug="baanbrekend")
    batch = apply(read(take_in(source, "lijst.csv", content, reference_date=ON)))
    written = Lines(batch).as_file("csv").decode("cp1252")
    assert list(csv.reader(io.StringIO(written), delimiter="\t"))[1][0] == "Café Noë"


def test_formulas_do_not_run_in_a_csv_either(kvk):
    batch = applied("baanbrekend", BAANBREKEND, [["=1+1", "", "", "", "", "", "R1", ""]])
    assert Lines(batch).as_file("csv").decode("utf-8").splitlines()[1].startswith("'=1+1;")


def test_the_number_of_queries_does_not_depend_on_the_rows(delivery, kvk, django_assert_max_num_queries):
    """Nine, and one more when a place is not ours: then the postcode may be."""
    for batch in (kvk, delivery, applied("baanbrekend", BAANBREKEND, [*BAANBREKEND_ROWS, DOUBTFUL])):
        with django_assert_max_num_queries(10):
            list(Lines(batch).lines())


def test_the_command_writes_the_file(delivery, tmp_path, capsys):
    path = tmp_path / "retour.xlsx"
    call_command("return_file", source="baanbrekend", out=str(path))
    assert len(sheet_of(path.read_bytes())) == 1 + len(BAANBREKEND_ROWS)
    assert "3 rijen van Lijst Baanbrekend, 2 daarvan met iets nieuws" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("source", "name", "sentence"),
    [
        ("bestaatniet", "x.xlsx", 'Er is geen lijst "bestaatniet".'),
        ("kvk", "x.pdf", "eindigt niet op .xlsx of .csv"),
        ("lwl", "x.csv", "Van Lijst LWL is nog geen aanlevering doorgevoerd."),
    ],
)
def test_the_command_says_what_is_wrong(delivery, source, name, sentence, tmp_path, capsys):
    with pytest.raises((SystemExit, CommandError)):
        call_command("return_file", source=source, out=str(tmp_path / name))
    assert sentence in capsys.readouterr().err


def test_asking_makes_the_file_and_counts_what_is_new(delivery, admin, as_user, django_capture_on_commit_callbacks):
    web = as_user(admin)
    with django_capture_on_commit_callbacks(execute=True):
        asked = web.post(reverse("imports:return_file_make", args=[delivery.pk]), {"vorm": "xlsx"})
    file, response = ReturnFile.objects.get(), web.get(asked.url)
    assert (file.asked_by, file.rows_done, file.counts["kvk_number"]) == (admin, 3, 2)
    content = response.content.decode()
    assert "Retourbestand van Lijst Baanbrekend" in content
    assert f"{reverse('imports:return_file_rows', args=[file.pk])}?kolom=kvk_number" in content
    downloaded = web.get(reverse("imports:return_file_download", args=[file.pk]))
    assert len(sheet_of(downloaded.content)) == 1 + len(BAANBREKEND_ROWS)
    assert "retour-baanbrekend-" in downloaded["Content-Disposition"]


def test_every_count_leads_to_just_those_rows(delivery, admin, as_user):
    file = ask_return_file(delivery, form="xlsx", is_complete=False, by=admin)
    make_return_file(file.pk)
    file.refresh_from_db()
    web, address = as_user(admin), reverse("imports:return_file_rows", args=[file.pk])
    for key, count in file.counts.items():
        page = web.get(address, {"kolom": key})
        assert (page.context["page"].paginator.count, len(page.context["lines"])) == (count, count)
    assert file.counts[ANY_NEWS] == 2
    assert "99000001" in web.get(address, {"kolom": "kvk_number"}).content.decode()
    assert web.get(address, {"kolom": "verzonnen"}).status_code == 404


def test_only_the_newest_file_of_a_list_is_kept(delivery, admin, as_user):
    first, second = (ask_return_file(delivery, form="csv", is_complete=False, by=admin) for _ in range(2))
    make_return_file(first.pk)
    make_return_file(second.pk)
    assert ReturnFile.objects.filter(content__isnull=False).get() == second
    response = as_user(admin).get(reverse("imports:return_file_download", args=[first.pk]), follow=True)
    assert "Dit bestand is niet bewaard" in response.content.decode()


def test_making_it_twice_makes_it_once(delivery):
    file = ask_return_file(delivery, form="xlsx", is_complete=False, by=None)
    assert make_return_file(file.pk)
    assert not make_return_file(file.pk)


def test_a_mistake_in_the_program_ends_the_job_with_a_sentence(delivery, monkeypatch, admin, as_user):
    monkeypatch.setattr(Lines, "as_file", lambda *_: 1 / 0)
    file = ask_return_file(delivery, form="xlsx", is_complete=False, by=None)
    make_return_file(file.pk)
    page = as_user(admin).get(reverse("imports:return_file", args=[file.pk])).content.decode()
    assert "Er ging iets mis bij het maken van het bestand." in page


def test_the_latest_delivery_is_the_one_with_the_newest_reference_date(kvk):
    newer = applied("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS, on=date(2026, 5, 1))
    applied("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS[:2], on=date(2025, 5, 1))
    assert latest_delivery(newer.source) == newer


def test_a_delivery_that_was_not_applied_gives_no_return_file(kvk, admin, as_user):
    batch = previewed("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS)
    assert as_user(admin).post(reverse("imports:return_file_make", args=[batch.pk])).status_code == 404


def test_the_page_lists_every_list(delivery, admin, as_user):
    page = as_user(admin).get(reverse("imports:return_files")).content.decode()
    assert "Nog geen aanlevering doorgevoerd." in page
    assert "Nog niet gemaakt" in page
    assert reverse("imports:return_file_make", args=[delivery.pk]) in page


def test_a_text_with_a_bsn_that_was_left_out_stays_out(kvk):
    header = [*BAANBREKEND, "Opmerkingen"]
    batch = applied("baanbrekend", header, [[*BAANBREKEND_ROWS[0], "BSN 111222333"]])
    copy = apply(again(batch, Lines(batch).as_file("csv"), "retour.csv"))
    assert copy.rows.get().verdict == "unchanged"
    assert Employer.objects.exclude(remarks="").count() == 0


def test_an_addition_does_not_become_the_list(kvk, admin, as_user):
    whole = applied("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS, on=date(2026, 5, 1))
    addition = previewed("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS[:1], on=date(2026, 6, 1), filename="extra.csv")
    addition.promise(ImportBatch.State.APPLYING, is_addition=True)
    apply_batch(addition.pk)
    assert latest_delivery(whole.source) == whole
    assert "extra.csv" not in as_user(admin).get(reverse("imports:return_files")).content.decode()


TRADE = ["Bedrijfsnaam", "Plaats", "Relatienummer"]
ONE_ROW = [["Salon Mooi", "Dordrecht", "R7"]]


@pytest.fixture
def three(kvk, admin):
    """A first, a second and an undone third delivery of one list."""
    days = (date(2026, 1, 1), date(2026, 2, 1), ON)
    first, second, third = (
        applied("baanbrekend", TRADE, ONE_ROW, on=day, filename=f"{number}.csv") for number, day in enumerate(days, 1)
    )
    undo(third)
    return first, second, third


def asked_for(batch, client):
    response = client.post(reverse("imports:return_file_make", args=[batch.pk]), follow=True)
    return ReturnFile.objects.latest("pk"), response.content.decode()


def test_an_undone_delivery_is_not_given_back(three):
    assert latest_delivery(three[1].source) == three[1]


def test_who_asks_it_of_an_older_delivery_gets_the_newest_and_reads_that(three, admin, as_user):
    file, text = asked_for(three[0], as_user(admin))
    assert file.batch == three[1]
    assert "van de nieuwste hele lijst die is doorgevoerd: 2.csv, peildatum 1 februari 2026." in text


def test_an_undone_delivery_has_no_button_and_cannot_be_asked(three, admin, as_user):
    client, third = as_user(admin), three[2]
    assert "Retourbestand maken" not in client.get(third.get_absolute_url()).content.decode()
    assert client.post(reverse("imports:return_file_make", args=[third.pk])).status_code == 404


def test_a_delivery_of_which_more_is_being_applied_stays_the_newest(three):
    three[1].promise(ImportBatch.State.APPLYING)
    assert latest_delivery(three[1].source) == three[1]


def test_while_it_is_taken_back_the_one_before_is_the_newest(three):
    three[1].promise(ImportBatch.State.UNDOING, undo_started_at=three[1].applied_at)
    assert latest_delivery(three[1].source) == three[0]


def test_a_file_that_was_asked_before_the_undo_is_not_made_after_it(three, admin, as_user):
    wanted = ask_return_file(three[1], form="xlsx", is_complete=False, by=admin)
    undo(three[1])
    assert not make_return_file(wanted.pk)
    assert "intussen ongedaan gemaakt" in as_user(admin).get(wanted.get_absolute_url()).content.decode()


def test_a_file_of_a_delivery_that_was_undone_later_is_not_sent_on(three, admin, as_user):
    client, wanted = as_user(admin), ask_return_file(three[1], form="xlsx", is_complete=False, by=admin)
    make_return_file(wanted.pk)
    undo(three[1])
    text = client.get(wanted.get_absolute_url()).content.decode()
    assert "is ongedaan gemaakt. Stuur het niet meer op. Maak een nieuw retourbestand, van 1.csv" in text
    assert "Downloaden" not in text
    assert client.get(reverse("imports:return_file_download", args=[wanted.pk])).status_code == 302


def test_a_file_of_which_a_newer_list_came_says_so(three, admin, as_user):
    wanted = ask_return_file(three[1], form="xlsx", is_complete=False, by=admin)
    make_return_file(wanted.pk)
    applied("baanbrekend", TRADE, ONE_ROW, on=date(2026, 4, 1), filename="4.csv")
    text = as_user(admin).get(wanted.get_absolute_url()).content.decode()
    assert "Na dit bestand is een nieuwere lijst doorgevoerd. Maak een nieuw retourbestand, van 4.csv" in text
