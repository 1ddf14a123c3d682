"""Everything about one employer on one page, and what changed about it."""

from datetime import date, timedelta

import pghistory
import pytest
from django.urls import reverse
from django.utils import timezone

from employers.editing import change_employer
from employers.history import history
from employers.models import Employer, Network, NetworkMembership, PossibleDuplicate, SourceList
from employers.origins import origins
from employers.precedence import Precedence
from employers.provenance import Source, set_values
from tests.factories import (
    CompanyFactory,
    ContactMomentFactory,
    ContactPersonFactory,
    EmployerFactory,
    FollowUpFactory,
    InterestFactory,
    PortfolioEntryFactory,
    RegistrationFactory,
)
from tests.shown import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_of(as_user, adviser_lwl):
    return lambda employer, user=adviser_lwl: text_of(as_user(user).get(employer.get_absolute_url()))


def test_facts_with_their_source_and_date(page_of):
    company = CompanyFactory(kvk_number="01234567")
    employer = EmployerFactory(
        trade_name="Bakkerij Berg", company=company, establishment_number="000012345678", size=12,
        size_source_name="KvK", size_reference_date=date(2026, 1, 10), phone="+31780001234",
    )  # fmt: skip
    page = page_of(employer)
    for shown in ("12 KvK, jan 2026", "01234567 Vestiging 000012345678", "078 000 12 34", "Zelf toegevoegd"):
        assert shown in page


@pytest.mark.parametrize(
    ("fields", "badge"),
    [
        ({"size": 12}, "Klein mkb"),
        ({"size": 1}, "Zzp"),
        ({"size": 60}, "Geen klein mkb"),
        ({}, "Omvang onbekend"),
        ({"size_minimum": 20, "size_maximum": 49}, "Misschien klein mkb"),
        ({"size": 12, "is_opted_out": True}, "Niet benaderen"),
        ({"size": 12, "is_non_mailing": True}, "Geen ongevraagde post"),
    ],
)
def test_badges(fields, badge, page_of):
    assert f" {badge} " in page_of(EmployerFactory(**fields))


def test_a_branch_of_a_chain_shows_the_whole_company_and_the_other_branches(page_of):
    company = CompanyFactory()
    branch = EmployerFactory(trade_name="Lidl Zwijndrecht", company=company, size=12)
    EmployerFactory(trade_name="Lidl Dordrecht", company=company, size=40)
    page = page_of(branch)
    assert "Geen klein mkb: keten" in page
    assert "Hele onderneming 52" in page
    assert "Andere vestigingen" in page
    assert "Lidl Dordrecht" in page


def test_the_timeline_has_both_organisations_with_what_is_planned_first(page_of, adviser_lwl, adviser_baanbrekend):
    employer = EmployerFactory()
    ContactMomentFactory(employer=employer, adviser=adviser_baanbrekend, notes="Vacature besproken")
    soon = timezone.now() + timedelta(days=3)
    ContactMomentFactory(
        employer=employer, adviser=adviser_lwl, status="planned", happened_at=soon, notes="Rondleiding"
    )
    RegistrationFactory(employer=employer)
    page = page_of(employer)
    assert page.index("Rondleiding") < page.index("Vacature besproken") < page.index("Gekoppeld Lijst Baanbrekend")


def test_a_long_timeline_begins_with_the_latest_contacts(as_user, adviser_lwl):
    employer = EmployerFactory()
    ContactMomentFactory.create_batch(27, employer=employer, adviser=adviser_lwl, notes="Gebeld over leerlingen")
    client = as_user(adviser_lwl)
    page = text_of(client.get(employer.get_absolute_url()))
    assert page.count("Gebeld over leerlingen") == 25
    assert "Toon alle contacten" in page
    assert text_of(client.get(f"{employer.get_absolute_url()}?tijdlijn=alles")).count("Gebeld over leerlingen") == 27


def test_a_confidential_contact_of_the_other_organisation_is_not_shown(page_of, adviser_baanbrekend):
    employer = EmployerFactory()
    ContactMomentFactory(employer=employer, adviser=adviser_baanbrekend, is_confidential=True, notes="Geheim plan")
    assert "Geheim plan" not in page_of(employer)
    assert "Geheim plan" in page_of(employer, adviser_baanbrekend)


def test_lists_show_their_own_values(page_of):
    employer = EmployerFactory()
    RegistrationFactory(employer=employer, raw={"Bedrijfsnaam": "BERG, bakker"})
    page = page_of(employer)
    assert "Staat in Lijst Baanbrekend" in page
    assert "Bedrijfsnaam BERG, bakker" in page


def test_a_shielded_address_is_nowhere_on_the_page(page_of):
    employer = EmployerFactory(street="Geheimlaan", house_number=3, postcode="3311 AB", is_address_shielded=True)
    RegistrationFactory(employer=employer, raw={"Straat": "Geheimlaan"})
    page = page_of(employer)
    assert "Adres afgeschermd" in page
    assert "Geheimlaan" not in page
    assert "3311 AB" not in page


def test_networks_contact_persons_and_interests(page_of, adviser_lwl):
    employer = EmployerFactory()
    network = Network.objects.first()
    NetworkMembership.objects.create(employer=employer, network=network)
    ContactPersonFactory(employer=employer, name="Rob Bakker", role="Eigenaar", phone="+31780001234")
    ContactPersonFactory(employer=employer, name="Ilse Vermeer", phone="+31780009999", is_opted_out=True)
    InterestFactory(employer=employer, variant="evc", updated_by=adviser_lwl)
    page = page_of(employer)
    for shown in (network.name, "Rob Bakker", "Eigenaar", "078 000 12 34", "Ilse Vermeer", "EVC Geïnteresseerd"):
        assert shown in page
    assert "078 000 99 99" not in page


def test_a_merged_employer_leads_to_the_one_that_is_left(as_user, adviser_lwl):
    kept = EmployerFactory(trade_name="Blijft")
    merged = EmployerFactory(trade_name="Weg", merged_into=kept)
    response = as_user(adviser_lwl).get(merged.get_absolute_url(), follow=True)
    assert response.redirect_chain == [(kept.get_absolute_url(), 302)]
    assert "Weg is samengevoegd met deze werkgever." in text_of(response)


def test_somebody_outside_the_region_does_not_know_of_it(as_user, outsider):
    employer = EmployerFactory()
    for name in ("detail", "edit", "history", "opt_out", "contact_person_create"):
        assert as_user(outsider).get(reverse(f"employers:{name}", args=[employer.pk])).status_code == 404


def filled(number, adviser):
    """An employer with `number` of everything."""
    company = CompanyFactory()
    employer = EmployerFactory(company=company, size=3)
    for each in range(number):
        EmployerFactory(company=company, size=1)
        ContactMomentFactory(employer=employer, adviser=adviser)
        ContactPersonFactory(employer=employer)
        RegistrationFactory(employer=employer)
        FollowUpFactory(employer=employer, adviser=adviser)
        NetworkMembership.objects.create(employer=employer, network=Network.objects.all()[each])
        Employer.objects.filter(pk=employer.pk).update(remarks=f"Versie {each}")
    PortfolioEntryFactory(employer=employer, adviser=adviser)
    InterestFactory(employer=employer, updated_by=adviser)
    return employer


@pytest.mark.parametrize("number", [1, 9])
def test_the_number_of_queries_does_not_grow(number, as_user, adviser_lwl, django_assert_num_queries):
    employer = filled(number, adviser_lwl)
    client = as_user(adviser_lwl)
    with django_assert_num_queries(28):
        client.get(employer.get_absolute_url())


# Where values come from ----------------------------------------------------------


def test_the_origin_of_a_value_names_list_row_day_and_what_it_replaced():
    employer = EmployerFactory(trade_name="Oud")
    source = Source.of_list(SourceList.objects.get(slug="kvk"), precedence=Precedence({"kvk": 10}), row=12)
    set_values(employer, {"trade_name": "Nieuw"}, source=source, on=date(2026, 1, 10))
    origin = next(each for each in origins(employer) if each.label == "Naam")
    assert (origin.value, origin.source, origin.on, origin.replaced) == (
        "Nieuw",
        "KvK, rij 12",
        date(2026, 1, 10),
        "Oud",
    )


def test_what_an_address_and_a_phone_number_replaced_is_told_whole():
    employer = EmployerFactory(
        street="Kade", house_number=3, postcode="3311 AB", place="Dordrecht", phone="+31780001234"
    )
    source = Source.of_list(SourceList.objects.get(slug="kvk"), precedence=Precedence({"kvk": 10}))
    values = {
        "street": "Laan",
        "house_number": 8,
        "postcode": "3351 AA",
        "place": "Papendrecht",
        "phone": "+31184001234",
    }
    set_values(employer, values, source=source, on=date(2026, 1, 10))
    assert {each.label: each.replaced for each in origins(employer) if each.replaced} == {
        "Adres": "Kade 3, 3311 AB, Dordrecht",
        "Telefoon": "078 000 12 34",
    }
    employer.is_address_shielded = True
    assert next(each.replaced for each in origins(employer) if each.label == "Adres") == "afgeschermd"


def test_parts_of_several_moves_are_no_earlier_address():
    employer = EmployerFactory(street="Laan", house_number=8, postcode="3351 AA", place="Papendrecht")
    source = Source.of_list(SourceList.objects.get(slug="kvk"), precedence=Precedence({"kvk": 10}))
    kade = {"street": "Kade", "house_number": 3, "postcode": "3311 AB", "place": "Dordrecht"}
    singel = kade | {"street": "Singel", "house_number": 9, "postcode": "3311 AC"}
    for year, values in ((2024, kade), (2025, singel), (2026, singel)):
        set_values(employer, values, source=source, on=date(year, 1, 10))
    replaced = {each.on.year: each.replaced for each in origins(employer) if each.label == "Adres"}
    assert replaced[2026] == ""
    assert "Kade" not in "".join(replaced.values())


def test_an_address_from_one_source_is_one_row_and_from_two_is_two():
    employer = Employer()
    precedence = Precedence.load()
    lwl, kvk = (Source.of_list(SourceList.objects.get(slug=slug), precedence=precedence) for slug in ("lwl", "kvk"))
    set_values(employer, {"place": "Dordrecht"}, source=lwl, on=date(2026, 1, 1))
    set_values(employer, {"street": "Kade", "house_number": 3}, source=kvk, on=date(2026, 2, 1))
    rows = [(each.value, each.source) for each in origins(employer) if each.label == "Adres"]
    assert sorted(rows) == [("Dordrecht", "Lijst LWL"), ("Kade 3", "KvK")]


def test_a_value_typed_by_a_person_names_the_person(page_of, adviser_lwl):
    employer = EmployerFactory()
    change_employer(by=adviser_lwl, employer=employer, values={"website": "berg.example"})
    assert "Website berg.example Ingevuld door Sanne van Dijk" in page_of(employer)


def test_an_answer_of_no_is_not_called_empty():
    employer = Employer(provenance={})
    kvk = Source.of_list(SourceList.objects.get(slug="kvk"), precedence=Precedence.load())
    set_values(employer, {"is_non_mailing": False, "website": ""}, source=kvk, on=date(2026, 2, 1))
    assert {each.label: each.value for each in origins(employer)}["Geen ongevraagde post (nmi)"] == "nee"


# History ----------------------------------------------------------------------------


def test_history_tells_who_changed_what_from_what(as_user, adviser_lwl):
    employer = EmployerFactory(size=12, phone="+31780001234")
    client = as_user(adviser_lwl)
    client.post(reverse("employers:opt_out", args=[employer.pk]), {"reason": "Te druk"})
    page = text_of(client.get(reverse("employers:history", args=[employer.pk])))
    assert "Gewijzigd door Sanne van Dijk" in page
    assert "Niet benaderen nee werd ja" in page
    assert "Reden niet benaderen leeg werd Te druk" in page


def test_history_writes_a_phone_number_as_people_do(as_user, adviser_lwl):
    employer = EmployerFactory(phone="+31780004682")
    change_employer(by=adviser_lwl, employer=employer, values={"phone": "+31780001111"})
    page = text_of(as_user(adviser_lwl).get(reverse("employers:history", args=[employer.pk])))
    assert "Telefoon 078 000 46 82 werd 078 000 11 11" in page


def test_history_names_the_import():
    employer = EmployerFactory(size=12)
    with pghistory.context(batch=3):
        Employer.objects.filter(pk=employer.pk).update(working_people=14, size_minimum=14, size_maximum=14)
    latest = history(employer)[0]
    assert latest.by == "Import"
    assert [(each.label, each.before, each.after) for each in latest.differences] == [
        ("werkzame personen", "12 (Lijst)", "14 (Lijst)")
    ]


def test_history_begins_with_coming_into_the_register():
    steps = history(EmployerFactory())
    assert [(step.is_first, step.by, step.differences) for step in steps] == [(True, "Automatisch", [])]


def test_an_employer_of_which_no_history_is_kept_has_none():
    employer = EmployerFactory()
    Employer.pgh_event_models["update"].objects.all().delete()
    assert history(employer) == []


def test_history_hides_a_shielded_address():
    employer = EmployerFactory(street="Kade", is_address_shielded=True)
    Employer.objects.filter(pk=employer.pk).update(street="Geheimlaan")
    assert [(each.before, each.after) for each in history(employer)[0].differences] == [("afgeschermd", "afgeschermd")]


# Leaving alone ------------------------------------------------------------------------


def test_opting_out_needs_a_reason(as_user, adviser_lwl):
    employer = EmployerFactory()
    response = as_user(adviser_lwl).post(reverse("employers:opt_out", args=[employer.pk]), {"reason": ""})
    assert response.status_code == 422
    assert "Vul kort in waarom." in text_of(response)


def test_opting_out_warns_on_the_page_and_can_be_undone(as_user, adviser_lwl):
    employer, client = EmployerFactory(), as_user(adviser_lwl)
    page = client.post(reverse("employers:opt_out", args=[employer.pk]), {"reason": "Te druk"}, follow=True)
    assert "Niet benaderen. Te druk" in text_of(page)
    assert "Ongedaan maken" in text_of(page)
    client.post(reverse("employers:opt_in", args=[employer.pk]))
    employer.refresh_from_db()
    assert (employer.is_opted_out, employer.opted_out_reason, employer.version) == (False, "", 2)


# Contact persons -------------------------------------------------------------------------


def test_a_contact_person_is_added_with_source_and_purpose(as_user, adviser_lwl):
    employer = EmployerFactory()
    typed = {"name": "Rob Bakker", "role": "Eigenaar", "phone": "078-0001234", "email": ""}
    as_user(adviser_lwl).post(reverse("employers:contact_person_create", args=[employer.pk]), typed)
    person = employer.contact_persons.get()
    assert (person.name, person.phone, person.source_name) == ("Rob Bakker", "+31780001234", "Sanne van Dijk")
    assert person.source_date == timezone.localdate()
    assert person.purpose == "Contact over Leren en Werken"


def test_a_contact_person_is_changed_with_the_phone_number_as_people_write_it(as_user, adviser_lwl):
    person = ContactPersonFactory(phone="+31780001234")
    page = as_user(adviser_lwl).get(reverse("employers:contact_person_edit", args=[person.employer_id, person.pk]))
    assert 'value="078 000 12 34"' in page.content.decode()


def test_a_contact_person_may_opt_out(as_user, adviser_lwl):
    person = ContactPersonFactory(name="Rob Bakker")
    address = reverse("employers:contact_person_edit", args=[person.employer_id, person.pk])
    as_user(adviser_lwl).post(address, {"name": "Rob Bakker", "is_opted_out": "on"})
    person.refresh_from_db()
    assert person.is_opted_out


@pytest.mark.parametrize(
    ("typed", "error"),
    [({"name": ""}, "Vul de naam in."), ({"name": "Rob", "phone": "geen"}, "bevat letters"),
     ({"name": "Rob", "role": "BSN 111222333"}, "burgerservicenummer")],
)  # fmt: skip
def test_a_contact_person_with_a_mistake_is_refused(typed, error, as_user, adviser_lwl):
    employer = EmployerFactory()
    response = as_user(adviser_lwl).post(reverse("employers:contact_person_create", args=[employer.pk]), typed)
    assert response.status_code == 422
    assert error in text_of(response)


def test_a_contact_person_of_another_employer_is_not_found(as_user, adviser_lwl):
    address = reverse("employers:contact_person_edit", args=[EmployerFactory().pk, ContactPersonFactory().pk])
    assert as_user(adviser_lwl).get(address).status_code == 404


# Possible doubles ---------------------------------------------------------------------------


def test_not_the_same_is_remembered_and_can_be_undone(as_user, adviser_lwl):
    first, second = EmployerFactory(trade_name="Berg"), EmployerFactory(trade_name="Bergh")
    pair = PossibleDuplicate.objects.create(first=first, second=second, reasons=["zelfde telefoonnummer"])
    client, address = as_user(adviser_lwl), reverse("employers:different", args=[second.pk, pair.pk])
    assert "Lijkt op Berg : zelfde telefoonnummer" in text_of(client.get(second.get_absolute_url()))
    page = client.post(address, follow=True)
    pair.refresh_from_db()
    assert (pair.answer, pair.answered_by) == (PossibleDuplicate.Answer.DIFFERENT, adviser_lwl)
    assert "Lijkt op" not in text_of(page)
    client.post(address)
    pair.refresh_from_db()
    assert (pair.answer, pair.answered_by) == (PossibleDuplicate.Answer.OPEN, None)
