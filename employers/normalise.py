"""Raw text to canonical text: the one place that knows how an identifier, address part, phone or size is written.

Every function takes what stood in a cell or form and gives its canonical form, or raises `NotNormal` with a Dutch
sentence about the value. Only damage that is certain is repaired, and the repair is told (standards.md 3.1, 3.3).
Names have a room of their own: `employers/names.py`.
"""

import re
import unicodedata
from typing import NamedTuple

import phonenumbers

from employers.size import REGISTER_CLASSES


class NotNormal(ValueError):
    """The value cannot be read; the message is a Dutch sentence about the value, without row or column."""


class Normalised(NamedTuple):
    """Canonical text, empty when the raw text was empty; `repair` says in Dutch what was certain enough to repair."""

    value: str
    repair: str = ""


class HouseNumber(NamedTuple):
    """Huisnummer, huisletter and toevoeging as the trade register splits them."""

    number: int | None = None
    letter: str = ""
    addition: str = ""


class Size(NamedTuple):
    """Working people: an exact number, or bounds (maximum None: no upper bound) with the register's class code."""

    number: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    class_code: str = ""


INVISIBLE = re.compile(  # control characters, marks of direction and of width nought, halves of characters
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff0-\uffff\ud800-\udfff]"
)
WHOLE_FLOAT = re.compile(r"^([0-9]+)[.,]0+$")
SCIENTIFIC = re.compile(r"^\d([.,]\d+)?e\+?\d+$", re.IGNORECASE)


def normalise_text(raw: str | None) -> Normalised:
    """One line of text: invisible characters gone, every run of white space one space."""
    text = unicodedata.normalize("NFC", raw or "")
    visible = INVISIBLE.sub("", text)
    value = " ".join(visible.split())
    repairs = []
    if visible != text:
        repairs.append("onzichtbare tekens verwijderd")
    if value != visible.strip(" "):
        repairs.append("spaties hersteld")
    return Normalised(value, ", ".join(repairs))


def normalise_kvk_number(raw: str | None) -> Normalised:
    """Eight digits as text; a leading zero that Excel dropped is put back."""
    return _identifier(raw, 8, "KvK-nummer")


def normalise_establishment_number(raw: str | None) -> Normalised:
    """Twelve digits as text; they begin with zeros, so what Excel dropped is put back."""
    return _identifier(raw, 12, "vestigingsnummer", shortest=8)


def _identifier(raw: str | None, length: int, label: str, shortest: int = 7) -> Normalised:
    text = normalise_text(raw).value
    if not text:
        return Normalised("")
    if SCIENTIFIC.match(text):
        raise NotNormal(
            f'Het {label} "{text}" is door Excel afgekapt. Maak van de kolom tekst en vul het nummer opnieuw in.'
        )
    repairs = []
    if whole := WHOLE_FLOAT.match(text):
        text = whole[1]
        repairs.append("decimalen verwijderd")
    digits = re.sub(r"[\s.\-]", "", text)
    if not re.fullmatch(r"[0-9]+", digits):
        raise NotNormal(f'Het {label} "{text}" bevat {_odd_character(digits)}. Een {label} heeft {length} cijfers.')
    if shortest <= len(digits) < length:
        missing = length - len(digits)
        repairs.append("voorloopnul toegevoegd" if missing == 1 else "voorloopnullen toegevoegd")
        digits = digits.zfill(length)
    if len(digits) != length:
        raise NotNormal(
            f'Het {label} "{text}" heeft {_count(len(digits), "cijfer", "cijfers")} en hoort er {length} te hebben.'
        )
    if not digits.strip("0"):
        raise NotNormal(f'Het {label} "{text}" bestaat alleen uit nullen.')
    return Normalised(digits, ", ".join(repairs))


def _odd_character(text: str) -> str:
    return "een letter" if any(char.isalpha() for char in text) else "een vreemd teken"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


POSTCODE = re.compile(r"^([1-9][0-9]{3})[\s.\-]*([A-Z]{2})$")
UNUSED_LETTERS = {"SA", "SD", "SS"}


def normalise_postcode(raw: str | None) -> Normalised:
    """A Dutch postcode as "3311 AB" (NEN 5825); capitals and the space are put in, and told."""
    text = normalise_text(raw).value
    if not text:
        return Normalised("")
    bare = re.sub(r"^NL[\s\-]+", "", text.upper())
    found = POSTCODE.match(bare)
    if not found:
        raise NotNormal(
            f'De postcode "{text}" klopt niet. Een postcode is vier cijfers en twee letters, zoals 3311 AB.'
        )
    if found[2] in UNUSED_LETTERS:
        raise NotNormal(f'De postcode "{text}" bestaat niet: de letters {found[2]} worden niet gebruikt.')
    value = f"{found[1]} {found[2]}"
    return Normalised(value, "" if bare.replace(" ", "") == text.replace(" ", "") else "schrijfwijze hersteld")


PHONE_NOISE = re.compile(r"^\s*(?:tel(?:efoon)?|mob(?:iel)?|t|m)\s*[.:]+\s*", re.IGNORECASE)
PHONE_EXTENSION = re.compile(r"\s*(?:toestel|tst|ext|x)\.?\s*\d{1,5}\s*$", re.IGNORECASE)
SERVICE_NUMBER = re.compile(r"^0(?:800|90[069])")


def normalise_phone(raw: str | None) -> Normalised:
    """E.164, as +31780001234. Only shape and length are checked, so that invented numbers pass too."""
    text = normalise_text(raw).value
    if not text:
        return Normalised("")
    repairs = []
    first = re.split(r"\s*(?:[/;|]|\bof\b|\ben\b)\s*", PHONE_NOISE.sub("", text))[0] or text
    if _digits(first) != _digits(text):
        first, repairs = (first, ["alleen het eerste nummer gebruikt"]) if len(_digits(first)) >= 8 else (text, [])
    bare = PHONE_EXTENSION.sub("", first)
    if bare != first:
        repairs.append("toestelnummer weggelaten")
    if re.search(r"[A-Za-z]", bare):
        raise NotNormal(f'Het telefoonnummer "{text}" bevat letters.')
    international = _international(bare, repairs)
    if not international:
        raise NotNormal(
            f'Het telefoonnummer "{text}" klopt niet. Een Nederlands nummer heeft 10 cijfers, zoals 078-0001234.'
        )
    return Normalised(international, ", ".join(repairs))


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _international(text: str, repairs: list[str]) -> str:
    """The number with its country code, or "" when it has the wrong length; adds to `repairs`."""
    whole = WHOLE_FLOAT.match(text)
    if whole:
        text = whole[1]
        repairs.append("decimalen verwijderd")
    abroad = text.lstrip("( ").startswith(("+", "00"))
    digits = _digits(re.sub(r"\(0\)", "", text)).removeprefix("00") if abroad else _digits(text)
    if abroad and not digits.startswith("31"):
        return _foreign(digits)
    if not abroad and len(digits) == 11 and digits.startswith("31"):
        abroad = True
    national = digits.removeprefix("31").removeprefix("0") if abroad else digits.removeprefix("0")
    if not abroad and not digits.startswith("0") and len(digits) == 9:
        repairs.append("voorloopnul toegevoegd")
    elif not abroad and not digits.startswith("0"):
        return ""
    right_length = len(national) == 9 or (len(national) in (7, 10) and SERVICE_NUMBER.match(f"0{national}"))
    return f"+31{national}" if right_length and not national.startswith("0") else ""


SHORTEST_ABROAD = 7  # digits with the country code; some countries have shorter ones, for help and information only


def _foreign(digits: str) -> str:
    try:
        number = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return ""
    possible = len(digits) >= SHORTEST_ABROAD and phonenumbers.is_possible_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if possible else ""


EMAIL = re.compile(r"^[a-z0-9!#$%&'*+/=?^_`{|}~.\-]+@(?:[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?\.)+[a-z]{2,24}$")


def normalise_email(raw: str | None) -> Normalised:
    """One address in lower case; of several, the first."""
    text = normalise_text(raw).value
    if not text:
        return Normalised("")
    value = re.sub(r"^(?:mailto|e-?mail|mail)\s*:\s*", "", text.lower())
    repairs = []
    if between := re.search(r"<([^<>\s]+@[^<>\s]+)>", value):
        value = between[1]
        repairs.append("alleen het adres gebruikt")
    parts = [part for part in re.split(r"[;,|/\s]+", value) if "@" in part]
    if len(parts) > 1 and all(EMAIL.match(part) for part in parts):
        value = parts[0]
        repairs.append("alleen het eerste adres gebruikt")
    value = value.strip(" ;,<>").rstrip(".")
    local = value.partition("@")[0]
    if not EMAIL.match(value) or ".." in value or local.startswith(".") or local.endswith(".") or len(value) > 254:
        raise NotNormal(f'Het e-mailadres "{text}" klopt niet.')
    return Normalised(value, ", ".join(repairs))


DOMAIN = re.compile(r"^(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$")


def normalise_website(raw: str | None) -> Normalised:
    """The domain alone, without www: what two lists can be compared on."""
    text = normalise_text(raw).value
    if not text:
        return Normalised("")
    value = re.sub(r"^[a-z]+:/{1,2}", "", text.lower().strip(" .;,"))
    domain = re.split(r"[/?#:\s]", value, maxsplit=1)[0].removeprefix("www.").rstrip(".")
    try:
        domain = domain.encode("idna").decode() if not domain.isascii() else domain
    except UnicodeError:
        domain = ""
    if not DOMAIN.match(domain) or len(domain) > 120:
        raise NotNormal(f'De website "{text}" klopt niet.')
    return Normalised(domain)


HOUSE_NUMBER = re.compile(r"^(?:nr\.?\s*)?([0-9]{1,5})(.*)$", re.IGNORECASE)


def normalise_house_number(raw: str | None) -> HouseNumber:
    """ "18 A-3" is number 18, letter A, addition 3. Text without a number in front is refused."""
    text = re.sub(r"\s*t/m\s*", "-", normalise_text(raw).value)
    if whole := WHOLE_FLOAT.match(text):
        text = whole[1]
    if not text:
        return HouseNumber()
    found = HOUSE_NUMBER.match(text)
    if not found or not int(found[1]) or found[2][:1].isdigit():
        raise NotNormal(f'Het huisnummer "{text}" klopt niet. Een huisnummer begint met een getal, zoals 18 of 18 A.')
    rest = found[2].strip(" -/.,")
    lettered = re.match(r"^([A-Za-z])(?![A-Za-z])(.*)$", rest)
    letter, addition = (lettered[1].upper(), lettered[2]) if lettered else ("", rest)
    addition = addition.strip(" -/.,")
    if len(addition) > 10:
        raise NotNormal(f'De toevoeging "{addition}" bij huisnummer "{text}" is langer dan 10 tekens.')
    return HouseNumber(int(found[1]), letter, addition)


def normalise_sbi_code(raw: str | None) -> Normalised:
    """Two to six digits without dots; which SBI version it is, the list has to say."""
    text = normalise_text(raw).value
    if not text:
        return Normalised("")
    repair = ""
    if whole := re.match(r"^(\d{3,6})[.,]0+$", text):
        text, repair = whole[1], "decimalen verwijderd"
    digits = re.sub(r"[\s.]", "", re.sub(r"^(?:sbi\s*)?[A-Za-z]?\s*", "", text, flags=re.IGNORECASE))
    if not re.fullmatch(r"[0-9]{2,6}", digits):
        raise NotNormal(f'De SBI-code "{text}" klopt niet. Een SBI-code heeft 2 tot 6 cijfers.')
    return Normalised(digits, repair)


UNKNOWN_SIZE = {
    "onbekend",
    "onb",
    "onb.",
    "?",
    "-",
    "n.b.",
    "nb",
    "nvt",
    "n.v.t.",
    "n.t.b.",
    "niet bekend",
    "geen opgave",
}
UNKNOWN_CLASS = "99"
PEOPLE = r"\s*(?:werkzame personen|werkz\.? pers\.?|personen|medewerkers|werknemers|mensen|fte|wp|mw)?\.?$"
NUMBER = r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,7})"


def normalise_size(raw: str | None, *, is_class_code: bool = False) -> Size:
    """Working people as number or class: "12", "100 t/m 199", "2-4", "10 tot 20" (upper value excluded), "1000+".

    A two-digit text with a leading zero is a class code of the trade register; "10", "11", "12" and "99" are such
    codes only when the caller knows that the column holds codes (`is_class_code`).
    """
    text = normalise_text(raw).value.lower()
    if not text:
        return Size()
    if text in UNKNOWN_SIZE:
        return Size(class_code=UNKNOWN_CLASS)
    code = re.match(r"^(?:klasse|code|kl\.?)\s*(\d{1,2})$", text)
    if code or is_class_code or re.fullmatch(r"0[1-9]", text):
        return _class_size(code[1] if code else text)
    return _number_size(text) or _range_size(text) or _unreadable_size(text)


def _class_size(code: str) -> Size:
    code = re.sub(r"[.,]0+$", "", code).zfill(2)
    if code == UNKNOWN_CLASS:
        return Size(class_code=code)
    if code not in REGISTER_CLASSES:
        raise NotNormal(f'De klasse "{code}" bestaat niet. De klassen zijn 01 tot en met 12 en 99 (onbekend).')
    minimum, maximum = REGISTER_CLASSES[code]
    return Size(minimum if minimum == maximum else None, minimum, maximum, code)


def _number_size(text: str) -> Size | None:
    if found := re.match(r"^" + NUMBER + r"(?:,0+|\.0{1,2})?" + PEOPLE, text):
        number = int(found[1].replace(".", ""))
        return Size(number, number, number)
    if text in ("zzp", "zzp'er", "zzper", "eenpitter"):
        return Size(1, 1, 1)
    return None


def _range_size(text: str) -> Size | None:
    if found := re.match(r"^(?:van\s+)?" + NUMBER + r"\s*(t/?m|tot en met|tot|-|–|à|a|/)\s*" + NUMBER + PEOPLE, text):
        low, high = int(found[1].replace(".", "")), int(found[3].replace(".", ""))
        return _bounded(low, high - 1 if found[2] == "tot" else high, text)
    if found := re.match(r"^(?:vanaf\s+|minimaal\s+|≥\s*|>=\s*)" + NUMBER + PEOPLE, text):
        return _bounded(int(found[1].replace(".", "")), None, text)
    if found := re.match(r"^" + NUMBER + r"\s*(?:\+|en meer|of meer|e\.o\.)" + PEOPLE, text):
        return _bounded(int(found[1].replace(".", "")), None, text)
    if found := re.match(r"^(?:>|meer dan)\s*" + NUMBER + PEOPLE, text):
        return _bounded(int(found[1].replace(".", "")) + 1, None, text)
    if found := re.match(r"^(<|minder dan|tot|t/m|tot en met|maximaal|≤|<=)\s*" + NUMBER + PEOPLE, text):
        excluded = found[1] in ("<", "minder dan", "tot")
        return _bounded(1, int(found[2].replace(".", "")) - excluded, text)
    return None


def _bounded(low: int, high: int | None, text: str) -> Size:
    if high is not None and high < low:
        raise NotNormal(f'De omvang "{text}" klopt niet: het laatste getal is lager dan het eerste.')
    codes = [code for code, bounds in REGISTER_CLASSES.items() if bounds == (low, high)]
    return Size(low if low == high else None, low, high, codes[0] if codes else "")


def _unreadable_size(text: str) -> Size:
    if re.match(r"^\d{4}-\d{2}-\d{2}", text) or re.match(r"^\d{1,2}-[a-z]{3}", text):
        raise NotNormal(
            f'De omvang "{text}" is door Excel een datum geworden. Vul de klasse in als tekst, zoals 2 t/m 4.'
        )
    raise NotNormal(f'De omvang "{text}" is niet te lezen. Gebruik een aantal, een klasse zoals 2 t/m 4, of onbekend.')
