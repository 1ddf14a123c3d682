"""An address in one cell, in any usual order, taken apart. What cannot be placed with certainty stays in `rest`."""

import re
from typing import NamedTuple

from employers.names import plain_text
from employers.normalise import NotNormal, normalise_house_number, normalise_postcode, normalise_text

POSTCODE = re.compile(r"(?<![\w-])(?:NL[ -])?([1-9]\d{3})[ ]?([A-Za-z]{2})(?![\w'])")
SHORT_WORDS = {"te", "de", "en", "in", "op", "bv", "nr", "to", "tm", "is"}
ADDITION_WORD = r"(?:bis|huis|hs|boven|beneden|rood|zwart|rd|zw|wit|ong|to|t/o|i{1,3}|iv|v|unit|kantoor|hal)"
NUMBER_TAIL = (
    rf"(?:\s?[-/]\s?\d{{1,4}}(?:\s?[A-Za-z])?|\s?t/m\s?\d{{1,5}}|\s?[-/]?\s?[A-Za-z](?![A-Za-z.'’])(?:\s?[-/]?\s?\d{{1,4}})?"
    rf"|\s?[-/]?\s?{ADDITION_WORD}(?![A-Za-z])(?:\s?\d{{1,4}})?)"
)
STREET_AND_NUMBER = re.compile(
    rf"^(?P<street>\S.*?[A-Za-z.'’)])[ ,]*\s(?:nr\.?\s?|no\.?\s?)?(?P<number>\d{{1,5}})(?P<tail>{NUMBER_TAIL}{{0,2}})"
    r"(?=$|[\s,;])(?P<after>.*)$",
    re.IGNORECASE,
)
YEAR_STREET_AND_NUMBER = re.compile(
    rf"^(?P<street>.*?\s\d{{4}})[ ,]+(?P<number>\d{{1,5}})(?P<tail>{NUMBER_TAIL}?)(?=$|[\s,;])(?P<after>.*)$",
    re.IGNORECASE,
)
GLUED_NUMBER = re.compile(r"^(?P<street>[A-Za-z][A-Za-z.'’ \-]{3,})(?P<number>\d{1,4})(?P<tail>[A-Za-z]?)(?P<after>)$")
YEARS = range(1500, 2050)
COUNTRY = re.compile(r"[\s,;(]*\b(?:nederland|the netherlands|nl)\)?\.?$", re.IGNORECASE)
PLACE_WORDS = (
    "den",
    "de",
    "het",
    "'s",
    "s",
    "sint",
    "st",
    "st.",
    "nieuw",
    "oud",
    "nieuwe",
    "oude",
    "alphen",
    "capelle",
    "krimpen",
)
PLACES = (
    # Places of more than one word in and around the region: between postcode and street nothing marks their end
    "hendrik ido ambacht", "h i ambacht", "hi ambacht", "hardinxveld giessendam", "hardinxveld g dam",
    "nieuw lekkerland", "oud alblas", "nieuw beijerland", "oud beijerland", "zuid beijerland", "s gravendeel",
    "s gravenhage", "den haag", "capelle aan den ijssel", "capelle a d ijssel", "krimpen aan den ijssel",
    "krimpen a d ijssel", "krimpen aan de lek", "alphen aan den rijn", "ouderkerk aan den ijssel",
    "nieuwerkerk aan den ijssel", "den bosch", "s hertogenbosch", "bergen op zoom", "hoek van holland",
    "berkel en rodenrijs", "de lier",
)  # fmt: skip
SINGLE_PLACES = (
    "dordrecht", "zwijndrecht", "papendrecht", "sliedrecht", "alblasserdam", "heerjansdam", "ridderkerk", "rotterdam",
    "gorinchem", "barendrecht", "utrecht", "breda", "amsterdam", "molenlanden", "leerdam", "gouda", "delft",
)  # fmt: skip


class Address(NamedTuple):
    """A postbus is kept as street "Postbus" with its number. `rest` is text that found no place."""

    street: str = ""
    house_number: int | None = None
    house_letter: str = ""
    house_number_addition: str = ""
    postcode: str = ""
    place: str = ""
    rest: str = ""


class StreetPart(NamedTuple):
    street: str
    house_number: int | None
    house_letter: str
    house_number_addition: str
    after: str


def parse_address(raw: str | None) -> Address:
    """Street, number, postcode and place out of one cell.

    "Merwestraat 18a, 3311 ZZ Dordrecht", "3311ZZ DORDRECHT Merwestraat 18 A", "Merwestraat 18 Dordrecht",
    "Postbus 12 3300 AA Dordrecht", "Dordrecht, Merwestraat 18".
    """
    lines = [normalise_text(line).value for line in re.split(r"[\r\n]+", raw or "")]
    text = COUNTRY.sub("", ", ".join(line for line in lines if line)).strip(" ,;")
    if not text:
        return Address()
    found = _postcode_in(text)
    if not found:
        return _without_postcode(text)
    before, after = _trim(text[: found.start()]), _trim(text[found.end() :])
    postcode = normalise_postcode(found[1] + found[2]).value
    address = _around(before, after)
    return address._replace(postcode=postcode)


def split_street(text: str) -> StreetPart:
    """A street with its house number in the same cell; what stands after the number is in `after`."""
    text = _trim(text)
    for found in _street_matches(text):
        try:
            number = normalise_house_number(f"{found['number']}{found['tail'] or ''}")
        except NotNormal:
            continue
        return StreetPart(_trim(found["street"]), *number, _trim(found["after"]))
    return StreetPart(text, None, "", "", "")


def _street_matches(text: str):
    """The likely readings, best first: a year between words and number belongs to the street ("Plein 1940 12")."""
    first = STREET_AND_NUMBER.match(text)
    if first and int(first["number"]) in YEARS and (with_year := YEAR_STREET_AND_NUMBER.match(text)):
        yield with_year
    if first:
        yield first
    if glued := GLUED_NUMBER.match(text):
        yield glued


def _postcode_in(text: str) -> re.Match | None:
    """The postcode in the text. A first number with a short word behind it is none: "Rijksweg 1200 de Hoek"."""
    for found in POSTCODE.finditer(text):
        letters, before = found[2], text[: found.start()]
        if letters in SHORT_WORDS and " " in found[0] and before and not _holds_number(before):
            continue
        try:
            normalise_postcode(found[1] + letters)
        except NotNormal:
            continue
        return found
    return None


def _around(before: str, after: str) -> Address:
    """The address on both sides of a postcode."""
    if not before:
        return _place_then_street(after)
    part = split_street(before)
    if part.house_number is None:
        if _holds_number(after):
            return _place_before_street(before, after)
        return _pieces_without_number(before, after)
    if not after:
        return _street_then_place(before)
    street, place = part.street, after
    rest = part.after
    if "," in street:
        lead, _, street = street.rpartition(",")
        rest = f"{lead} {rest}"
    if _same_place(rest, place):
        rest = ""
    place, _, more = place.partition(",")
    return Address(_trim(street), *part[1:4], "", _trim(place), _trim(f"{rest} {more}"))


def _place_before_street(before: str, after: str) -> Address:
    """ "Dordrecht 3311 ZZ Merwestraat 18"."""
    part = split_street(after)
    if part.house_number is None:
        return Address(rest=_trim(f"{before} {after}"))
    return Address(*part[:4], "", before, part.after)


def _pieces_without_number(before: str, after: str) -> Address:
    """A street without a number in front of the postcode, or a place when nothing stands behind it."""
    if after:
        return Address(street=before, place=after)
    return Address(place=before) if _is_place(before) else Address(street=before)


def _without_postcode(text: str) -> Address:
    if _holds_number(text):
        return _street_then_place(text)
    street, comma, place = text.rpartition(",")
    if comma:
        return Address(street=_trim(street), place=_trim(place))
    return Address(place=text) if _is_place(text) else Address(street=text)


def _street_then_place(text: str) -> Address:
    """ "Merwestraat 18 A Dordrecht" or "Dordrecht, Merwestraat 18"."""
    part = split_street(text)
    if part.house_number is None:
        return Address(rest=text)
    street, place = part.street, part.after
    lead, comma, last = street.rpartition(",")
    if comma and not place:
        street, place = _trim(last), _trim(lead)
    elif not place and (length := _leading_place(street)):
        place, street = _trim(street[:length]), _trim(street[length:])
    if not street or re.search(r"\d", place):
        return Address(rest=text)
    return Address(street, *part[1:4], "", place)


def _place_then_street(text: str) -> Address:
    """What stands behind a postcode in front: "DORDRECHT Merwestraat 18 A", "Dordrecht, Merwestraat 18"."""
    if not _holds_number(text):
        place, comma, street = text.partition(",")
        return Address(street=_trim(street), place=_trim(place))
    place, comma, street = text.partition(",")
    if not comma or _holds_number(place):
        length = _leading_place(text) or _leading_capitals(text) or _leading_words(text)
        place, street = text[:length], text[length:]
    part = split_street(street)
    if part.house_number is None or not part.street:
        return Address(rest=text)
    return Address(*part[:4], "", _trim(place), part.after)


def _leading_place(text: str) -> int:
    """How many characters at the start are a place that we know by name; 0 when none."""
    words = list(re.finditer(r"\S+", text))
    for count in range(min(5, len(words) - 1), 0, -1):
        if _is_place(text[: words[count - 1].end()]):
            return words[count - 1].end()
    return 0


def _leading_capitals(text: str) -> int:
    """ "DORDRECHT Merwestraat 18": the words in capitals in front of a street that is not."""
    found = re.match(r"^((?:[A-Z'’\-./]{2,}\s+)+)(?=[A-Z0-9'’][a-z0-9'’])", text)
    return found.end() if found else 0


def _leading_words(text: str) -> int:
    """The first word, with words such as Den and Oud that never are a place alone."""
    end = 0
    for word in re.finditer(r"\S+\s*", text):
        end = word.end()
        if word[0].strip().lower() not in PLACE_WORDS:
            break
    return end


def _is_place(text: str) -> bool:
    key = re.sub(r"[^a-z]+", " ", plain_text(text)).strip()
    return key in PLACES or key in SINGLE_PLACES


def _same_place(one: str, other: str) -> bool:
    return bool(one) and plain_text(one).strip(" ,") == plain_text(other).strip(" ,")


def _holds_number(text: str) -> bool:
    return bool(re.search(r"\d", text))


def _trim(text: str) -> str:
    return text.strip(" ,;-–()|")
