import contextlib
import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imports.readers import spreadsheets
from imports.readers.files import (
    MAX_BYTES,
    BadFile,
    NoteKind,
    Row,
    data_rows,
    find_header,
    header_at,
    open_file,
    propose_headers,
)
from tests.imports import bad_files as files


def is_known(text):
    return text in files.HEADER


def rows_of(content, filename="lijst"):
    workbook = open_file(content, filename)
    guess = propose_headers(workbook, is_known)[0]
    return list(data_rows(workbook, guess.sheet, guess.row_number))


GOOD = {
    "xlsx": files.xlsx(),
    "xls": files.xls(),
    "ods": files.ods(),
    "csv with semicolons": files.csv(),
    "csv with commas": files.csv(delimiter=","),
    "text with tabs": files.csv(delimiter="\t"),
    "csv with bars": files.csv(delimiter="|"),
    "utf-8 with mark": files.csv(encoding="utf-8-sig"),
    "utf-16 with mark": files.csv(encoding="utf-16"),
    "utf-16 without mark": files.csv(encoding="utf-16-le"),
    "windows code page": files.csv(encoding="cp1252"),
    "dos code page": files.csv(encoding="cp850"),
    "mac code page": files.csv(encoding="mac_roman"),
    "old mac line ends": files.csv().replace(b"\r\n", b"\r"),
    "delimiter named": b"sep=;\r\n" + files.csv(),
}


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD.keys())
def test_every_kind_of_file_gives_the_same_rows(content):
    assert [list(row.cells) for row in rows_of(content)] == files.ROWS


def test_the_kind_is_decided_by_content_not_extension():
    assert open_file(files.csv(), "lijst.xlsx").kind == "csv"
    assert open_file(files.xlsx(), "lijst.csv").kind == "xlsx"


def test_values_become_text():
    values = [99000001, 1.5, True, False, datetime.date(2024, 1, 2), datetime.datetime(2024, 1, 2, 13, 5), "0012", None]
    content = files.xlsx({"Blad1": [files.HEADER * 2, values]})
    (row,) = rows_of(content)
    assert row.cells == ("99000001", "1.5", "Ja", "Nee", "2024-01-02", "2024-01-02 13:05", "0012", "")
    assert row.numbers == (0, 1)


def test_old_excel_values_become_the_same_text():
    (row,) = rows_of(files.xls([files.HEADER, [99000001, 12.0, True, "0012"]]))
    assert row.cells == ("99000001", "12", "Ja", "0012")


def test_row_numbers_are_those_of_the_spreadsheet():
    content = files.xlsx({"Blad1": [["Selectie 2014"], [], files.HEADER, files.ROWS[0], [], files.ROWS[1]]})
    assert [row.number for row in rows_of(content)] == [4, 6]


def test_a_list_that_begins_in_a_later_column_keeps_its_columns():
    content = files.xlsx({"Blad1": [[None, None, *files.HEADER], [None, None, *files.ROWS[0]]]})
    (row,) = rows_of(content)
    assert row.cells == ("", "", *files.ROWS[0])


def test_cells_with_line_breaks_in_csv_are_one_row():
    (first, second) = rows_of(b'KvK-nummer;Plaats\n1;"Dord\nrecht"\n2;Sliedrecht\n')
    assert (first.cells[1], second.number, second.cells[1]) == ("Dord\nrecht", 3, "Sliedrecht")


def test_formula_errors_are_kept_as_text_and_noted():
    error = b'<row r="4"><c r="A4" t="e"><f>VLOOKUP(1,2,3)</f><v>#N/A</v></c><c r="B4" t="e"><v>#REF!</v></c></row>'
    row = rows_of(files.with_sheet_rows(error))[-1]
    assert row.cells[:2] == ("#N/B", "#VERW!")
    assert [note.kind for note in row.notes] == [NoteKind.FORMULA_ERROR] * 2


def test_formulas_give_their_stored_value():
    formula = b'<row r="4"><c r="C4" t="str"><f>A1&amp;B1</f><v>Bakkerij</v></c></row>'
    assert rows_of(files.with_sheet_rows(formula))[-1].cells[2] == "Bakkerij"


def test_invisible_characters_are_removed_and_noted():
    (row,) = rows_of(files.csv([files.HEADER, ["1", "2", "Bak\u200bkerij\x02", "Dordrecht"]]))
    assert row.cells[2] == "Bakkerij"
    assert row.notes[0] == (2, NoteKind.INVISIBLE, "Er zijn 2 onzichtbare tekens uit de cel verwijderd.")


def test_texts_that_protect_their_zeros_are_read_bare_and_noted():
    (row,) = rows_of(b'KvK-nummer;Plaats\n="0012";\'078\n')
    assert row.cells == ("0012", "078")
    assert [note.kind for note in row.notes] == [NoteKind.AS_TEXT] * 2


def test_the_longest_cell_of_excel_is_read():
    (row,) = rows_of(files.xlsx({"Blad1": [files.HEADER, ["1", "2", "a" * 32_767, "x"]]}))
    assert len(row.cells[2]) == 32_767


def test_quotes_inside_words_stay():
    content = b'KvK-nummer;Handelsnaam\n1;"De Hoek" Dordrecht\n2;Jan "de" Bakker\n'
    assert [row.cells[1] for row in rows_of(content)] == ['"De Hoek" Dordrecht', 'Jan "de" Bakker']


def test_pieces_of_an_old_encoding_in_a_utf_8_file_are_read_and_told():
    workbook = open_file(b"Plaats;Handelsnaam\n" + "é;ë\n".encode() * 5 + "x;é\n".encode("cp1252"), "lijst.csv")
    rows = list(workbook.rows(""))
    assert rows[-1].cells == ("x", "é")
    assert "tekencodering" in workbook.notices[0]


def test_a_text_row_wider_than_its_header_is_noted():
    (row,) = rows_of(b"KvK-nummer;Plaats\n1;Dordrecht;weg\n")
    assert row.notes[0].kind == NoteKind.TOO_LONG
    assert "scheidingsteken" in row.notes[0].message


def test_empty_cells_that_libreoffice_repeats_to_the_end_of_the_sheet_are_nothing():
    empty = (
        b'<table:table-row table:number-rows-repeated="1048500">'
        b'<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert [list(row.cells) for row in rows_of(files.ods_of(empty))] == files.ROWS


# Headers and sheets


def test_header_below_titles_is_found():
    rows = [
        Row(1, ("Lijst werkgevers, KvK-nummer en meer",)),
        Row(3, tuple(files.HEADER)),
        Row(4, ("1", "2", "3", "4")),
    ]
    guess = find_header(rows, is_known)
    assert (guess.row_number, guess.header, guess.recognised) == (3, tuple(files.HEADER), 4)


def test_unknown_headers_are_guessed_to_be_the_first_row_with_texts():
    rows = [Row(1, ("Titel", "")), Row(2, ("Iets", "Anders")), Row(3, ("a", "b"))]
    assert find_header(rows, is_known).row_number == 2


def test_a_list_without_header_gets_column_letters():
    guess = find_header([Row(1, ("Bakkerij", "3311 AB", "info@bakkerij.example"))], is_known)
    assert (guess.row_number, guess.header) == (0, ("Kolom A", "Kolom B", "Kolom C"))


def test_no_rows_no_header():
    assert find_header([], is_known) is None


def test_the_sheet_with_most_known_headers_is_proposed_and_others_follow():
    sheets = {"Uitleg": [["Deze lijst", "is van ons"]], "Lijst": [files.HEADER, *files.ROWS], "Leeg": []}
    guesses = propose_headers(open_file(files.xlsx(sheets), "kvk.xlsx"), is_known)
    assert [guess.sheet for guess in guesses] == ["Lijst", "Uitleg"]


def test_a_header_row_that_is_repeated_is_no_data():
    rows = rows_of(files.xlsx({"Blad1": [files.HEADER, files.ROWS[0], files.HEADER, files.ROWS[1]]}))
    assert [row.number for row in rows] == [2, 4]


def test_a_sheet_or_header_that_is_not_there_is_told():
    workbook = open_file(files.xlsx(), "kvk.xlsx")
    with pytest.raises(BadFile, match=r'heeft geen tabblad "Lijst"\. De tabbladen zijn: "Blad1"'):
        workbook.sheet("Lijst")
    with pytest.raises(BadFile, match="in rij 9 staat geen kopregel"):
        header_at(workbook, "Blad1", 9)


# Bad files

BAD = {  # what takes a second to make is made when it is wanted
    "empty": (b"", "is leeg"),
    "only white space": (b" \r\n\t ", "is leeg"),
    "only zeros": (bytes(5000), "is leeg"),
    "empty sheets": (files.xlsx({"Blad1": [], "Blad2": []}), "er staat op geen enkel tabblad iets"),
    "only delimiters": (b";;;\r\n" * 50, "is leeg"),
    "million empty rows": (files.million_empty_rows, "heeft 1.000.000 rijen, maar ze zijn allemaal leeg"),
    "only a header": (files.xlsx({"Blad1": [files.HEADER]}), "onder de kolomnamen in rij 1 staat niets"),
    "password": (files.password_protected(), "beveiligd met een wachtwoord"),
    "password on old excel": (files.password_protected_xls(), "beveiligd met een wachtwoord"),
    "html named xls": (b"<html><body><table><tr><td>Naam</td></tr></table></body></html>", "webpagina"),
    "html with mark and doctype": (b"\xef\xbb\xbf\r\n<!DOCTYPE HTML><table></table>", "webpagina"),
    "bare html table": (b"<table border=1><tr><td>Naam</td></tr></table>", "webpagina"),
    "web archive": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "webpagina of e-mail"),
    "excel as xml": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>',
        "oude xml-vorm",
    ),
    "xml": (b'<?xml version="1.0"?><lijst><naam>x</naam></lijst>', "xml-bestand"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "is een pdf"),
    "png": (b"\x89PNG\r\n\x1a\n\x00\x00", "is een afbeelding"),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "is een afbeelding"),
    "word": (files.zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "tekstdocument"),
    "old word": (
        files.password_protected().replace(b"E\0n\0c\0r\0y\0p\0t\0e\0d\0", "WordDocument".encode("utf-16-le")),
        "Word",
    ),
    "zip with a list": (files.zipped({"map/kvk.xlsx": b"x"}), r"Pak het uit .*\(kvk.xlsx\)"),
    "gzip": (b"\x1f\x8b\x08\x00\x00", "ingepakt bestand"),
    "zip bomb": (files.zip_bomb, "wordt bij het uitpakken veel te groot"),
    "zip bomb that lies": (files.lying_zip_bomb, "wordt bij het uitpakken veel te groot"),
    "entity bomb": (files.entity_bomb(), "is beschadigd"),
    "value in the far corner": (files.stray_value("XFD1048576"), "een losse waarde"),
    "repeated cells in ods": (
        files.ods_of(
            b'<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" '
            b'table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell></table:table-row>'
        ),
        "is beschadigd|een losse waarde",
    ),
    "too many columns": (files.xlsx({"Blad1": [files.HEADER * 126, ["1"] * 504]}), "meer dan 500 kolommen"),
    "too many columns in csv": (
        b";".join([b"Plaats"] * 501) + b"\n" + b";".join([b"x"] * 501),
        "meer dan 500 kolommen",
    ),
    "truncated zip": (files.xlsx()[:-400], "is beschadigd"),
    "damaged inside": (
        files.xlsx().replace(b"PK\x03\x04", b"PK\x03\x05").replace(b"PK\x03\x05", b"PK\x03\x04", 1),
        "is beschadigd",
    ),
    "truncated old excel": (files.xls()[:3000], "is beschadigd|is leeg"),
    "csv with zeros": (files.csv() + b"\x00\x01\x02" * 20, "geen spreadsheet en ook geen gewone tekst"),
    "binary": (bytes(range(1, 256)) * 40, "geen spreadsheet en ook geen gewone tekst"),
    "quote that is never closed": (
        b'KvK-nummer;Plaats\n1;Dordrecht\n2;"Sliedrecht\n3;Papendrecht;x\n4;Dordrecht\n',
        "In .* klopt in rij 3 een aanhalingsteken",
    ),
    "60 MB": (b"a;b\n" * (15 * 1024 * 1024), "is 60 MB. Dat is te groot: een bestand mag hoogstens 25 MB zijn"),
}


@pytest.mark.parametrize(("content", "message"), BAD.values(), ids=BAD.keys())
def test_bad_file_says_what_is_wrong(content, message):
    with pytest.raises(BadFile, match=message):
        rows_of(content() if callable(content) else content, "lijst.xls")


def test_a_million_empty_rows_under_a_list_are_not_read_as_rows():
    list_rows = (
        b'<row r="1"><c r="A1" t="str"><v>Plaats</v></c></row><row r="2"><c r="A2" t="str"><v>Dordrecht</v></c></row>'
    )
    content = files.million_empty_rows(above=list_rows)
    assert [row.number for row in open_file(content, "lijst").rows("Blad1")] == [1, 2]


def test_a_stray_value_far_below_the_list_is_one_more_row():
    assert [row.number for row in rows_of(files.stray_value("B60000"))] == [2, 3, 60000]


def test_reading_can_be_left_half_way():
    workbook = open_file(files.xlsx({"Blad1": [files.HEADER, *files.ROWS * 5000]}), "kvk.xlsx")
    rows = workbook.rows("Blad1")
    assert next(rows).number == 1
    rows.close()


def test_rows_come_by_the_thousand(monkeypatch):
    """The process that reads the file tells of many rows at once; one by one takes longer than reading them."""
    content = files.xlsx({"KvK": [[f"Kolom {number}" for number in range(25)], *[["waarde"] * 25] * 7706]})
    workbook, frames, next_frame = open_file(content, "lijst"), [], spreadsheets._next_frame
    monkeypatch.setattr(spreadsheets, "_next_frame", lambda stream: frames.append(1) or next_frame(stream))
    assert len(list(workbook.rows("KvK"))) == 7707
    assert len(frames) < 10


def swallow(content):
    with contextlib.suppress(BadFile):
        rows_of(content, "lijst.xls")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_bytes_ever_raise_anything_else(content):
    swallow(content)


BASES = [files.xlsx(), files.xls(), files.ods()]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(BASES), st.lists(st.tuples(st.integers(min_value=0), st.integers(0, 255)), min_size=1, max_size=20)
)
def test_no_damage_to_a_good_file_ever_raises_anything_else(content, damage):
    damaged = bytearray(content)
    for position, byte in damage:
        damaged[position % len(damaged)] = byte
    swallow(bytes(damaged))


def test_the_limit_of_the_size_is_exact():
    with pytest.raises(BadFile, match="is 26 MB"):
        open_file(bytes(MAX_BYTES + 1), "lijst.csv")
