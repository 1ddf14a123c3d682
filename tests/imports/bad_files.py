"""Builders of spreadsheets for the reader tests: good ones in every kind, and bad ones of every kind."""

import io
import re
import struct
import zipfile
import zlib
from functools import cache

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

HEADER = ["KvK-nummer", "Vestigingsnummer", "Handelsnaam", "Plaats"]
ROWS = [
    ["99000001", "000099000001", "Bakkerij De Proef", "Dordrecht"],
    ["99000002", "000099000002", "Café Verzonnen", "Sliedrecht"],
]
SHEET = "xl/worksheets/sheet1.xml"


def xlsx(sheets: dict[str, list[list]] | None = None) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in (sheets or {"Blad1": [HEADER, *ROWS]}).items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return _saved(workbook)


def xls(rows: list[list] | None = None) -> bytes:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Blad1")
    for number, row in enumerate(rows or [HEADER, *ROWS]):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    return _saved(workbook)


def ods(rows: list[list[str]] | None = None) -> bytes:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Blad1")
    for row in rows or [HEADER, *ROWS]:
        line = TableRow()
        for value in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=value))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    file = io.BytesIO()
    document.write(file)
    return file.getvalue()


def csv(rows: list[list[str]] | None = None, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(delimiter.join(row) for row in rows or [HEADER, *ROWS]).encode(encoding)


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def patched(content: bytes, part: str, change) -> bytes:
    """The same zip with one part rewritten."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | {part: change(parts[part])})


def with_sheet_rows(rows: bytes) -> bytes:
    """An xlsx with these rows, written as xml, under its own."""
    return patched(xlsx(), SHEET, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))


@cache
def million_empty_rows(*, above: bytes = b"") -> bytes:
    rows = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % number for number in range(4, 1_000_004))
    return patched(
        xlsx(),
        SHEET,
        lambda xml: re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData>" + above + rows + b"</sheetData>", xml),
    )


def stray_value(cell: str) -> bytes:
    number = re.sub(r"\D", "", cell)
    return with_sheet_rows(f'<row r="{number}"><c r="{cell}"><v>1</v></c></row>'.encode())


@cache
def zip_bomb() -> bytes:
    """A spreadsheet of some 5 MB that says of itself that it unpacks to 1 GB."""
    file = io.BytesIO(xlsx())
    quick = {"compression": zipfile.ZIP_DEFLATED, "compresslevel": 1}
    with zipfile.ZipFile(file, "a", **quick) as archive, archive.open("xl/media/bomb.bin", "w") as part:
        for _ in range(1024):
            part.write(bytes(1024 * 1024))
    return file.getvalue()


def lying_zip_bomb() -> bytes:
    """The same, but its directory says that the part is 10 bytes."""
    content = bytearray(zip_bomb())
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 10)
    content[directory + 16 : directory + 20] = struct.pack("<I", zlib.crc32(bytes(10)))
    return bytes(content)


def entity_bomb() -> bytes:
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 10) for level in range(9)
    )
    xml = b'<?xml version="1.0"?>' + doctype + b"]>"
    return patched(xlsx(), SHEET, lambda sheet: xml + sheet.replace(b"Bakkerij De Proef", b"&j;"))


def password_protected() -> bytes:
    """The outside of a workbook that Office encrypted: an OLE file with the stream EncryptedPackage."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + "EncryptedPackage".encode("utf-16-le") + bytes(1024)


def damaged_xlsx() -> bytes:
    """Its parts no longer begin where the directory of the zip says."""
    first, *others = xlsx().split(b"PK\x03\x04")[1:]
    return b"PK\x03\x04" + first + b"".join(b"PK\x03\x05" + part for part in others)


def old_word() -> bytes:
    return password_protected().replace("EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le"))


def password_protected_xls() -> bytes:
    """An old workbook whose first record after the start says that the rest is encrypted."""
    content = bytearray(xls())
    start = content.index(b"\x09\x08")
    second = start + 4 + int.from_bytes(content[start + 2 : start + 4], "little")
    content[second : second + 2] = b"\x2f\x00"
    return bytes(content)


def ods_of(rows: bytes) -> bytes:
    """An ods with this xml inside its table."""
    return patched(ods(), "content.xml", lambda xml: xml.replace(b"</table:table>", rows + b"</table:table>"))


def _saved(workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()
