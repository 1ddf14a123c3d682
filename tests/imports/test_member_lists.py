"""Member lists of networks, and the list of UWV."""

from datetime import date
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from employers.models import Employer, Network, NetworkMembership, Registration, SourceList
from imports.gone import GONE
from imports.models import Category, ImportBatch
from tests.imports.delivered import KVK, KVK_ROWS, applied, apply_only, as_csv, previewed, verdicts
from tests.imports.register_snapshot import whole_register
from tests.imports.test_undo import undo

pytestmark = pytest.mark.django_db
MEMBERS = ["Lid", "Plaats", "Lid sinds"]
ROWS = [["Bakkerij De Korenaar", "Dordrecht", "2014"], ["Slagerij Het Hert", "Dordrecht", ""]]


@pytest.fixture
def dov():
    return Network.objects.get(abbreviation="DOV")


@pytest.fixture
def member_list(dov):
    return SourceList.objects.for_network(dov)


def test_rows_become_members(member_list, dov):
    applied("kvk", KVK, KVK_ROWS)
    applied(member_list.slug, MEMBERS, ROWS)
    found = NetworkMembership.objects.order_by("employer__trade_name")
    assert [(str(each.employer), str(each.since_on)) for each in found] == [
        ("Bakkerij De Korenaar", "2014-01-01"), ("Slagerij Het Hert", "None"),
    ]  # fmt: skip
    assert {each.source_name for each in found} == {"Ledenlijst DOV"}
    assert Employer.objects.member_of(dov).count() == 2


def test_a_new_member_is_shown_in_the_preview(member_list):
    applied("kvk", KVK, KVK_ROWS)
    row = previewed(member_list.slug, MEMBERS, ROWS[:1]).rows.get()
    assert ("lid van", "Dordrechtse Ondernemersvereniging") in [(each["label"], each["after"]) for each in row.changes]


def test_the_same_member_list_again_changes_nothing(member_list):
    applied(member_list.slug, MEMBERS, ROWS)
    before = list(NetworkMembership.objects.order_by("pk").values())
    batch = applied(member_list.slug, MEMBERS, ROWS)
    assert verdicts(batch) == ["unchanged", "unchanged"]
    assert list(NetworkMembership.objects.order_by("pk").values()) == before


def test_who_is_gone_from_the_list_is_no_member_but_stays_known(member_list, dov):
    applied(member_list.slug, MEMBERS, ROWS)
    Registration.objects.filter(own_key__startswith="slagerij").update(is_current=False)
    assert Employer.objects.member_of(dov).count() == 1
    assert NetworkMembership.objects.count() == 2


def test_a_member_who_comes_back_is_one_again(member_list, dov):
    applied(member_list.slug, MEMBERS, ROWS)
    Registration.objects.update(is_current=False)
    applied(member_list.slug, MEMBERS, ROWS)
    assert Employer.objects.member_of(dov).count() == 2


def test_what_a_person_said_stays_when_the_list_has_no_date(member_list, dov):
    applied("kvk", KVK, KVK_ROWS)
    employer = Employer.objects.get(trade_name="Bakkerij De Korenaar")
    NetworkMembership.objects.create(network=dov, employer=employer, since_on="2010-05-01")
    applied(member_list.slug, ["Lid", "Plaats"], [ROWS[0][:2]])
    assert str(NetworkMembership.objects.get().since_on) == "2010-05-01"


def test_each_network_has_a_list_of_its_own():
    lists = [SourceList.objects.for_network(network) for network in Network.objects.all()]
    assert len({each.slug for each in lists}) == len({each.name for each in lists}) == 30
    assert SourceList.objects.for_network(lists[3].network) == lists[3]


def upload(client, source, network=""):
    file = SimpleUploadedFile("leden.csv", as_csv(MEMBERS, ROWS))
    source = SourceList.objects.get(slug=source).pk
    fields = {"source": source, "network": network, "file": file, "reference_date": "2026-03-01"}
    return client.post("/imports/nieuw/", fields)


def test_uploading_a_member_list_asks_which_network(as_user, admin):
    page = upload(as_user(admin), "netwerk").content.decode()
    assert "Kies van welk netwerk deze ledenlijst is." in page
    assert not ImportBatch.objects.exists()


def test_uploading_a_member_list(as_user, admin, dov):
    assert upload(as_user(admin), "netwerk", dov.pk).status_code == 302
    assert ImportBatch.objects.get().source.network == dov


def test_another_list_belongs_to_no_network(as_user, admin, dov):
    assert "Een netwerk hoort bij een ledenlijst." in upload(as_user(admin), "lwl", dov.pk).content.decode()


def test_a_bad_file_leaves_no_list_of_that_network(as_user, admin, dov):
    file = SimpleUploadedFile("leden.pdf", b"%PDF-1.7 \x00")
    source = SourceList.objects.get(slug="netwerk").pk
    fields = {"source": source, "network": dov.pk, "file": file, "reference_date": "2026-03-01"}
    assert "is een pdf" in as_user(admin).post("/imports/nieuw/", fields).content.decode()
    assert not SourceList.objects.filter(network=dov).exists()


@pytest.fixture
def run(tmp_path):
    def run(*options, header=MEMBERS, rows=ROWS):
        path, said = tmp_path / "leden.csv", StringIO()
        path.write_bytes(as_csv(header, rows))
        call_command("import_list", str(path), *options, stderr=said)
        return said.getvalue()

    return run


def test_a_member_list_from_the_command_line(run, dov):
    assert "2 nieuw" in run("--source", "netwerk", "--network", "dov", "--apply")
    assert Employer.objects.member_of(dov).count() == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(["--source", "netwerk"], "--network hoort bij --source netwerk", id="no network"),
        pytest.param(["--source", "lwl", "--network", "DOV"], "--network hoort bij --source netwerk", id="other list"),
        pytest.param(["--source", "netwerk", "--network", "XX"], 'geen netwerk "XX". Bekend zijn', id="unknown"),
    ],
)
def test_a_wrong_network_on_the_command_line_is_told(options, words, tmp_path, capsys):
    path = tmp_path / "leden.csv"
    path.write_bytes(as_csv(MEMBERS, ROWS))
    with pytest.raises(SystemExit):
        call_command("import_list", str(path), *options)
    assert words in capsys.readouterr().err
    assert not ImportBatch.objects.exists()


def test_the_list_of_uwv(run):
    header = ["Werkgeversnaam", "Vestigingspostcode", "Plaats", "Contactpersoon", "WSP-relatienummer"]
    run("--source", "uwv", "--apply", header=header, rows=[["Salon Mooi", "3311 ZZ", "Dordrecht", "Jan Bos", "W-12"]])
    registration = Registration.objects.get()
    assert (registration.source.slug, registration.own_key) == ("uwv", "w12")
    assert registration.employer.contact_persons.get().name == "Jan Bos"


def test_a_member_who_is_gone_is_one_again_when_that_delivery_is_undone(member_list, dov):
    applied(member_list.slug, MEMBERS, ROWS)
    before = whole_register()
    batch = previewed(member_list.slug, MEMBERS, ROWS[:1], on=date(2027, 3, 1))
    apply_only(batch, *Category.values, GONE)
    assert Employer.objects.member_of(dov).count() == 1
    undo(batch)
    assert Employer.objects.member_of(dov).count() == 2
    assert whole_register() == before
