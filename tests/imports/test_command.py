"""`manage.py import_list`: the same steps without a screen."""

import csv
from io import StringIO

import pytest
from django.core.management import call_command

from employers.models import Employer
from imports.models import ImportBatch
from imports.undo import promise_undo
from tests.imports.delivered import BAANBREKEND, BAANBREKEND_ROWS, DOUBTFUL, KVK, KVK_ROWS, as_csv

pytestmark = pytest.mark.django_db
WRONG = ["12A45678", "000099000009", "Timmerfabriek Kort", "", "", "", "Dordrecht", "3"]


@pytest.fixture
def run(tmp_path):
    """Write a list, import it, and give the lines of the decisions file and what was said."""

    def run(slug, header, rows, *options):
        path, decisions, said = tmp_path / f"{slug}.csv", tmp_path / "besluiten.csv", StringIO()
        path.write_bytes(as_csv(header, rows))
        call_command("import_list", str(path), "--source", slug, "--decisions", str(decisions), *options, stderr=said)
        with decisions.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter=";")), said.getvalue()

    return run


def test_without_apply_the_register_stays_as_it_is(run):
    lines, said = run("kvk", KVK, KVK_ROWS)
    assert not Employer.objects.exists()
    assert {line["employer_id"] for line in lines} == {""}
    assert "3 rijen: 3 nieuw" in said


def test_applied_rows_name_their_employer(run):
    lines, _ = run("kvk", KVK, [*KVK_ROWS, WRONG], "--apply")
    assert [line["row"] for line in lines] == ["2", "3", "4", "5"]
    assert [line["verdict"] for line in lines] == ["new", "new", "new", "rejected"]
    created = Employer.objects.get(establishment_number="000099000001")
    assert lines[0]["employer_id"] == str(created.pk)
    assert lines[3]["employer_id"] == ""


def test_a_doubtful_row_names_its_best_proposal_and_stays_in_review(run):
    run("kvk", KVK, KVK_ROWS, "--apply")
    lines, said = run("baanbrekend", BAANBREKEND, [*BAANBREKEND_ROWS, DOUBTFUL], "--apply")
    assert lines[-1]["verdict"] in ("likely", "several")
    assert Employer.objects.get(pk=lines[-1]["employer_id"]).trade_name == "Bakkerij De Korenaar"
    assert lines[-1]["reasons"]
    assert "0 te beoordelen" not in said


def test_a_double_names_the_employer_of_its_twin(run):
    again = ["Korenaar bakkerij b.v.", "Merwestraat 18 3311ZZ Dordrecht", "", "", "078 0001104", "", "R7", ""]
    lines, _ = run("baanbrekend", BAANBREKEND, [*BAANBREKEND_ROWS, again], "--apply")
    assert lines[3]["verdict"] == "certain"
    assert lines[3]["employer_id"] == lines[0]["employer_id"] != ""


def test_the_same_list_again_is_unchanged(run):
    first, _ = run("kvk", KVK, KVK_ROWS, "--apply")
    again, _ = run("kvk", KVK, KVK_ROWS, "--apply")
    assert [line["verdict"] for line in again] == ["unchanged"] * 3
    assert [line["employer_id"] for line in again] == [line["employer_id"] for line in first]


def test_the_reference_date_is_used(run):
    run("kvk", KVK, KVK_ROWS, "--apply", "--reference-date", "2014-06-01")
    assert str(Employer.objects.first().size_reference_date) == "2014-06-01"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "leeg", id="empty file"),
        pytest.param(b"<html><body>Niet gevonden</body></html>", "webpagina", id="html"),
        pytest.param(b"Handelsnaam;Plaats\nBakkerij;Dordrecht\n", "KvK-nummer", id="no KvK column"),
        pytest.param(None, "bestaat niet", id="no file"),
    ],
)
def test_a_bad_file_ends_with_one_sentence_and_exit_code_1(content, words, tmp_path, capsys):
    path = tmp_path / "kvk.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SystemExit) as ended:
        call_command("import_list", str(path), "--source", "kvk", "--apply")
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert ended.value.code == 1
    assert words in line
    assert not ImportBatch.objects.exists()


def test_while_an_undo_waits_the_list_is_read_and_not_applied(run, tmp_path, capsys):
    run("kvk", KVK, KVK_ROWS, "--apply")
    promise_undo(ImportBatch.objects.get(), by=None)
    path = tmp_path / "lijst.csv"
    path.write_bytes(as_csv(BAANBREKEND, BAANBREKEND_ROWS))
    with pytest.raises(SystemExit):
        call_command("import_list", str(path), "--source", "baanbrekend", "--apply")
    assert 'niet doorgevoerd: eerst wordt de aanlevering "KvK: kvk.csv" ongedaan gemaakt' in capsys.readouterr().err
    assert ImportBatch.objects.first().state == ImportBatch.State.PREVIEW
