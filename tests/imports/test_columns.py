import pytest

from imports.columns import (
    FIELDS,
    FIELDS_BY_NAME,
    double_fields,
    guess_mapping,
    header_key,
    header_signature,
    is_known_header,
    missing_fields,
)
from imports.sources import SOURCES

KVK = [
    "KVK-nummer", "Vestigingsnummer", "Handelsnaam", "Statutaire naam", "Rechtsvorm", "Straatnaam", "Huisnummer",
    "Huisletter", "Toevoeging", "Postcode", "Plaats", "Gemeentenaam", "SBI-code hoofdactiviteit", "Omschrijving",
    "Werkzame personen", "Telefoon", "Internetadres", "NMI", "Hoofdvestiging",
]  # fmt: skip
BAANBREKEND = [
    "Bedrijfsnaam", "Adres", "Branche", "Contactpersoon", "Functie", "Telefoon", "E-mail", "KvK", "Relatienummer",
    "Laatste contact", "Opmerking",
]  # fmt: skip
LWL = ["Naam organisatie", "Plaats", "Contactpersoon", "Tel", "Mail", "Opmerkingen"]


def fields(header, source="kvk", rows=()):
    mapping = guess_mapping(header, source, rows)
    return [mapping.get(column, "") for column in range(len(header))]


def test_headers_of_the_register_list_are_recognised():
    assert fields(KVK) == [
        "kvk_number", "establishment_number", "trade_name", "legal_name", "legal_form", "street", "house_number",
        "house_letter", "house_number_addition", "postcode", "place", "municipality", "sbi_code", "sbi_description",
        "working_people", "phone", "website", "is_non_mailing", "is_main_establishment",
    ]  # fmt: skip


def test_headers_of_the_service_point_are_recognised():
    assert fields(BAANBREKEND, "baanbrekend") == [
        "trade_name", "address", "sector", "contact_name", "contact_role", "phone", "email", "kvk_number", "own_key",
        "last_contact_on", "remarks",
    ]  # fmt: skip


def test_headers_of_the_desk_are_recognised():
    assert fields(LWL, "lwl") == ["trade_name", "place", "contact_name", "phone", "email", "remarks"]


HEADERS = [
    # (header, the field it is recognised as)
    ("KvK-nummer *", "kvk_number"),
    (" kvknr. ", "kvk_number"),
    ("Dossiernummer", "kvk_number"),
    ("Vestigingsnr", "establishment_number"),
    ("Vennootschapsnaam", "legal_name"),
    ("Bezoekadres straatnaam", "street"),
    ("Bezoekadres huisnummer", "house_number"),
    ("Postcode bezoekadres", "postcode"),
    ("Vestigingsplaats", "place"),
    ("Werkzame personen totaal", "working_people"),
    ("Klasse werkzame personen", "working_people"),
    ("Aantal medewerkers", "working_people"),
    ("Contactpersoon: telefoon", "contact_phone"),
    ("E-mail contactpersoon", "contact_email"),
    ("Naam contactpersoon", "contact_name"),
    ("Naam leerbedrijf", "trade_name"),
    ("Ind. non-mailing", "is_non_mailing"),
    ("Onzin", ""),
    ("", ""),
    ("Correspondentieadres postcode", ""),
    ("Postadres plaats", ""),
]


def test_the_day_of_a_list_is_that_of_its_sizes_only_when_it_has_sizes():
    assert fields(["Bedrijfsnaam", "Stand per"], "baanbrekend") == ["trade_name", ""]
    assert fields(["Handelsnaam", "Werkzame personen", "Peildatum"]) == [
        "trade_name", "working_people", "size_reference_date",
    ]  # fmt: skip


@pytest.mark.parametrize(("header", "field"), HEADERS, ids=[header or "empty" for header, _ in HEADERS])
def test_a_header_alone_is_recognised(header, field):
    assert fields([header], "baanbrekend") == [field]
    assert is_known_header(header) == bool(field)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_field_is_recognised_by_its_own_label(field):
    lists = [slug for slug, source in SOURCES.items() if field.name in source.fields]
    assert fields([field.label], lists[0]) == [field.name]


def test_a_surer_header_takes_the_field_from_a_vaguer_one():
    assert fields(["Naam", "Organisatie"], "lwl") == ["contact_name", "trade_name"]


def test_the_trade_register_has_no_contact_persons():
    assert fields(["Handelsnaam", "Naam"]) == ["trade_name", ""]


def test_address_beside_a_house_number_is_the_street():
    assert fields(["Adres", "Huisnr"], "baanbrekend") == ["street", "house_number"]


def test_a_field_takes_one_column_but_names_phones_and_remarks_take_several():
    header = ["Plaats", "Plaats", "Telefoon", "Telefoon", "Opmerking", "Notities", "Voornaam", "Achternaam"]
    assert fields(header, "lwl") == [
        "place", "", "phone", "phone", "remarks", "remarks", "contact_name", "contact_name",
    ]  # fmt: skip


def test_the_second_mail_column_is_the_contact_persons():
    assert fields(["E-mail", "E-mail"], "lwl") == ["email", "contact_email"]


CONTENT = {
    "kvk_number": ["99000001", "99000002", "", "99000003"],
    "establishment_number": ["000099000001", "000099000002", "000099000003"],
    "postcode": ["3311 AB", "3311gr", "onbekend", "3342 AA"],
    "email": ["a@x.example", "b@y.example", "c@z.example"],
    "phone": ["078-0001234", "(078) 000 12 35", "+31 78 0001236"],
    "website": ["www.bakker.example", "https://lasser.example", "www.x.example"],
}


@pytest.mark.parametrize("field", CONTENT)
def test_a_column_without_known_header_is_recognised_by_its_content(field):
    rows = [[value] for value in CONTENT[field]]
    assert fields(["Kolom A"], "lwl", rows) == [field]


def test_two_values_are_too_few_to_recognise_a_column():
    assert fields(["Kolom A"], "lwl", [["3311 AB"], ["3311 AC"]]) == [""]


def test_content_does_not_take_a_field_that_a_header_named():
    rows = [["99000001", "99000009"], ["99000002", "99000008"], ["99000003", "99000007"]]
    assert fields(["KvK", "Kolom B"], "lwl", rows) == ["kvk_number", ""]


def test_the_remembered_mapping_goes_before_everything():
    remembered = {"1": "trade_name", "0": "remarks", "9": "place", "2": "unheard_of"}
    assert guess_mapping(["Naam", "Plaats", "Tel"], "lwl", remembered=remembered) == {1: "trade_name", 0: "remarks"}


def test_header_keys_are_letters_and_digits():
    assert header_key("  Coördinator / KvK-nr. 2\n") == "coordinatorkvknr2"


def test_the_signature_does_not_depend_on_how_headers_are_written():
    assert header_signature(["KvK-nummer", "Naam"]) == header_signature(["kvk nummer", "NAAM "])
    assert header_signature(["KvK-nummer", "Naam"]) != header_signature(["Naam", "KvK-nummer"])
    assert len(header_signature(KVK)) == 64


def test_the_register_list_needs_its_numbers_and_a_name():
    sentences = missing_fields({0: "phone"}, "kvk")
    assert [sentence.split(". ")[0] for sentence in sentences] == [
        "In deze lijst ontbreekt een kolom met het KvK-nummer",
        "In deze lijst ontbreekt een kolom met het vestigingsnummer",
        "In deze lijst ontbreekt een kolom met de naam van de werkgever",
    ]


@pytest.mark.parametrize("source", ["baanbrekend", "lwl", "a-list-nobody-heard-of"])
def test_other_lists_need_a_name_only(source):
    assert missing_fields({0: "trade_name"}, source) == []
    assert missing_fields({0: "legal_name"}, source) == []
    assert len(missing_fields({0: "place"}, source)) == 1


def test_a_complete_register_list_misses_nothing():
    assert missing_fields(guess_mapping(KVK, "kvk"), "kvk") == []


def test_a_field_chosen_twice_is_told():
    (sentence,) = double_fields({0: "place", 1: "place", 2: "phone", 3: "phone"})
    assert sentence == 'U hebt "Plaats" bij meer dan één kolom gekozen. Kies het bij één kolom.'


def test_fields_have_unique_names_and_labels():
    assert len(FIELDS_BY_NAME) == len(FIELDS) == len({field.label for field in FIELDS})
