"""Adding and changing an employer by hand."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from employers.editing import change_employer
from employers.models import Company, Employer, PossibleDuplicate, SbiDivision, Sector
from employers.provenance import SizeValue
from tests.factories import CompanyFactory, EmployerFactory
from tests.shown import text_of

pytestmark = pytest.mark.django_db
CREATE = reverse("employers:create")
TOMORROW = (timezone.localdate() + timedelta(days=1)).isoformat()
NUMBER = {
    "size_kind": "number", "size_number": "12", "size_source": "employer", "size_reference_date": "2026-01-10",
}  # fmt: skip


def fields_of(response):
    """What the browser would send back of the form on this page."""
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "on" if value is True else value for name, value in values.items() if value not in (None, False)}


def edit_url(employer):
    return reverse("employers:edit", args=[employer.pk])


@pytest.fixture
def form_of(as_user, adviser_lwl):
    """Open the edit form of an employer and send it back with changes: `form_of(employer)(phone="…")`."""

    def opened(employer):
        client = as_user(adviser_lwl)
        shown = fields_of(client.get(edit_url(employer)))
        return lambda **changes: client.post(edit_url(employer), shown | changes)

    return opened


def test_name_and_size_are_enough(as_user, adviser_lwl):
    response = as_user(adviser_lwl).post(CREATE, {"trade_name": "Bakkerij Berg", **NUMBER})
    employer = Employer.objects.get()
    assert response.url == employer.get_absolute_url()
    assert (employer.trade_name, employer.working_people, employer.size_band) == ("Bakkerij Berg", 12, "10-14")
    assert employer.provenance["size"]["by"] == adviser_lwl.pk
    assert str(employer.size_reference_date) == "2026-01-10"


def test_everything_is_made_canonical(as_user, adviser_lwl):
    typed = {
        "trade_name": "Bakkerij  Berg", "kvk_number": "1234567", "establishment_number": "98765432",
        "street": "Kade", "house_number": "18 a-3", "postcode": "3336le", "place": "heerjansdam",
        "phone": "078-0001234", "email": "Info@Berg.example", "website": "https://www.berg.example/over",
    }  # fmt: skip
    as_user(adviser_lwl).post(CREATE, typed | NUMBER)
    employer = Employer.objects.select_related("company", "municipality").get()
    assert (employer.company.kvk_number, employer.establishment_number) == ("01234567", "000098765432")
    assert (employer.address, employer.postcode) == ("Kade 18A-3", "3336 LE")
    assert employer.municipality.name == "Zwijndrecht"
    assert (employer.phone, employer.email, employer.website) == ("+31780001234", "info@berg.example", "berg.example")


def test_a_name_holds_no_characters_that_nobody_sees(as_user, adviser_lwl):
    client = as_user(adviser_lwl)
    client.post(CREATE, {"trade_name": "Bak\u200bkerij \u202eBerg\u2069", **NUMBER})
    assert Employer.objects.get().trade_name == "Bakkerij Berg"
    page = client.post(CREATE, {"trade_name": "\u200b", **NUMBER})
    assert "Vul de naam van de werkgever in." in page.text
    assert Employer.objects.count() == 1


def test_a_known_kvk_number_links_to_the_company_that_is_there(as_user, adviser_lwl):
    company = CompanyFactory(kvk_number="12345678")
    as_user(adviser_lwl).post(CREATE, {"trade_name": "Filiaal", "kvk_number": "12345678", **NUMBER})
    assert Employer.objects.get().company == company
    assert Company.objects.count() == 1


def test_the_sbi_code_gives_its_version_and_sector(as_user, adviser_lwl):
    as_user(adviser_lwl).post(CREATE, {"trade_name": "Bouwer", "sbi_code": "41200", **NUMBER})
    employer = Employer.objects.get()
    assert employer.sbi_version == SbiDivision.Version.SBI_2025
    assert employer.sector == Sector.objects.get(divisions__division="41", divisions__version="2025")


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        pytest.param({"trade_name": ""}, "Vul de naam van de werkgever in.", id="no name"),
        pytest.param({"size_kind": ""}, "Weet u het niet? Kies dan onbekend.", id="no size"),
        pytest.param({"size_number": ""}, "Vul het aantal in.", id="no number"),
        pytest.param({"size_kind": "class"}, "Kies een klasse.", id="no class"),
        pytest.param({"size_kind": "unknown"}, "Zeg waarom de omvang onbekend is.", id="unknown without a reason"),
        pytest.param({"size_reference_date": ""}, "Vul de dag in waarop dit zo was.", id="no day"),
        pytest.param({"size_reference_date": "0001-01-01"}, "Het jaar klopt niet.", id="a day in the year 1"),
        pytest.param({"size_reference_date": TOMORROW}, "Deze dag ligt in de toekomst.", id="a day to come"),
        pytest.param({"kvk_number": "123"}, "hoort er 8 te hebben", id="short KvK number"),
        pytest.param({"establishment_number": "000000000001"}, "ook het KvK-nummer in", id="vestiging without KvK"),
        pytest.param({"postcode": "33"}, "postcode", id="bad postcode"),
        pytest.param({"house_number": "achter"}, "Een huisnummer begint met een getal", id="bad house number"),
        pytest.param({"phone": "bel me"}, "bevat letters", id="bad phone"),
        pytest.param({"email": "berg"}, "klopt niet", id="bad e-mail address"),
        pytest.param({"remarks": "BSN 111222333"}, "burgerservicenummer", id="a BSN in the remarks"),
        pytest.param(
            {"size_kind": "unknown", "size_unknown_reason": "bsn 111222333"},
            "burgerservicenummer",
            id="a BSN as reason",
        ),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_saved(typed, error, as_user, adviser_lwl):
    response = as_user(adviser_lwl).post(CREATE, {"trade_name": "Bakkerij Berg", **NUMBER, **typed})
    assert response.status_code == 422
    assert error in text_of(response)
    assert not Employer.objects.exists()


def test_an_establishment_that_is_there_already_is_refused(as_user, adviser_lwl):
    company = CompanyFactory(kvk_number="12345678")
    EmployerFactory(trade_name="Oude naam", company=company, establishment_number="000000000001")
    typed = {"trade_name": "Nieuw", "kvk_number": "12345678", "establishment_number": "000000000001", **NUMBER}
    assert "Deze vestiging staat al in het register: Oude naam." in text_of(as_user(adviser_lwl).post(CREATE, typed))


@pytest.mark.parametrize(
    ("typed", "bounds", "reason"),
    [
        pytest.param({"size_kind": "class", "size_class": "20-25"}, (20, 25), "", id="class"),
        pytest.param({"size_kind": "class", "size_class": "250-"}, (250, None), "", id="class without upper bound"),
        pytest.param(
            {"size_kind": "unknown", "size_unknown_reason": "Wil het niet zeggen"}, (None, None), "Wil het niet zeggen",
            id="unknown",
        ),
    ],
)  # fmt: skip
def test_a_size_may_be_a_class_or_deliberately_unknown(typed, bounds, reason, as_user, adviser_lwl):
    as_user(adviser_lwl).post(CREATE, {"trade_name": "Bakkerij Berg", **NUMBER, **typed})
    employer = Employer.objects.get()
    assert (employer.size_minimum, employer.size_maximum) == bounds
    assert employer.size_unknown_reason == reason


def test_without_a_place_an_employer_counts_nowhere_and_that_is_told(as_user, adviser_lwl):
    response = as_user(adviser_lwl).post(CREATE, {"trade_name": "Bakkerij Berg", **NUMBER}, follow=True)
    assert "Zonder plaats of gemeente telt de werkgever nergens mee. Vul de plaats in." in text_of(response)


def test_a_place_outside_the_region_is_told(as_user, adviser_lwl):
    typed = {"trade_name": "Bakkerij Berg", "place": "Rotterdam", **NUMBER}
    response = as_user(adviser_lwl).post(CREATE, typed, follow=True)
    assert "De plaats Rotterdam kennen wij niet in de regio." in text_of(response)


def test_somebody_of_no_region_adds_nothing(as_user, outsider):
    assert as_user(outsider).post(CREATE, {"trade_name": "Bakkerij Berg", **NUMBER}).status_code == 403
    assert not Employer.objects.exists()


def test_what_looks_like_it_is_shown_first_and_saved_after_all(as_user, adviser_lwl):
    known = EmployerFactory(trade_name="Bakkerij van den Berg", place="Dordrecht")
    client, typed = as_user(adviser_lwl), {"trade_name": "Bakkerij vd Berg", "place": "Dordrecht", **NUMBER}
    first = client.post(CREATE, typed)
    assert "Staat deze werkgever er al?" in text_of(first)
    assert "Toch opslaan" in text_of(first)
    assert Employer.objects.count() == 1
    client.post(CREATE, typed | {"gezien": [known.pk]})
    pair = PossibleDuplicate.objects.get()
    assert {pair.first, pair.second} == set(Employer.objects.all())
    assert pair.reasons == ["zelfde naam"]


def test_another_establishment_of_the_company_is_shown_but_is_no_double(as_user, adviser_lwl):
    company = CompanyFactory(kvk_number="12345678")
    sister = EmployerFactory(trade_name="Winkel Noord", company=company, establishment_number="000000000001")
    typed = {"trade_name": "Winkel Zuid", "kvk_number": "12345678", "establishment_number": "000000000002", **NUMBER}
    client = as_user(adviser_lwl)
    assert "een andere vestiging van dezelfde onderneming" in text_of(client.post(CREATE, typed))
    client.post(CREATE, typed | {"gezien": [sister.pk]})
    assert Employer.objects.count() == 2
    assert not PossibleDuplicate.objects.exists()


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        pytest.param({"trade_name": "Bakkerij Bergh", "place": "Dordrecht"}, "Naam 86% gelijk", id="name in the place"),
        pytest.param({"kvk_number": "1234567"}, "Zelfde KvK-nummer", id="KvK number"),
        pytest.param({"postcode": "3311ab", "house_number": "3"}, "Zelfde postcode en huisnummer", id="address"),
        pytest.param({"phone": "0780001234"}, "Zelfde telefoonnummer", id="phone"),
    ],
)
def test_while_typing_an_employer_that_looks_like_it_is_shown(typed, reason, as_user, adviser_lwl):
    company = CompanyFactory(kvk_number="01234567")
    EmployerFactory(
        trade_name="Bakkerij Berg", company=company, postcode="3311 AB", house_number=3, phone="+31780001234"
    )
    page = text_of(as_user(adviser_lwl).get(reverse("employers:similar"), typed))
    assert "Bakkerij Berg" in page
    assert reason in page


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param({}, id="nothing typed"),
        pytest.param({"trade_name": "Bakkerij Berg", "place": "Sliedrecht"}, id="the same name in another place"),
        pytest.param({"trade_name": "Bakkerij Jansen", "place": "Dordrecht"}, id="another bakery"),
        pytest.param({"kvk_number": "abc"}, id="not readable yet"),
    ],
)
def test_while_typing_nothing_is_shown(typed, as_user, adviser_lwl):
    EmployerFactory(trade_name="Bakkerij Berg")
    assert text_of(as_user(adviser_lwl).get(reverse("employers:similar"), typed)).strip() == ""


def test_saving_without_a_change_changes_nothing(form_of):
    employer = EmployerFactory(size=12, phone="+31780001234", house_number=3, house_letter="A")
    assert "is niet veranderd" in text_of(form_of(employer)().client.get(employer.get_absolute_url()))
    before = Employer.objects.values().get()
    assert (before["version"], before["provenance"]) == (0, {})


def test_only_what_changed_is_written_with_its_provenance(form_of, adviser_lwl):
    employer = EmployerFactory(size=12, phone="+31780001234", email="a@berg.example")
    form_of(employer)(phone="078 000 99 99")
    employer.refresh_from_db()
    assert (employer.phone, employer.version) == ("+31780009999", 1)
    assert list(employer.provenance) == ["phone"]
    assert employer.provenance["phone"]["replaced"] == "+31780001234"


def test_another_place_is_another_municipality(form_of):
    employer = EmployerFactory(size=12, place="Dordrecht")
    form_of(employer)(place="Papendrecht")
    employer.refresh_from_db()
    assert employer.municipality.name == "Papendrecht"


def test_a_new_number_may_not_stay_on_the_name_of_the_list(form_of):
    employer = EmployerFactory(size=12, size_source_name="KvK")
    refused = form_of(employer)(size_number="14")
    assert "Kies wie de nieuwe omvang opgaf" in text_of(refused)
    form_of(employer)(size_number="14", size_source="employer")
    employer.refresh_from_db()
    assert (employer.working_people, employer.size_source) == (14, "employer")


def test_two_people_who_change_different_things_both_get_them(form_of, manager):
    employer = EmployerFactory(size=12, phone="+31780001234", email="a@berg.example")
    send = form_of(employer)
    change_employer(by=manager, employer=Employer.objects.get(), values={"email": "nieuw@berg.example"})
    send(phone="078 000 99 99")
    employer.refresh_from_db()
    assert (employer.phone, employer.email) == ("+31780009999", "nieuw@berg.example")


def test_two_people_who_change_the_same_thing_see_both_values(form_of, manager):
    employer = EmployerFactory(size=12, trade_name="Bakkerij", email="a@berg.example")
    send = form_of(employer)
    meanwhile = {"trade_name": "Bakkerij Berg", "email": "nieuw@berg.example"}
    change_employer(by=manager, employer=Employer.objects.get(), values=meanwhile)
    response = send(trade_name="Bakkerij Van den Berg")
    assert response.status_code == 409
    assert "Naam Bakkerij Van den Berg Bakkerij Berg" in text_of(response)
    employer.refresh_from_db()
    assert employer.trade_name == "Bakkerij Berg"
    shown = fields_of(response)
    assert (shown["trade_name"], shown["email"]) == ("Bakkerij Van den Berg", "nieuw@berg.example")
    response.client.post(edit_url(employer), shown)
    employer.refresh_from_db()
    assert (employer.trade_name, employer.email) == ("Bakkerij Van den Berg", "nieuw@berg.example")


def test_a_size_that_both_changed_is_shown_as_a_whole(form_of, manager):
    employer = EmployerFactory(size=12)
    send = form_of(employer)
    day = timezone.localdate() - timedelta(days=1)
    theirs = SizeValue(20, 20, 20, Employer.Source.EMPLOYER, "Rianne", day)
    change_employer(by=manager, employer=Employer.objects.get(), values={"size": theirs})
    response = send(size_number="15", size_source="adviser")
    assert "Omvang 15 20" in text_of(response)


def test_a_merged_employer_cannot_be_changed(as_user, adviser_lwl):
    kept = EmployerFactory()
    page = as_user(adviser_lwl).get(edit_url(EmployerFactory(merged_into=kept)))
    assert (page.status_code, page.url) == (302, kept.get_absolute_url())
