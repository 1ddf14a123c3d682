"""Spreadsheets with something wrong: cut off, with flipped bits, without parts, with xml or cells that cannot be."""

import datetime
import io
import random
import re
import zipfile
from collections.abc import Iterator
from functools import cache

from tests.imports import bad_files
from tests.imports.bad_files import SHEET, patched, xlsx, zipped
from tests.imports.damaged_text import HEADER, ROWS, Damaged, lines

LIST = [HEADER, *ROWS]
PARTS = ("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET, "xl/styles.xml")
ODS_PARTS = ("content.xml", "mimetype", "META-INF/manifest.xml")


@cache
def good() -> dict[str, bytes]:
    return {
        "xlsx": xlsx({"Blad1": LIST}), "ods": bad_files.ods(LIST), "xls": bad_files.xls(LIST), "csv": lines().encode(),
    }  # fmt: skip


def all_workbooks() -> Iterator[Damaged]:
    for group in (cut_off(), flipped(), zeroed(), without_parts()):
        yield from group
    for name, content in (*broken_xml(), *odd_cells(), *odd_sheets()):
        yield name, "lijst.xlsx", content
    yield from protected()
    yield from wrong_names()


def cut_off():
    for kind, content in good().items():
        for percentage in (1, 5, 20, 50, 80, 95, 99):
            yield f"{kind} cut off at {percentage}%", f"lijst.{kind}", content[: len(content) * percentage // 100]
        yield f"{kind} without its last byte", f"lijst.{kind}", content[:-1]
        yield f"{kind} without its first byte", f"lijst.{kind}", content[1:]


def flipped():
    for kind in ("xlsx", "ods", "xls"):
        for seed, count in enumerate((1, 1, 1, 2, 5, 20, 200)):
            yield f"{kind} with {count} flipped bits ({seed})", f"lijst.{kind}", _flip(good()[kind], count, seed)


def _flip(content: bytes, count: int, seed: int) -> bytes:
    rng, changed = random.Random(seed), bytearray(content)
    for _ in range(count):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def zeroed():
    for kind in ("xlsx", "ods", "xls"):
        for part in (0, 1, 2, 3):
            content = bytearray(good()[kind])
            quarter = len(content) // 4
            content[part * quarter : part * quarter + 200] = bytes(200)
            yield f"{kind} with zeros in its quarter {part + 1}", f"lijst.{kind}", bytes(content)


def without_parts():
    for kind, parts in (("xlsx", PARTS), ("ods", ODS_PARTS)):
        for part in parts:
            yield f"{kind} without {part}", f"lijst.{kind}", _without(good()[kind], part)
            yield f"{kind} with an empty {part}", f"lijst.{kind}", patched(good()[kind], part, lambda _: b"")


def _without(content: bytes, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist() if name != part})


def broken_xml():
    changes = {
        "a tag that never closes": lambda xml: xml.replace(b"</row>", b"", 1),
        "an entity that does not exist": lambda xml: xml.replace(b"<sheetData>", b"<sheetData>&nope;"),
        "xml cut off halfway": lambda xml: xml[: len(xml) // 2],
        "no xml at all": lambda _: b"dit is geen xml",
        "another root": lambda _: b"<html/>",
        "a wrong encoding": lambda xml: b'<?xml version="1.0" encoding="utf-16"?>' + xml,
        "tags a thousand deep": lambda xml: xml.replace(b"<sheetData>", b"<x>" * 1000 + b"<sheetData>"),
        "a string that does not exist": lambda xml: _shared(xml, b"99999"),
        "a string number below zero": lambda xml: _shared(xml, b"-1"),
        "a string number that is a word": lambda xml: _shared(xml, b"drie"),
        "cells without a place": lambda xml: re.sub(rb' r="[A-Z]+[0-9]+"', b"", xml),
        "rows without a number": lambda xml: re.sub(rb'<row r="[0-9]+"', b"<row", xml),
        "a cell in row zero": lambda xml: xml.replace(b'r="C3"', b'r="C0"'),
        "a cell in row five billion": lambda xml: xml.replace(b'r="C3"', b'r="C5000000000"'),
        "a cell that stands twice": lambda xml: xml.replace(b'r="C3"', b'r="B3"'),
        "rows in the wrong order": lambda xml: xml.replace(b'r="3"', b'r="99"', 1),
        "a kind of cell that does not exist": lambda xml: xml.replace(b't="inlineStr"', b't="zz"', 5),
        "a style that does not exist": lambda xml: xml.replace(b'<c r="C3"', b'<c r="C3" s="9999"'),
    }
    for name, change in changes.items():
        yield f"sheet with {name}", patched(good()["xlsx"], SHEET, change)
    signs = {
        "a zero": b"&#0;",
        "a lone surrogate": b"&#xD800;",
        "a control sign": b"_x0007_",
        "a sign too far": b"&#x110000;",
    }
    for name, sign in signs.items():
        change = lambda xml, sign=sign: xml.replace("Café de Proef 13".encode(), b"Caf" + sign)  # noqa: E731
        yield f"string with {name}", patched(good()["xlsx"], SHEET, change)


def _shared(xml: bytes, number: bytes) -> bytes:
    """The first names as numbers in a table of texts that is not there."""
    return re.sub(rb't="inlineStr"><is><t>Caf[^<]*</t></is>', b't="s"><v>' + number + b"</v>", xml, count=3)


def odd_cells():
    for error in ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"):
        cells = b"".join(b'<c r="%c20" t="e"><v>%b</v></c>' % (65 + at, error.encode()) for at in range(7))
        yield f"a row of {error}", patched(good()["xlsx"], SHEET, lambda xml, row=cells: _with_row(xml, row))
    moment = datetime.datetime(2026, 1, 31, 13, 45)
    odd = {
        "dates": moment.date(), "moments": moment, "times": moment.time(), "durations": datetime.timedelta(days=3),
        "whole numbers": 3311, "fractions": 0.1, "a huge number": 1e308, "yes": True, "formulas": "=A1&B1",
        "a formula of itself": "=B2", "long texts": "y" * 32_767, "links": '=HYPERLINK("https://x.example";"x")',
        "a negative date number": -44927.5,
    }  # fmt: skip
    for name, value in odd.items():
        yield f"cells with {name}", xlsx({"Blad1": [HEADER, *ROWS[:5], [value] * 7, *ROWS[5:]]})


def _with_row(xml: bytes, cells: bytes) -> bytes:
    return xml.replace(b"</sheetData>", b'<row r="20">' + cells + b"</row></sheetData>")


def odd_sheets():
    yield "a sheet without anything", xlsx({"Blad1": []})
    yield "three sheets without anything", xlsx({"Blad1": [], "Blad2": [], "Blad3": []})
    yield "an empty sheet before the list", xlsx({"Leeg": [], "Lijst": LIST})
    yield "fifty sheets", xlsx({f"Blad{n}": LIST[:3] for n in range(50)})
    yield "sheets with odd names", xlsx({"<b>&": LIST[:3], "'quote'": LIST[:3], "😀": LIST[:3]})
    yield "a value in the far corner", bad_files.stray_value("XFD1048576")
    yield "six hundred columns in a sheet", xlsx({"Blad1": [[*HEADER, *["x"] * 600], *ROWS]})
    yield "only a header on a sheet", xlsx({"Blad1": [HEADER]})
    yield "a list without header", xlsx({"Blad1": ROWS})
    yield "the same header in each column", xlsx({"Blad1": [["Naam"] * 7, *ROWS]})
    yield "columns shifted halfway in a sheet", xlsx({"Blad1": [*LIST[:6], *([None, *row[:-1]] for row in LIST[6:])]})
    yield "xml that grows when it is read", bad_files.entity_bomb()
    yield "parts that are not where they should be", bad_files.damaged_xlsx()


def protected():
    yield "xlsx with a password", "lijst.xlsx", bad_files.password_protected()
    yield "xls with a password", "lijst.xls", bad_files.password_protected_xls()
    yield "zip with a password", "lijst.xlsx", _marked_as_encrypted(good()["xlsx"])
    manifest = lambda xml: xml.replace(b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>")  # noqa: E731
    yield "ods with a password", "lijst.ods", patched(good()["ods"], "META-INF/manifest.xml", manifest)


def _marked_as_encrypted(content: bytes) -> bytes:
    changed = bytearray(content)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := content.find(mark, start + 1)) >= 0:
            changed[start + flags] |= 1
    return bytes(changed)


def wrong_names():
    yield "xlsx that is called csv", "lijst.csv", good()["xlsx"]
    yield "xls that is called xlsx", "lijst.xlsx", good()["xls"]
    yield "ods that is called xls", "lijst.xls", good()["ods"]
    yield "xlsx that is called pdf", "lijst.pdf", good()["xlsx"]
    yield "an old Word document", "lijst.xls", bad_files.old_word()
    yield "two workbooks behind each other", "lijst.xlsx", good()["xlsx"] * 2
    yield "a workbook behind text", "lijst.xlsx", b"zie hieronder\r\n" + good()["xlsx"]
