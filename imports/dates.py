"""Dates as lists write them."""

import datetime
import re
from collections.abc import Iterable

from employers.normalise import Normalised, NotNormal, normalise_text

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{1,2}:\d{2}.*)?$")
DUTCH = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:,? \d{1,2}[:.]\d{2}(?::\d{2})?)?$")
IN_WORDS = re.compile(r"^(?:[a-z]{2,9},? )?(\d{1,2})[ \-]([a-z]{3,9})\.?[ \-](\d{4})$")
MONTH_AND_YEAR = re.compile(r"^(?:([a-z]{3,9}|\d{1,2})\.?[ \-/])?((?:19|20)\d{2})$")
COMPACT = re.compile(r"^(20\d{2}|19\d{2})(\d{2})(\d{2})$")
SERIAL = re.compile(r"^([2-6]\d{4})(?:[.,]\d+)?$")
EXCEL_DAY_ZERO = datetime.date(1899, 12, 30)
TITLE = re.compile(
    r"\b(?:peildatum|stand per|stand op|stand|per|d\.d\.|bijgewerkt tot(?: en met)?)\s*:?\s*"
    r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}|\d{1,2} [a-z]{3,9} \d{4})",
    re.IGNORECASE,
)
YEAR_FIRST = re.compile(r"(?<!\d)(20\d{2})([-_. ]?)(\d{2})\2(\d{2})(?!\d)")
DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-_./ ])(\d{1,2})\2(20\d{2})(?!\d)")
DAY_IN_WORDS = re.compile(r"(?<!\d)(\d{1,2})[-_ ]([a-z]{3,9})\.?[-_ ](20\d{2})(?!\d)")
EARLIEST, LATEST = 1900, 2100


def read_date(raw: str | None) -> Normalised:
    """The date in ISO form; day goes before month. An Excel day number or a missing day is put right, and told."""
    text = normalise_text(raw).value.lower()
    if not text or text in ("-", "onbekend", "n.v.t.", "nvt", "geen"):
        return Normalised("")
    if serial := SERIAL.match(text):
        day = EXCEL_DAY_ZERO + datetime.timedelta(days=int(serial[1]))
        return Normalised(day.isoformat(), "datumgetal van Excel omgezet")
    if rough := _without_day(text):
        return rough
    day = _parts(text)
    if day is None or not EARLIEST <= day.year <= LATEST:
        raise NotNormal(f'De datum "{text}" is niet te lezen. Gebruik dag-maand-jaar, zoals 31-12-2025.')
    return Normalised(day.isoformat())


def _without_day(text: str) -> Normalised | None:
    """ "feb 2017", "2-2017" and "2017": their first day, and that is told."""
    found = MONTH_AND_YEAR.match(text)
    if not found:
        return None
    word = found[1] or ""
    month = int(word) if word.isdigit() else _month(word) if word else 1
    day = _date(found[2], month, 1)
    missing = "de dag ontbreekt, de eerste van de maand" if word else "dag en maand ontbreken, 1 januari"
    return Normalised(day.isoformat(), f"{missing} is gebruikt") if day else None


def _parts(text: str) -> datetime.date | None:
    if found := ISO.match(text) or COMPACT.match(text):
        return _date(*found.groups()[:3])
    if found := DUTCH.match(text):
        year = found[3] if len(found[3]) == 4 else _century(found[3])
        return _date(year, found[2], found[1])
    if (found := IN_WORDS.match(text)) and (month := _month(found[2])):
        return _date(found[3], month, found[1])
    return None


def _century(two_digits: str) -> str:
    return ("20" if int(two_digits) < 70 else "19") + two_digits


def _month(word: str) -> int:
    short = {"mrt": 3, "sept": 9}
    return short.get(word) or next((number for number, name in enumerate(MONTHS, 1) if name.startswith(word)), 0)


def _date(year: str | int, month: str | int, day: str | int) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def dates_in_titles(texts: Iterable[str]) -> list[datetime.date]:
    """The days that the lines above a list tell as its own: "Selectie Drechtsteden, peildatum 1-1-2014".

    Without such a word any day in those lines.
    """
    texts = list(texts)
    told = [day for text in texts for found in TITLE.finditer(text) if (day := _parts(found[1].lower()))]
    return told or [day for text in texts for day in dates_in_name(text)]


def dates_in_name(name: str) -> list[datetime.date]:
    """The days in the name of a file or sheet: "kvk_2026-03-01.xlsx", "Stand 1 mrt 2026", "20260301"."""
    text = name.lower()
    days = [_date(found[1], found[3], found[4]) for found in YEAR_FIRST.finditer(text)]
    days += [_date(found[4], found[3], found[1]) for found in DAY_FIRST.finditer(text)]
    days += [_date(found[3], _month(found[2]), found[1]) for found in DAY_IN_WORDS.finditer(text)]
    return [day for day in days if day]
