"""What a delivered file really is, decided by its content: extensions lie."""

import io
import zipfile
from enum import StrEnum

from imports.readers.errors import BadFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKBOOK_START = b"\x09\x08\x10\x00\x00\x06\x05\x00"
FILEPASS = b"\x2f\x00"
SAVE_AS = "Open het in Excel, kies Opslaan als, Excel-werkmap (.xlsx) en upload dat bestand."
NO_LIST = "Upload de lijst als Excel-bestand (.xlsx) of als csv-bestand."
PASSWORD = "is beveiligd met een wachtwoord. Open het bestand, haal het wachtwoord eraf en upload het opnieuw."
DAMAGED = (
    "is beschadigd of niet helemaal aangekomen. Vraag het bestand opnieuw op, of open het in Excel en sla het op "
    "als nieuwe Excel-werkmap (.xlsx)."
)


class Kind(StrEnum):
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    TEXT = "csv"


SIGNATURES = [
    (b"%PDF", f"is een pdf, geen lijst. {NO_LIST}"),
    (b"\x89PNG", f"is een afbeelding, geen lijst. {NO_LIST}"),
    (b"\xff\xd8\xff", f"is een afbeelding, geen lijst. {NO_LIST}"),
    (b"GIF8", f"is een afbeelding, geen lijst. {NO_LIST}"),
    (b"BM", f"is een afbeelding, geen lijst. {NO_LIST}"),
    (b"II*\x00", f"is een afbeelding, geen lijst. {NO_LIST}"),
    (b"MM\x00*", f"is een afbeelding, geen lijst. {NO_LIST}"),
    (b"RIFF", f"is een afbeelding of geluid, geen lijst. {NO_LIST}"),
    (b"{\\rtf", f"is een tekstdocument (rtf), geen lijst. {NO_LIST}"),
    (b"\x1f\x8b", "is een ingepakt bestand (gzip). Pak het uit en upload het spreadsheet dat erin zit."),
    (b"7z\xbc\xaf", "is een ingepakt bestand (7z). Pak het uit en upload het spreadsheet dat erin zit."),
    (b"Rar!", "is een ingepakt bestand (rar). Pak het uit en upload het spreadsheet dat erin zit."),
    (b"SQLite format 3", f"is een database, geen lijst. {NO_LIST}"),
    (b"MZ", f"is een programma, geen lijst. {NO_LIST}"),
    (b"\x00\x01\x00\x00Standard", f"is een Access-database. Exporteer de tabel. {NO_LIST}"),
    (b"\x09\x00\x04\x00", f"is een heel oud Excel-bestand. {SAVE_AS}"),
    (b"\x09\x02\x06\x00", f"is een heel oud Excel-bestand. {SAVE_AS}"),
    (b"\x09\x04\x06\x00", f"is een heel oud Excel-bestand. {SAVE_AS}"),
    (b"\x09\x08", f"is een heel oud Excel-bestand. {SAVE_AS}"),
    (b"ID;P", f"is een SYLK-bestand. {SAVE_AS}"),
    (b"BEGIN:VCARD", f"bevat adreskaartjes (vCard), geen lijst. {NO_LIST}"),
]
TEXT_SIGNATURES = [
    ("urn:schemas-microsoft-com:office:spreadsheet", f"is een Excel-bestand in de oude xml-vorm. {SAVE_AS}"),
    ("<!doctype html", f"is een webpagina (html) met de naam van een ander soort bestand. {SAVE_AS}"),
    ("<html", f"is een webpagina (html) met de naam van een ander soort bestand. {SAVE_AS}"),
    ("<table", f"is een webpagina (html) met de naam van een ander soort bestand. {SAVE_AS}"),
    ("<?xml", f"is een xml-bestand, geen lijst. {NO_LIST}"),
    ("mime-version:", f"is een webpagina of e-mail, geen lijst. {SAVE_AS}"),
]
MARKUP_STARTS = ("<", "mime-version:")


def kind_of(content: bytes, filename: str) -> Kind:
    """The kind of spreadsheet, or `BadFile` that says what it is instead."""
    if not content.strip(b"\x00 \r\n\t"):
        raise BadFile(f'"{filename}" is leeg. Controleer of u het goede bestand hebt gekozen.')
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(content, filename)
    if content.startswith(OLE):
        return _ole_kind(content, filename)
    for start, message in SIGNATURES:
        if content.startswith(start) and not _reads_as_text(content, start):
            raise BadFile(f'"{filename}" {message}')
    _refuse_markup(content, filename)
    return Kind.TEXT


def _reads_as_text(content: bytes, start: bytes) -> bool:
    """Signatures of two letters also begin ordinary lists: "BM;Naam" is no picture."""
    return start in (b"BM", b"MZ", b"RIFF", b"\x09\x08") and b"\x00" not in content[:64]


def _refuse_markup(content: bytes, filename: str) -> None:
    wide = b"\x00" in content[:4]
    text = content[:8192].replace(b"\x00", b"") if wide else content[:8192]
    head = text.decode("utf-8-sig", "replace").lstrip("\ufeff\ufffd \r\n\t").lower()
    if not head.startswith(MARKUP_STARTS):
        return
    for sign, message in TEXT_SIGNATURES:
        if sign in head:
            raise BadFile(f'"{filename}" {message}')


def _ole_kind(content: bytes, filename: str) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in content or _has_file_password(content):
        raise BadFile(f'"{filename}" {PASSWORD}')
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book\x00", "WORKBOOK", "BOOK\x00")):
        return Kind.XLS
    if "WordDocument".encode("utf-16-le") in content:
        raise BadFile(f'"{filename}" is een Word-document, geen lijst. {NO_LIST}')
    if "PowerPoint".encode("utf-16-le") in content:
        raise BadFile(f'"{filename}" is een presentatie, geen lijst. {NO_LIST}')
    if "__substg1.0".encode("utf-16-le") in content:
        raise BadFile(f'"{filename}" is een e-mail. Sla de bijlage op en upload die.')
    raise BadFile(f'"{filename}" {DAMAGED}')


def _has_file_password(content: bytes) -> bool:
    """An old workbook with a password says so in one of its first records (FILEPASS, right after the start)."""
    position = content.find(WORKBOOK_START)
    for _ in range(4):
        if position < 0:
            return False
        record = content[position : position + 4]
        if record[:2] == FILEPASS:
            return True
        position += 4 + int.from_bytes(record[2:4], "little")
    return False


def _zip_kind(content: bytes, filename: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name.replace("\\", "/") for name in archive.namelist()]
            mimetype = _mimetype(archive)
    except Exception:  # every kind of damage to a zip raises something else
        raise BadFile(f'"{filename}" {DAMAGED}') from None
    lowered = {name.lower() for name in names}
    if "xl/workbook.xml" in lowered:
        return Kind.XLSX
    if "xl/workbook.bin" in lowered:
        return Kind.XLSB
    if mimetype.startswith("application/vnd.oasis.opendocument.spreadsheet"):
        return Kind.ODS
    raise BadFile(f'"{filename}" {_other_zip(names, mimetype)}')


def _mimetype(archive: zipfile.ZipFile) -> str:
    """What an OpenDocument file says it is; "" for others, and for a part too large to be a mimetype."""
    if "mimetype" not in archive.namelist() or archive.getinfo("mimetype").file_size > 200:
        return ""
    with archive.open("mimetype") as part:
        return part.read(200).decode("ascii", "replace").strip()


def _other_zip(names: list[str], mimetype: str) -> str:
    if any(name.startswith("word/") for name in names) or "opendocument.text" in mimetype:
        return f"is een tekstdocument (Word of Writer), geen lijst. {NO_LIST}"
    if any(name.startswith("ppt/") for name in names) or "opendocument.presentation" in mimetype:
        return f"is een presentatie, geen lijst. {NO_LIST}"
    if any(name.endswith(".iwa") for name in names):
        return "is gemaakt met Numbers. Kies daar Exporteer naar Excel en upload dat bestand."
    if any(name.startswith("xl/") or name in ("[Content_Types].xml", "content.xml") for name in names):
        return DAMAGED
    lists = [name for name in names if name.lower().endswith((".xlsx", ".xls", ".ods", ".csv", ".txt"))]
    if not lists:
        return f"is een zip-bestand waar geen spreadsheet in zit. {NO_LIST}"
    return f"is een zip-bestand. Pak het uit en upload het spreadsheet ({lists[0].rpartition('/')[2]}) dat erin zit."
