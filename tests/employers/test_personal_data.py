"""What is kept of one contact person: seeing it all, and having it erased for good."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from django.core import serializers
from django.db import models
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from employers.merging.relations import relations
from employers.models import ContactPerson, ErasedPerson
from employers.models.erased_people import marks_of
from employers.personal_data import GONE, LISTS, TEXTS, Scrub, erase_person
from outreach.models import ContactMoment, SupportNeed
from outreach.needs import change_need, note_need
from tests.factories import ContactMomentFactory, ContactPersonFactory, EmployerFactory, RegistrationFactory
from tests.imports.delivered import BAANBREKEND, BAANBREKEND_ROWS, applied

pytestmark = pytest.mark.django_db


@pytest.fixture
def karin(db):
    return ContactPersonFactory(
        employer=EmployerFactory(trade_name="Noordzij Zeevis"),
        name="Karin Noordzij",
        phone="+31780000103",
        email="karin@zeevis.example",
    )


def page(name, person):
    return reverse(f"employers:{name}", args=[person.employer_id, person.pk])


# Seeing it ------------------------------------------------------------------------------------------------------------


def test_the_page_tells_where_the_person_stands(as_user, adviser_lwl, karin):
    ContactMomentFactory(employer=karin.employer, adviser=adviser_lwl, contact_person=karin)
    ContactMomentFactory(employer=karin.employer, adviser=adviser_lwl, notes="Vraag naar Karin Noordzij.")
    RegistrationFactory(employer=karin.employer, raw={"Contactpersoon": "K. Noordzij", "Mail": "karin@zeevis.example"})
    shown = as_user(adviser_lwl).get(page("contact_person_data", karin)).text
    for words in ("Contact over Leren en Werken", "Genoemd in een notitie", "Zoals geleverd"):
        assert words in shown


def test_confidential_contacts_of_others_are_only_counted(as_user, adviser_lwl, adviser_baanbrekend, karin):
    ContactMomentFactory(
        employer=karin.employer, adviser=adviser_baanbrekend, contact_person=karin, is_confidential=True
    )
    shown = as_user(adviser_lwl).get(page("contact_person_data", karin)).text
    assert "Verder bij 1 vertrouwelijk contact van een andere organisatie." in shown


def test_when_somebody_was_last_contacted_is_shown(as_user, adviser_lwl, karin):
    for days in (40, 3):
        moment = timezone.now() - timedelta(days=days)
        ContactMomentFactory(employer=karin.employer, adviser=adviser_lwl, contact_person=karin, happened_at=moment)
    ContactMomentFactory(
        employer=karin.employer, adviser=adviser_lwl, contact_person=karin, status="planned",
        happened_at=timezone.now() + timedelta(days=3),
    )  # fmt: skip
    person = ContactPerson.objects.with_last_used().get()
    assert timezone.localdate(person.last_used_at) == timezone.localdate() - timedelta(days=3)
    assert "Laatst gebruikt" in as_user(adviser_lwl).get(karin.employer.get_absolute_url()).text


def test_the_same_person_elsewhere_is_named(as_user, adviser_lwl, karin):
    ContactPersonFactory(name="K. Noordzij", email="Karin@zeevis.example", employer__trade_name="Visrokerij Noord")
    assert "K. Noordzij (Visrokerij Noord)" in as_user(adviser_lwl).get(page("contact_person_data", karin)).text


def test_a_shared_mailbox_is_nobody_in_particular():
    one, other = (ContactPersonFactory(email="info@zeevis.example") for _ in range(2))
    assert other not in ContactPerson.objects.elsewhere(one)


def test_the_person_gets_it_as_a_spreadsheet(as_user, adviser_lwl, karin):
    ContactMomentFactory(employer=karin.employer, adviser=adviser_lwl, contact_person=karin)
    response = as_user(adviser_lwl).get(page("contact_person_data_export", karin), {"bestand": "csv"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    told = {row["Wat"]: row["Gegeven"] for row in rows}
    assert (told["Naam"], told["Doel"], "Contact" in told) == ("Karin Noordzij", "Contact over Leren en Werken", True)


# Erasing it -----------------------------------------------------------------------------------------------------------


def test_nothing_of_the_person_is_left(manager, adviser_lwl, karin):
    moment = ContactMomentFactory(
        employer=karin.employer, adviser=adviser_lwl, contact_person=karin,
        notes="Sprak karin  noordzij, 078 - 000 01 03, karin@zeevis.example. Zij wil twee leerlingen.",
    )  # fmt: skip
    need = note_need(by=adviser_lwl, employer=karin.employer, kind="guidance", words="Karin Noordzij zoekt begeleiding")
    change_need(by=adviser_lwl, need=need, version=0, words="Begeleiding op zaterdag")
    RegistrationFactory(employer=karin.employer, raw={"Naam": "Noordzij Zeevis", "Contact": "Karin Noordzij"})
    assert erase_person(by=manager, person=karin) == 2
    moment.refresh_from_db()
    assert moment.notes == f"Sprak {GONE}, {GONE}, {GONE}. Zij wil twee leerlingen."
    assert moment.contact_person is None
    assert karin.employer.registrations.get().raw == {"Naam": "Noordzij Zeevis", "Contact": GONE}
    history = SupportNeed.pgh_event_model.objects.order_by("pgh_id").values_list("words", flat=True)
    assert list(history) == [f"{GONE} zoekt begeleiding", "Begeleiding op zaterdag"]


def test_a_firm_called_after_the_person_keeps_its_name(manager):
    person = ContactPersonFactory(name="Jan Bos", employer=EmployerFactory(trade_name="Jan Bos"))
    RegistrationFactory(employer=person.employer, raw={"Naam": "Jan Bos", "Contact": "Dhr. Jan Bos"})
    erase_person(by=manager, person=person)
    assert person.employer.registrations.get().raw == {"Naam": "Jan Bos", "Contact": f"Dhr. {GONE}"}


def test_other_employers_and_people_are_left_alone(manager, adviser_lwl, karin):
    other = ContactMomentFactory(adviser=adviser_lwl, notes="Kent Karin Noordzij.")
    colleague = ContactPersonFactory(employer=karin.employer, name="Piet Noordzij")
    erase_person(by=manager, person=karin)
    assert ContactMoment.objects.get(pk=other.pk).notes == "Kent Karin Noordzij."
    assert list(karin.employer.contact_persons.all()) == [colleague]


def test_only_a_mark_is_kept(manager, karin):
    erase_person(by=manager, person=karin)
    kept = serializers.serialize("json", ErasedPerson.objects.all())
    assert {row["fields"]["mark"] for row in json.loads(kept)} == marks_of("karin NOORDZIJ", "KARIN@zeevis.example")
    assert "oordzij" not in kept


def test_the_next_delivery_does_not_bring_the_person_back(manager):
    applied("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS)
    person = ContactPerson.objects.get(name="Jan Bos")
    erase_person(by=manager, person=person)
    called_elsewhere = [*BAANBREKEND_ROWS[0][:4], "078-0001109", *BAANBREKEND_ROWS[0][5:]]
    applied("baanbrekend", BAANBREKEND, [called_elsewhere, *BAANBREKEND_ROWS[1:]], on=date(2027, 3, 1))
    assert person.employer.registrations.get().raw["Telefoon"] == "078-0001109"
    assert not ContactPerson.objects.filter(employer=person.employer_id).exists()


def test_a_manager_erases_from_the_page(as_user, manager, karin):
    client = as_user(manager)
    assert "Verwijder Karin Noordzij" in client.get(page("contact_person_data", karin)).text
    shown = client.post(page("contact_person_erase", karin), follow=True).text
    assert "De contactpersoon is verwijderd." in shown
    assert "Karin" not in shown


def test_an_adviser_is_told_who_may(as_user, adviser_lwl, karin):
    client = as_user(adviser_lwl)
    assert "Een manager of beheerder kan dit doen." in client.get(page("contact_person_data", karin)).text
    assert client.post(page("contact_person_erase", karin)).status_code == 403


KEPT = {  # numbers, names of firms, keys of lists and marks: not words about a person
    "employers.Accreditation": {"leerbedrijf_id", "crebo", "qualification"},
    "employers.Employer": {
        "size_source_name", "establishment_number", "trade_name", "street", "house_letter", "house_number_addition",
        "postcode", "place", "sbi_code", "phone", "email", "website", "size_unknown_reason", "provenance",
    },
    "employers.ErasedPerson": {"mark"},
    "employers.NetworkMembership": {"source_name"},
    "employers.PossibleDuplicate": {"shared_company"},
    "employers.Registration": {"own_key"},
    "imports.ImportRow": {"sheet", "own_key"},
    "imports.RememberedAnswer": {"own_key"},
    "outreach.Claim": {"subject"},
    "outreach.ContactMoment": {"replaced"},
    "outreach.Interest": {"crebo"},
    "outreach.Overlap": {"subject"},
}  # fmt: skip


def test_every_text_about_an_employer_is_looked_through_or_kept_for_a_reason():
    left_out = set()
    for _, relation in relations():
        model = relation.related_model
        known = {name for table in (TEXTS, LISTS) for name in table.get(model._meta.label, ("", []))[1]}
        known |= KEPT.get(model._meta.label, set())
        texts = {field.name for field in model._meta.concrete_fields if _is_text(field)}
        left_out |= {f"{model._meta.label}.{name}" for name in texts - known if model is not ContactPerson}
    assert left_out == set()


def _is_text(field):
    kinds = (models.CharField, models.TextField, models.JSONField)
    return isinstance(field, kinds) and not field.choices and not isinstance(field, models.GeneratedField)


def test_words_of_a_record_that_was_merged_away_go_too(manager, karin):
    EmployerFactory(merged_into=karin.employer, remarks="Vraag naar Karin Noordzij")
    erase_person(by=manager, person=karin)
    assert karin.employer.merged_from.get().remarks == f"Vraag naar {GONE}"


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40)


@given(before=WORDS, after=WORDS)
def test_what_is_taken_out_is_gone_and_taking_it_out_again_changes_nothing(before, after):
    person = ContactPerson(name="Karin Noordzij", phone="+31780000103", email="karin@zeevis.example")
    person.employer = EmployerFactory.build(trade_name="Zeevis", company=None)
    scrub = Scrub.of(person)
    once = scrub.text(f"{before} Karin Noordzij karin@zeevis.example {after}")
    assert "Karin Noordzij" not in once
    assert "karin@zeevis.example" not in once
    assert scrub.text(once) == once
