"""Text files with something wrong: quotes, delimiters, encodings, signs nobody sees, and what is no list at all."""

import codecs
import gzip
import json
import sqlite3
from collections.abc import Iterator

from tests.imports.bad_files import zipped

HEADER = ["Bedrijfsnaam", "Postcode", "Plaats", "Telefoon", "Contactpersoon", "E-mail", "Opmerkingen"]
ROWS = [
    [
        f"Café de Proef {n}", f"33{n:02} ZZ", "Dordrecht", f"078-000{n:04}", f"René Bös{n}", f"info@proef{n}.example",
        "belt graag terug",
    ]
    for n in range(11, 23)
]  # fmt: skip
Damaged = tuple[str, str, bytes]


def lines(rows=None, *, delimiter=";", end="\r\n", header=HEADER) -> str:
    return end.join(delimiter.join(row) for row in [header, *(ROWS if rows is None else rows)]) + end


def with_cell(row: int, column: int, text: str) -> list[list[str]]:
    return [
        [text if (at, number) == (row, column) else cell for number, cell in enumerate(cells)]
        for at, cells in enumerate(ROWS)
    ]


def all_text() -> Iterator[Damaged]:
    for group in (encodings(), quotes(), shapes(), signs(), values(), no_lists()):
        for name, content in group:
            is_text = isinstance(content, str)
            filename = name.rpartition(" as ")[2] if " as " in name else "lijst.csv"
            yield name, filename, content.encode("utf-8", "surrogatepass") if is_text else content


def encodings():
    text = lines()
    for encoding in ("cp1252", "cp850", "mac_roman", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        yield f"text in {encoding}", text.encode(encoding)
    for encoding in ("utf-32-le", "utf-32-be", "utf-7", "cp500", "cp1251", "iso2022_jp", "gb18030"):
        yield f"text in {encoding}, which lists never use", text.encode(encoding, "replace")
    yield "utf-16 with its mark backwards", codecs.BOM_UTF16_BE + text.encode("utf-16-le")
    yield "utf-16 that misses half a sign", text.encode("utf-16")[:-1]
    yield "utf-8 with two marks", codecs.BOM_UTF8 * 2 + text.encode()
    yield "a mark in the middle", text.encode()[:200] + codecs.BOM_UTF8 + text.encode()[200:]
    yield "half utf-8 and half Windows", text.encode()[:300] + text[300:].encode("cp1252")
    yield "twice encoded", text.encode().decode("cp1252", "replace").encode()
    yield "bytes that Windows has no sign for", text.encode("cp1252") + b"\x81\x8d\x8f\x90\x9d;1;2;3\r\n"
    yield "cut inside a sign", text.encode()[: text.encode().index(b"\xc3") + 1]
    yield "only a mark", codecs.BOM_UTF8
    yield "only a wide mark", codecs.BOM_UTF16_LE


def quotes():
    text = lines()
    for place, at in (("first", 0), ("fifth", 5), ("last", len(ROWS) - 1)):
        yield f"a quote that never closes in the {place} row", lines(with_cell(at, 0, '"Café de Proef'))
    yield "a quote that never closes in the header", '"' + text
    yield "quotes within quotes", lines(with_cell(2, 0, '"Café "de Proef""'))
    yield "quotes escaped with a backslash", lines(with_cell(2, 0, r'"Caf\"é; de Proef"'))
    yield "quotes in the middle of a cell", lines(with_cell(2, 0, 'Café "de Proef" 7'))
    yield "a quote of inches", lines(with_cell(2, 6, '19" rek'))
    yield "every row one quoted cell", "\r\n".join(f'"{line}"' for line in text.splitlines())
    yield "curly quotes", lines([["“" + row[0] + "”", *row[1:]] for row in ROWS])
    yield "single quotes around cells", lines([[f"'{cell}'" for cell in row] for row in ROWS])
    yield "a row break within quotes", lines(with_cell(2, 6, '"regel een\r\nregel twee"'))
    yield "only quotes", '"' * 999
    yield "quotes that close after five rows", lines(with_cell(1, 0, '"Café')).replace("Proef 17", 'Proef 17"')


def shapes():
    for name, delimiter in (("commas", ","), ("tabs", "\t"), ("bars", "|"), ("tildes", "~"), ("spaces", "  ")):
        yield f"delimited by {name}", lines(delimiter=delimiter)
    half = len(ROWS) // 2
    yield "another delimiter halfway", lines(ROWS[:half]) + lines(ROWS[half:], delimiter=",", header=ROWS[half])
    yield "columns shifted halfway", lines(ROWS[:half] + [["", *row[:-1]] for row in ROWS[half:]])
    yield "a cell too many halfway", lines(ROWS[:half] + [["", *row] for row in ROWS[half:]])
    yield "a cell too few halfway", lines(ROWS[:half] + [row[1:] for row in ROWS[half:]])
    yield "rows that get longer and longer", lines([row + ["x"] * at for at, row in enumerate(ROWS)])
    yield "the same header twice", lines(header=[*HEADER[:5], "Bedrijfsnaam", "Bedrijfsnaam"])
    yield "all headers the same", lines(header=["Naam"] * 7)
    yield "headers without names", lines(header=[""] * 7)
    yield "no header", lines(header=ROWS[0])
    yield "the header again halfway", lines([*ROWS[:half], HEADER, *ROWS[half:]])
    yield "only a header", lines([])
    yield "only a title", "Overzicht werkgevers\r\n"
    yield "one cell", "x"
    yield "no name column", lines([row[1:] for row in ROWS], header=HEADER[1:])
    yield "title rows and empty rows above", "Overzicht\r\n\r\n;;;\r\nper vandaag\r\n" + lines()
    yield "a total below", lines([*ROWS, ["Totaal", "", "", "12", "", "", ""]])
    yield "empty rows between", lines([line for row in ROWS for line in (row, [""] * 7)])
    yield "only delimiters", ";;;;;;\r\n" * 40
    yield "only line ends", "\r\n" * 40
    yield "line ends of an old Mac", lines(end="\r")
    yield "three kinds of line ends", lines(ROWS[:3]) + lines(ROWS[3:6], end="\n") + lines(ROWS[6:], end="\r")
    yield "six hundred columns", lines([row + ["x"] * 600 for row in ROWS])
    yield "six hundred named columns", lines(header=HEADER + [f"Kolom{n}" for n in range(600)])
    yield "ten thousand delimiters in one row", lines(with_cell(3, 6, ";" * 10_000))
    yield "sep line with a sign that is none", "sep=#\r\n" + lines()
    yield "sep line alone", "sep=;\r\n"
    yield "five thousand rows that are the same", lines([ROWS[0]] * 300)


def signs():
    for number in (0, 1, 7, 8, 11, 12, 26, 27, 31, 127, 133, 160):
        yield f"sign number {number} in a name", lines(with_cell(3, 0, f"Ca{chr(number)}fé"))
    for name, sign in (("right to left", "\u202e"), ("zero width", "\u200b"), ("soft hyphen", "\u00ad")):
        yield f"a {name} mark in every cell", lines([[sign + cell for cell in row] for row in ROWS])
    yield "marks in the header", lines(header=[f"\u200f{cell}\u2060" for cell in HEADER])
    yield "lone surrogates", lines(with_cell(3, 0, "Caf\udce9"))
    yield "a thousand accents on one letter", lines(with_cell(3, 0, "e" + "\u0301" * 1000))
    yield "emoji and Chinese", lines(with_cell(3, 0, "👩‍🍳 面包店"))
    yield "a line separator that is no line end", lines(with_cell(3, 6, "een\u2028twee\u2029drie\x85vier"))
    yield "the sign for an unknown sign", lines(with_cell(3, 0, "Caf\ufffd"))
    yield "nothing but spaces that do not break", lines([["\u00a0"] * 7] * 9)
    yield "zeros between all signs of half the file", lines()[:300] + "\0".join(lines()[300:600])


def values():
    for column, name in enumerate(("name", "postcode", "place", "phone", "person", "mail", "remark")):
        yield f"a {name} of 32,767 signs", lines(with_cell(4, column, "x" * 32_767))
    yield "a cell of a million signs", lines(with_cell(4, 6, "x" * 1_000_000))
    formulas = ("=1+1", "=HYPERLINK(x)", "@SUM(1)", "+31780000000", "-1", "=cmd|' /C calc'!A0", '="0012"', "'0012")
    for formula in formulas:
        yield f"the formula {formula}", lines(with_cell(4, 0, formula.replace('"', '""')))
    for error in ("#N/B", "#VERW!", "#DEEL/0!", "#WAARDE!", "#NAME?", "########"):
        yield f"the error {error} in every cell of a row", lines([*ROWS[:3], [error] * 7, *ROWS[4:]])
    for value in ("44927", "1,5E+10", "1e999", "NaN", "-0", "30-02-2026", "TRUE", "null", "None", "<b>x</b>", "'; --"):
        yield f"{value} as every value", lines([[value] * 7] * 3)
    yield "page code in a name", lines(with_cell(4, 0, "<script>alert(1)</script>{{ 7*7 }}"))


def no_lists():
    csv = lines().encode()
    yield "html as lijst.xls", "<html><table><tr><td>Bedrijfsnaam</td></tr></table></html>"
    yield "html with a doctype as lijst.xlsx", "<!DOCTYPE html>\n<html><body>Log eerst in</body></html>"
    yield "xml as lijst.xlsx", '<?xml version="1.0"?><werkgevers/>'
    yield (
        "Excel's old xml as lijst.xls",
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    )
    yield "json as lijst.csv", json.dumps([{"Bedrijfsnaam": "Café"}] * 9)
    yield "json in lines as lijst.csv", "\n".join(json.dumps({"Bedrijfsnaam": "Café", "Plaats": "D"}) for _ in range(9))
    yield "yaml as lijst.csv", "werkgevers:\n  - naam: Café\n    plaats: Dordrecht\n"
    yield "a program as lijst.py", "import os\nprint(os.getcwd())\n"
    yield "a letter as brief.txt", "Beste collega,\n\nHierbij de lijst, zie de bijlage.\n\nGroet,\nJan\n"
    yield "pdf as lijst.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj"
    yield "png as lijst.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(99)
    yield "jpeg as lijst.csv", b"\xff\xd8\xff\xe0" + bytes(range(256))
    yield "gif as lijst.csv", b"GIF89a" + bytes(99)
    yield "rtf as lijst.csv", rb"{\rtf1\ansi Bedrijfsnaam}"
    yield "gzip as lijst.csv.gz", gzip.compress(csv, mtime=0)
    yield "7z as lijst.7z", b"7z\xbc\xaf'\x1c" + bytes(99)
    yield "rar as lijst.rar", b"Rar!\x1a\x07\x00" + bytes(99)
    yield "a program of Windows as lijst.xlsx", b"MZ\x90\x00\x03" + bytes(999)
    yield "sound as lijst.csv", b"RIFF\x00\x00\x00\x00WAVEfmt " + bytes(99)
    yield "an e-mail as lijst.csv", "MIME-Version: 1.0\nContent-Type: multipart/mixed\n\n" + lines()
    yield "address cards as lijst.csv", "BEGIN:VCARD\nVERSION:3.0\nFN:Jan\nEND:VCARD\n"
    yield "a calendar as lijst.csv", "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n"
    yield "a database as lijst.xlsx", _database()
    yield "a zip with a csv in it as lijst.zip", zipped({"map/lijst.csv": csv})
    yield "a zip with nothing in it as lijst.xlsx", zipped({})
    yield "a Word document as lijst.xlsx", zipped({"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"})
    yield "a presentation as lijst.xlsx", zipped({"ppt/presentation.xml": b"<x/>"})
    yield "Numbers as lijst.numbers", zipped({"Index/Document.iwa": b"x"})
    yield "csv as lijst.xlsx", csv
    yield "csv as lijst.ods", csv
    yield "csv as lijst", csv
    yield "csv as ..%2f..%2flijst.csv", csv
    yield "nothing but zeros as lijst.xlsx", bytes(5_000)
    yield "noise as lijst.csv", bytes((n * 7919 + n // 3) % 256 for n in range(5_000))
    yield "nothing as lijst.csv", b""


def _database() -> bytes:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE werkgevers (naam text)")
        return connection.serialize()
