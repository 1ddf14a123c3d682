"""Raw text to canonical text: what is accepted, what is repaired and told, what is refused and how."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employers.normalise import (
    HouseNumber,
    Normalised,
    NotNormal,
    Size,
    normalise_email,
    normalise_establishment_number,
    normalise_house_number,
    normalise_kvk_number,
    normalise_phone,
    normalise_postcode,
    normalise_sbi_code,
    normalise_size,
    normalise_text,
    normalise_website,
)

TEXT_FUNCTIONS = [
    normalise_text,
    normalise_kvk_number,
    normalise_establishment_number,
    normalise_postcode,
    normalise_phone,
    normalise_email,
    normalise_website,
    normalise_sbi_code,
]

ACCEPTED = [
    ("text untouched", normalise_text, "De Wilg", "De Wilg", ""),
    ("text with spaces around", normalise_text, "  De Wilg ", "De Wilg", ""),
    ("text with a non-breaking space", normalise_text, "De\u00a0Wilg", "De Wilg", "spaties hersteld"),
    ("text with double spaces", normalise_text, "De  Wilg", "De Wilg", "spaties hersteld"),
    ("text over two lines", normalise_text, "De\nWilg", "De Wilg", "spaties hersteld"),
    ("text with an invisible character", normalise_text, "De\u200b Wilg", "De Wilg", "onzichtbare tekens verwijderd"),
    ("KvK number", normalise_kvk_number, "90000018", "90000018", ""),
    ("KvK number without its zero", normalise_kvk_number, "1234567", "01234567", "voorloopnul toegevoegd"),
    ("KvK number as a float", normalise_kvk_number, "90000018.0", "90000018", "decimalen verwijderd"),
    ("KvK number with dots", normalise_kvk_number, "90.00.00.18", "90000018", ""),
    ("KvK number with spaces", normalise_kvk_number, " 9000 0018\u00a0", "90000018", ""),
    ("float without its zero", normalise_kvk_number, "1234567.0", "01234567",
     "decimalen verwijderd, voorloopnul toegevoegd"),
    ("vestigingsnummer", normalise_establishment_number, "000090000018", "000090000018", ""),
    ("vestigingsnummer without zeros", normalise_establishment_number, "90000018", "000090000018",
     "voorloopnullen toegevoegd"),
    ("postcode", normalise_postcode, "3311 AB", "3311 AB", ""),
    ("postcode without space", normalise_postcode, "3311AB", "3311 AB", ""),
    ("postcode in small letters", normalise_postcode, "3311 gr", "3311 GR", "schrijfwijze hersteld"),
    ("postcode with country", normalise_postcode, "NL-3311 AB", "3311 AB", "schrijfwijze hersteld"),
    ("phone with hyphen", normalise_phone, "078-0001234", "+31780001234", ""),
    ("phone with country code", normalise_phone, "+31 78 0001234", "+31780001234", ""),
    ("phone with 0031", normalise_phone, "0031780001234", "+31780001234", ""),
    ("phone with brackets", normalise_phone, "(078) 000 12 34", "+31780001234", ""),
    ("phone with (0)", normalise_phone, "+31 (0)78-0001234", "+31780001234", ""),
    ("mobile phone", normalise_phone, "06 - 00 01 23 45", "+31600012345", ""),
    ("phone without its zero", normalise_phone, "780001234", "+31780001234", "voorloopnul toegevoegd"),
    ("phone with a label", normalise_phone, "tel. 078 0001234", "+31780001234", ""),
    ("two phones", normalise_phone, "078-0001234 / 06-00012345", "+31780001234", "alleen het eerste nummer gebruikt"),
    ("phone with extension", normalise_phone, "078-0001234 tst 12", "+31780001234", "toestelnummer weggelaten"),
    ("short service number", normalise_phone, "0900-0012", "+319000012", ""),
    ("Belgian phone", normalise_phone, "+32 2 555 12 12", "+3225551212", ""),
    ("email in capitals", normalise_email, "Jan@DeWilg.example", "jan@dewilg.example", ""),
    ("email with mailto", normalise_email, "mailto:jan@dewilg.example", "jan@dewilg.example", ""),
    ("email with a name", normalise_email, "Jan <jan@dewilg.example>", "jan@dewilg.example",
     "alleen het adres gebruikt"),
    ("two emails", normalise_email, "jan@a.example; piet@b.example", "jan@a.example",
     "alleen het eerste adres gebruikt"),
    ("website with path", normalise_website, "https://www.DeWilg.example/contact?x=1", "dewilg.example", ""),
    ("website bare", normalise_website, "dewilg.example", "dewilg.example", ""),
    ("SBI code", normalise_sbi_code, "4711", "4711", ""),
    ("SBI code with dots", normalise_sbi_code, "01.11", "0111", ""),
    ("SBI code as a float", normalise_sbi_code, "4711.0", "4711", "decimalen verwijderd"),
    ("SBI code with letter", normalise_sbi_code, "G 4711", "4711", ""),
]  # fmt: skip

REFUSED = [
    ("KvK number with a letter", normalise_kvk_number, "12A45678",
     'Het KvK-nummer "12A45678" bevat een letter. Een KvK-nummer heeft 8 cijfers.'),
    ("KvK number too long", normalise_kvk_number, "123456789",
     'Het KvK-nummer "123456789" heeft 9 cijfers en hoort er 8 te hebben.'),
    ("KvK number of zeros", normalise_kvk_number, "00000000", "alleen uit nullen"),
    ("KvK number that Excel rounded", normalise_kvk_number, "1.23E+07", "door Excel afgekapt"),
    ("vestigingsnummer too short", normalise_establishment_number, "1234567", "heeft 7 cijfers en hoort er 12"),
    ("postcode with unused letters", normalise_postcode, "3311 SS", "de letters SS worden niet gebruikt"),
    ("postcode that begins with zero", normalise_postcode, "0311 AB", 'De postcode "0311 AB" klopt niet.'),
    ("postcode without letters", normalise_postcode, "3311", "vier cijfers en twee letters"),
    ("phone too short", normalise_phone, "078-00012", "Een Nederlands nummer heeft 10 cijfers"),
    ("foreign phone too short", normalise_phone, "+43 000", 'Het telefoonnummer "+43 000" klopt niet.'),
    ("phone with words", normalise_phone, "geen", 'Het telefoonnummer "geen" bevat letters.'),
    ("email with a comma", normalise_email, "jan@dewilg,nl", 'Het e-mailadres "jan@dewilg,nl" klopt niet.'),
    ("email without domain", normalise_email, "jan@dewilg", "klopt niet"),
    ("website without domain", normalise_website, "geen", 'De website "geen" klopt niet.'),
    ("email as website", normalise_website, "jan@dewilg.example", "klopt niet"),
    ("SBI code in words", normalise_sbi_code, "detailhandel", "Een SBI-code heeft 2 tot 6 cijfers."),
    ("house number without number", normalise_house_number, "A", "begint met een getal"),
    ("house number zero", normalise_house_number, "0", "begint met een getal"),
    ("size in words", normalise_size, "veel", "is niet te lezen"),
    ("size that became a date", normalise_size, "2024-04-02", "door Excel een datum geworden"),
    ("size upside down", normalise_size, "10-5", "lager dan het eerste"),
    ("class that does not exist", normalise_size, "klasse 13", 'De klasse "13" bestaat niet.'),
]  # fmt: skip

HOUSE_NUMBERS = [
    ("", HouseNumber(None, "", "")),
    ("18", HouseNumber(18, "", "")),
    ("18.0", HouseNumber(18, "", "")),
    ("18a", HouseNumber(18, "A", "")),
    ("18 A", HouseNumber(18, "A", "")),
    ("18-20", HouseNumber(18, "", "20")),
    ("18 t/m 22", HouseNumber(18, "", "22")),
    ("18 A-3", HouseNumber(18, "A", "3")),
    ("18 bis", HouseNumber(18, "", "bis")),
    ("18-2 hoog", HouseNumber(18, "", "2 hoog")),
    ("nr. 18", HouseNumber(18, "", "")),
]

SIZES = [
    ("", Size()),
    ("12", Size(12, 12, 12)),
    ("12.0", Size(12, 12, 12)),
    ("1.250", Size(1250, 1250, 1250)),
    ("12 personen", Size(12, 12, 12)),
    ("0", Size(0, 0, 0)),
    ("zzp", Size(1, 1, 1)),
    ("onbekend", Size(class_code="99")),
    ("100 t/m 199", Size(None, 100, 199, "08")),
    ("2-4", Size(None, 2, 4, "03")),
    ("2 tot en met 4", Size(None, 2, 4, "03")),
    ("10 tot 20", Size(None, 10, 19, "05")),
    ("10 t/m 14", Size(None, 10, 14)),
    ("1000+", Size(None, 1000, None, "12")),
    ("1.000 of meer", Size(None, 1000, None, "12")),
    ("> 250", Size(None, 251, None)),
    ("minder dan 10", Size(None, 1, 9)),
    ("05", Size(None, 10, 19, "05")),
    ("klasse 03", Size(None, 2, 4, "03")),
    ("10", Size(10, 10, 10)),
]


@pytest.mark.parametrize(
    ("function", "raw", "value", "repair"), [c[1:] for c in ACCEPTED], ids=[c[0] for c in ACCEPTED]
)
def test_value_becomes_canonical_and_repairs_are_told(function, raw, value, repair):
    assert function(raw) == Normalised(value, repair)


@pytest.mark.parametrize(("function", "raw", "message"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_refused_value_is_named_in_a_dutch_sentence(function, raw, message):
    with pytest.raises(NotNormal, match=re.escape(message)):
        function(raw)


@pytest.mark.parametrize(("raw", "expected"), HOUSE_NUMBERS, ids=[raw or "empty" for raw, _ in HOUSE_NUMBERS])
def test_house_number_is_split(raw, expected):
    assert normalise_house_number(raw) == expected


@pytest.mark.parametrize(("raw", "expected"), SIZES, ids=[raw or "empty" for raw, _ in SIZES])
def test_size_is_a_number_or_a_class_with_bounds(raw, expected):
    assert normalise_size(raw) == expected


def test_column_of_class_codes_reads_ten_as_a_code():
    assert normalise_size("10", is_class_code=True) == Size(None, 500, 749, "10")


@pytest.mark.parametrize("function", TEXT_FUNCTIONS, ids=lambda function: function.__name__)
@pytest.mark.parametrize("raw", ["", None, "  ", "\u00a0"], ids=["empty", "none", "spaces", "non-breaking space"])
def test_empty_stays_empty(function, raw):
    assert function(raw).value == ""


@given(st.text(max_size=40), st.sampled_from([*TEXT_FUNCTIONS, normalise_house_number, normalise_size]))
def test_any_text_is_canonical_or_refused_in_a_sentence(raw, function):
    try:
        said = function(raw)
    except NotNormal as refusal:
        said = str(refusal)
    assert not isinstance(said, str) or said.endswith(".")


@given(st.text(alphabet="0123456789+-() ٣", max_size=16))
def test_phone_is_a_plus_and_plain_digits(raw):
    try:
        value = normalise_phone(raw).value
    except NotNormal:
        return
    assert re.fullmatch(r"(\+[0-9]{7,15})?", value)


@given(st.sampled_from([case[1:4] for case in ACCEPTED]))
def test_canonical_values_stay_as_they_are(case):
    function, _, value = case
    assert function(value) == Normalised(value, "")
