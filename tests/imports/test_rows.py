import datetime
import json
from cProfile import Profile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.columns import FIELDS, guess_mapping
from imports.readers.files import Note, NoteKind, Row
from imports.rows import Layout, clean_row
from imports.sources import BaanbrekendList, KvkList, ListFacts, LwlList, holds_class_codes, list_facts, sbi_version_of

LABELS = {field.name: field.label for field in FIELDS}
GOOD = {"kvk_number": "99000001", "establishment_number": "000099000001", "trade_name": "Bakkerij De Proef"}


def clean(values, source=BaanbrekendList, facts=None, notes=()):
    """One row whose columns are the fields given, each under its label."""
    names = list(values)
    layout = Layout(source, dict(enumerate(names)), [LABELS[name] for name in names], facts or ListFacts())
    return clean_row(Row(7, tuple(values.values()), (), notes), layout)


def kvk(**values):
    return clean(GOOD | values, KvkList)


def other(**values):
    return clean({"trade_name": "Bakkerij De Proef"} | values)


REPAIRED = [
    ("kvk_number", "9000001", "09000001", 'Kolom "KvK-nummer": voorloopnul toegevoegd.'),
    ("kvk_number", "99000001.0", "99000001", 'Kolom "KvK-nummer": decimalen verwijderd.'),
    ("establishment_number", "99000001", "000099000001", 'Kolom "Vestigingsnummer": voorloopnullen toegevoegd.'),
    ("postcode", "3311 gr", "3311 GR", 'Kolom "Postcode": schrijfwijze hersteld.'),
    ("trade_name", "Bakkerij\u00a0De  Proef", "Bakkerij De Proef", 'Kolom "Naam": spaties hersteld.'),
    ("phone", "780001234", "+31780001234", 'Kolom "Telefoon": voorloopnul toegevoegd.'),
    ("last_contact_on", "41670", "2014-01-31", 'Kolom "Laatste contact": datumgetal van Excel omgezet.'),
]


@pytest.mark.parametrize(("field", "before", "after", "message"), REPAIRED, ids=[row[1] for row in REPAIRED])
def test_certain_damage_is_repaired_and_told(field, before, after, message):
    row = kvk(**{field: before})
    assert row.values[field] == after
    assert row.repairs == [(field, before, after, message)]
    assert not row.problems


DROPPED = [
    ("postcode", "33 GR", 'de postcode "33 GR" klopt niet.'),
    ("email", "jan@", 'het e-mailadres "jan@" klopt niet.'),
    ("phone", "078-12", 'het telefoonnummer "078-12" klopt niet.'),
    ("kvk_number", "12A45678", 'het KvK-nummer "12A45678" bevat een letter.'),
    ("working_people", "veel", 'de omvang "veel" is niet te lezen.'),
    ("working_people", "99000001", 'de omvang "99000001" is niet te lezen.'),
    ("working_people", "600000", '"600000" kan geen aantal werkzame personen zijn.'),
    ("house_number", "achter", 'het huisnummer "achter" klopt niet.'),
    ("last_contact_on", "ooit", 'de datum "ooit" is niet te lezen.'),
    ("is_non_mailing", "misschien", '"misschien" is geen ja of nee.'),
    ("place", "#N/B", "in de cel staat de foutwaarde #N/B van een formule."),
    ("street", "a" * 121, "de tekst heeft 121 tekens; er passen er 120."),
    ("remarks", "a" * 10_001, "de tekst heeft 10001 tekens; er passen er 10000."),
]


@pytest.mark.parametrize(("field", "raw", "message"), DROPPED, ids=[f"{row[0]} {row[1][:10]}" for row in DROPPED])
def test_a_bad_value_is_dropped_and_told_and_the_row_kept(field, raw, message):
    row = other(**{field: raw})
    assert not row.is_rejected
    assert not row.values[field]
    (problem,) = row.problems
    assert (problem.field, problem.column, problem.value) == (field, LABELS[field], raw)
    assert problem.message.startswith(f'Kolom "{LABELS[field]}": {message}')
    assert "niet overgenomen" in problem.message


REJECTED = [
    ("kvk_number", "12A45678", 'Kolom "KvK-nummer": het KvK-nummer "12A45678" bevat een letter.'),
    ("kvk_number", "123", 'Kolom "KvK-nummer": het KvK-nummer "123" heeft 3 cijfers en hoort er 8 te hebben.'),
    ("kvk_number", "1,23457E+07", 'Kolom "KvK-nummer": het KvK-nummer "1,23457E+07" is door Excel afgekapt.'),
    ("kvk_number", "", 'Kolom "KvK-nummer": er staat geen geldig KvK-nummer.'),
    ("kvk_number", "#N/B", 'Kolom "KvK-nummer": er staat geen geldig KvK-nummer.'),
    ("establishment_number", "-", 'Kolom "Vestigingsnummer": het vestigingsnummer "-" bevat een vreemd teken.'),
    ("trade_name", " ", 'Kolom "Naam": er staat geen naam.'),
    ("trade_name", "n.v.t.", 'Kolom "Naam": er staat geen naam.'),
    ("trade_name", "a" * 256, 'Kolom "Naam": de tekst heeft 256 tekens; er passen er 255.'),
]


@pytest.mark.parametrize(("field", "raw", "message"), REJECTED, ids=[f"{row[0]} {row[1][:12]}" for row in REJECTED])
def test_a_row_of_the_register_without_what_it_needs_is_rejected(field, raw, message):
    row = kvk(**{field: raw})
    assert row.is_rejected
    assert row.rejection.startswith(message)
    assert row.rejection.endswith("lees de rij opnieuw in.")


def test_a_row_of_any_list_without_a_name_is_rejected():
    assert clean({"trade_name": "", "place": "Dordrecht"}, LwlList).rejection.startswith('Kolom "Naam": er staat geen')


def test_a_firm_without_trade_name_goes_by_its_legal_name_and_that_is_told():
    row = clean({"trade_name": "", "legal_name": "De Proef B.V."})
    assert row.values["trade_name"] == "De Proef B.V."
    assert row.repairs[0].message == "Er staat geen handelsnaam. De statutaire naam is als naam gebruikt."


def test_a_row_whose_values_moved_to_other_columns_is_rejected():
    note = Note(3, NoteKind.TOO_LONG, "De rij heeft 1 cel meer dan de kopregel.")
    assert "1 cel meer dan de kopregel" in clean(GOOD, notes=(note,)).rejection


def test_what_the_reader_removed_is_told_as_repair():
    note = Note(2, NoteKind.INVISIBLE, "Er is een onzichtbaar teken uit de cel verwijderd.")
    (repair,) = clean(GOOD, notes=(note,)).repairs
    assert repair == ("trade_name", "", "Bakkerij De Proef", "Er is een onzichtbaar teken uit de cel verwijderd.")


SIZES = [
    # (what stands in the cell, number, minimum, maximum)
    ("12", 12, 12, 12),
    ("0", 0, 0, 0),
    ("", None, None, None),
    ("onbekend", None, None, None),
    ("2-4", None, 2, 4),
    ("10 t/m 19", None, 10, 19),
    ("10 tot 20", None, 10, 19),
    ("20 tot 50", None, 20, 49),
    ("05", None, 10, 19),
    ("1000+", None, 1000, None),
    ("12.0", 12, 12, 12),
]


@pytest.mark.parametrize(("raw", "number", "minimum", "maximum"), SIZES, ids=[row[0] or "empty" for row in SIZES])
def test_sizes_are_a_number_a_class_or_unknown(raw, number, minimum, maximum):
    row = kvk(working_people=raw)
    assert not row.problems
    sizes = [row.values[name] for name in ("working_people", "size_minimum", "size_maximum")]
    assert sizes == [number, minimum, maximum]


def test_a_size_column_with_class_codes_is_read_as_codes():
    facts = list_facts(None, sizes=["02", "03", "10", "99", ""])
    row = clean(GOOD | {"working_people": "10"}, KvkList, facts)
    assert (row.values["size_minimum"], row.values["size_maximum"]) == (500, 749)


@pytest.mark.parametrize(
    ("sizes", "header", "expected"),
    [
        (["01", "12", "99"], "Werkzame personen", True),
        (["1", "12", "99"], "Werkzame personen", False),
        (["1", "12", "99"], "Klasse werkzame personen", True),
        (["01", "12", "45"], "Klasse werkzame personen", False),
        (["2-4", "10 t/m 19"], "Klasse werkzame personen", False),
        ([], "Klasse", False),
    ],
    ids=["leading zeros", "numbers", "header says class", "not all are codes", "texts", "empty"],
)
def test_class_codes_are_told_from_numbers(sizes, header, expected):
    assert holds_class_codes(sizes, header) is expected


@pytest.mark.parametrize(
    ("codes", "date", "version"),
    [
        (["47221", "4791"], datetime.date(2026, 1, 1), "2008"),
        (["47221", "47910"], datetime.date(2026, 1, 1), "2025"),
        (["47221", "47910"], datetime.date(2014, 1, 1), "2008"),
        (["47221"], datetime.date(2025, 9, 5), "2008"),
        (["4791"], None, "2008"),
        (["47910"], None, ""),
    ],
    ids=["four digits", "five digits now", "old list", "eve of the change", "four digits undated", "undated"],
)
def test_the_sbi_version_follows_from_date_and_length(codes, date, version):
    assert sbi_version_of(codes, date) == version


def test_the_sbi_version_is_kept_with_its_code():
    row = clean(GOOD | {"sbi_code": "47.22.1"}, KvkList, ListFacts(sbi_version="2008"))
    assert (row.values["sbi_code"], row.values["sbi_version"]) == ("47221", "2008")


def test_an_address_in_one_cell_fills_the_address_fields():
    row = other(address="Merwestraat 18a, 3311gr Dordrecht")
    assert [row.values[name] for name in ("street", "house_number", "house_letter", "postcode", "place")] == [
        "Merwestraat", 18, "A", "3311 GR", "Dordrecht",
    ]  # fmt: skip
    assert "address" not in row.values


def test_columns_of_their_own_win_from_the_address_in_one_cell():
    row = other(address="Merwestraat 18, 3311 GR Dordrecht", place="Zwijndrecht", postcode="")
    assert (row.values["place"], row.values["postcode"]) == ("Zwijndrecht", "3311 GR")


def test_a_part_of_the_address_without_a_place_is_told():
    row = other(address="Rue de la Loi 200, 1040 Brussel")
    assert 'is "Rue de la Loi 200, 1040 Brussel" niet te plaatsen' in row.problems[0].message
    assert not row.is_rejected


def test_a_house_number_in_the_street_column_is_split_off():
    row = other(street="Merwestraat 18 b")
    assert [row.values[name] for name in ("street", "house_number", "house_letter")] == ["Merwestraat", 18, "B"]


def test_a_place_in_the_postcode_column_is_split_off():
    row = other(postcode="3311 GR Dordrecht")
    assert (row.values["postcode"], row.values["place"]) == ("3311 GR", "Dordrecht")


def test_house_number_letter_and_addition_come_together():
    row = kvk(house_number="18 a", house_letter="", house_number_addition="-3")
    assert [row.values[name] for name in ("house_number", "house_letter", "house_number_addition")] == [18, "A", "3"]


def test_more_letters_in_the_letter_column_are_an_addition_and_told():
    row = kvk(house_number="18", house_letter="bis")
    assert (row.values["house_letter"], row.values["house_number_addition"]) == ("", "bis")
    assert row.repairs[0].field == "house_letter"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Ja", True),
        ("J", True),
        ("1", True),
        ("waar", True),
        ("Nee", False),
        ("N", False),
        ("", None),
        ("onbekend", None),
    ],
)
def test_yes_and_no_are_read_and_unknown_stays_unknown(raw, value):
    assert kvk(is_non_mailing=raw).values["is_non_mailing"] is value


def test_only_fields_of_the_list_are_in_the_values():
    assert set(clean({"trade_name": "De Proef", "place": ""}, LwlList).values) == {"trade_name", "place"}


def two_columns(field, header, cells):
    return clean_row(Row(2, ("De Proef", *cells)), Layout(LwlList, {0: "trade_name", 1: field, 2: field}, header))


def test_remarks_of_several_columns_stand_under_each_other():
    row = two_columns("remarks", ["Naam", "Opmerking", "Notitie"], ("belt  terug\nmaandag", "zoekt bbl'er"))
    assert row.values["remarks"] == "Opmerking: belt terug\nmaandag\nNotitie: zoekt bbl'er"


def test_first_name_and_surname_become_one_name():
    row = two_columns("contact_name", ["Naam", "Voornaam", "Achternaam"], ("Jan", "de Wit"))
    assert row.values["contact_name"] == "Jan de Wit"


def test_a_second_phone_is_used_when_the_first_is_unreadable_and_told_when_it_is_not():
    header = ["Naam", "Telefoon", "Telefoon 2"]
    assert two_columns("phone", header, ("078-1", "078-0001234")).values["phone"] == "+31780001234"
    row = two_columns("phone", header, ("078-0001234", "06-00001234"))
    assert row.values["phone"] == "+31780001234"
    assert "alleen het eerste telefoonnummer past" in row.problems[0].message


def test_a_column_without_header_is_named_by_its_letter():
    row = clean_row(Row(2, ("De Proef", "x@")), Layout(LwlList, {0: "trade_name", 1: "email"}, ["Naam", ""]))
    assert row.problems[0].column == "Kolom B"


@given(st.lists(st.text(max_size=30), min_size=len(FIELDS), max_size=len(FIELDS)))
def test_any_cells_are_cleaned_or_told_and_the_outcome_can_be_stored(cells):
    row = clean(dict(zip(LABELS, cells, strict=True)), KvkList)
    json.dumps([row.values, row.problems, row.repairs])


def test_cleaning_a_row_takes_a_bounded_number_of_steps():
    """Counted in calls, which do not depend on the machine; seconds are in docs/importsnelheid-gemeten.md."""
    header = ["KvK-nummer", "Vestigingsnummer", "Handelsnaam", "Straatnaam", "Huisnummer", "Postcode", "Plaats"]
    cells = ("99000001", "000099000001", "Bakkerij De Proef", "Merwestraat", "18", "3311 GR", "Dordrecht")
    layout = Layout(KvkList, guess_mapping(header, "kvk"), header)
    clean_row(Row(0, cells), layout)
    with Profile() as profile:
        for number in range(100):
            clean_row(Row(number, cells), layout)
    assert sum(each.callcount for each in profile.getstats()) < 100 * 600
