"""Invented firm names as Dutch firms carry them: trade words, surnames, places and fancies."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from random import Random

from imports.sample_lists.figures import read_table, words
from imports.sample_lists.records import Person

FOUNDATIONS = {"zorg-en-welzijn", "onderwijs", "cultuur-sport-en-recreatie", "overig"}
PARTNERSHIPS = {"69101", "8621", "86231", "86911", "86912"}
SUFFIX_OF_FORM = {
    "Besloten Vennootschap": "B.V.",
    "Vennootschap onder firma": "V.O.F.",
    "Naamloze Vennootschap": "N.V.",
}


@dataclass(frozen=True, slots=True)
class Trade:
    """An SBI 2008 activity with the words that firms in it put before or after their name."""

    sector: str
    sbi_code: str
    weight: int
    activity: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@cache
def trades() -> dict[str, list[Trade]]:
    """The trades of each sector."""
    found = defaultdict(list)
    for row in read_table("trades.csv"):
        before, after = tuple(row["before"].split("|")), tuple(row["after"].split("|"))
        trade = Trade(row["sector"], row["sbi"], int(row["weight"]), row["description"], before, after)
        found[trade.sector].append(trade)
    return dict(found)


def trade_of_code(code: str) -> Trade:
    return next(trade for found in trades().values() for trade in found if trade.sbi_code == code)


def some_trade(rng: Random, sector: str) -> Trade:
    return rng.choices(trades()[sector], weights=[trade.weight for trade in trades()[sector]])[0]


def some_person(rng: Random, surname: str = "") -> Person:
    return Person(rng.choice(words()["first_names"]), surname or rng.choice(words()["surnames"]))


def capitalised(surname: str) -> str:
    """ "van den Berg" as it opens a name: "Van den Berg"; "'t Hart" stays."""
    return surname if surname.startswith("'") else surname[0].upper() + surname[1:]


def trade_name(rng: Random, trade: Trade, owner: Person, people: int, place: str) -> str:
    """The name without its legal form."""
    shapes = SHAPES_ALONE if people == 1 else SHAPES_FEW if people < 15 else SHAPES_MANY
    shape = rng.choices(list(shapes), weights=shapes.values())[0]
    return shape(rng, trade, owner, place)


def _family(rng: Random, trade: Trade, owner: Person, place: str) -> str:
    surname = capitalised(owner.surname)
    if rng.random() < 0.5:
        return f"{rng.choice(trade.before)} {surname if rng.random() < 0.6 else owner.surname}"
    return f"{surname} {rng.choice(trade.after)}"


def _initials(rng: Random, trade: Trade, owner: Person, place: str) -> str:
    initials = "".join(f"{letter}." for letter in rng.sample("ABCDEFGHJKLMPRSTWZ", rng.randint(1, 2)))
    initials = owner.initials + initials[2:]
    if rng.random() < 0.6:
        return f"{initials} {owner.surname} {rng.choice(trade.after)}"
    return f"{rng.choice(trade.before)} {initials} {owner.surname}"


def _relatives(rng: Random, trade: Trade, owner: Person, place: str) -> str:
    surname = capitalised(owner.surname)
    return rng.choice(
        [
            f"{rng.choice(trade.before)} {surname} en Zonen",
            f"{rng.choice(trade.before)} {surname} & Zn.",
            f"{rng.choice(trade.before)} {surname} en Dochter",
            f"Gebroeders {surname} {rng.choice(trade.after)}",
            f"{rng.choice(trade.before)} Gebr. {surname}",
            f"Firma {surname} & {capitalised(rng.choice(words()['surnames']))}",
        ]
    )


def _first_name(rng: Random, trade: Trade, owner: Person, place: str) -> str:
    if rng.random() < 0.5:
        return f"{rng.choice(trade.before)} {owner.first_name}"
    return f"{owner.first_name} {owner.surname} {rng.choice(trade.after)}"


def _fancy(rng: Random, trade: Trade, owner: Person, place: str) -> str:
    fancy = rng.choice(words()["fantasy"])
    if fancy[:3] in ("De ", "Het") or rng.random() < 0.6:
        return f"{rng.choice(trade.before)} {fancy}"
    return f"{fancy} {rng.choice(trade.after)}"


def _compound(rng: Random, trade: Trade, owner: Person, place: str) -> str:
    name = rng.choice(words()["stems"]) + rng.choice(words()["endings"][trade.sector])
    if rng.random() < 0.35:
        return name
    return f"{name} {rng.choice(trade.after)}" if rng.random() < 0.7 else f"{rng.choice(trade.before)} {name}"


def _of_the_place(rng: Random, trade: Trade, owner: Person, place: str) -> str:
    demonym = words()["demonyms"].get(place)
    if demonym and rng.random() < 0.4:
        return f"{demonym} {rng.choice(trade.before)}"
    stem = rng.choice([place, "Drechtsteden", "Merwede", "Rijnmond", "Alblasserwaard", "Rivierenland"])
    return f"{rng.choice(trade.before)} {stem}"


def _ready(rng: Random, trade: Trade, owner: Person, place: str) -> str:
    ready = words()["ready"].get(trade.sector)
    return rng.choice(ready) if ready else _compound(rng, trade, owner, place)


def _letters(rng: Random, trade: Trade, owner: Person, place: str) -> str:
    letters = "".join(rng.sample("ABCDEGHJKLMNPRSTVW", 3))
    return f"{letters} {rng.choice(trade.after)}"


SHAPES_ALONE = {
    _initials: 22,
    _family: 26,
    _first_name: 14,
    _fancy: 12,
    _compound: 14,
    _ready: 3,
    _letters: 6,
    _of_the_place: 3,
}
SHAPES_FEW = {
    _family: 32,
    _relatives: 10,
    _initials: 8,
    _fancy: 17,
    _compound: 18,
    _ready: 4,
    _letters: 5,
    _of_the_place: 6,
}
SHAPES_MANY = {_family: 26, _relatives: 10, _fancy: 14, _compound: 32, _letters: 8, _of_the_place: 10}


def legal_form(rng: Random, trade: Trade, people: int) -> str:
    """Rechtsvorm as the trade register words it; the larger the firm, the less likely a sole trader."""
    if trade.sector == "overheid":
        return "Publiekrechtelijke rechtspersoon"
    if trade.sector in FOUNDATIONS and (people >= 15 or trade.sector == "overig") and rng.random() < 0.7:
        return "Stichting" if rng.random() < 0.85 else "Vereniging"
    if trade.sbi_code in PARTNERSHIPS and 2 <= people < 25 and rng.random() < 0.45:
        return "Maatschap"
    if people == 1:
        weights = {"Eenmanszaak": 86, "Besloten Vennootschap": 13, "Vennootschap onder firma": 1}
    elif people < 10:
        weights = {"Eenmanszaak": 38, "Vennootschap onder firma": 20, "Besloten Vennootschap": 42}
    else:
        weights = {
            "Eenmanszaak": 5,
            "Vennootschap onder firma": 8,
            "Besloten Vennootschap": 84,
            "Naamloze Vennootschap": 3,
        }
    return rng.choices(list(weights), weights=weights.values())[0]


def with_form(name: str, form: str) -> str:
    """The name as a legal person carries it."""
    if form == "Stichting":
        return name if name.startswith("Stichting") else f"Stichting {name}"
    suffix = SUFFIX_OF_FORM.get(form)
    return f"{name} {suffix}" if suffix else name


def legal_name(rng: Random, form: str, name: str, trade: Trade, owner: Person, place: str) -> str:
    """Statutaire naam: a sole trader or partnership has none, a legal person's may differ from its trade name."""
    if form in ("Eenmanszaak", "Vennootschap onder firma", "Maatschap"):
        return ""
    if rng.random() < 0.72:
        return with_form(name, form)
    surname = capitalised(owner.surname)
    other = rng.choice(
        [
            f"{surname} {rng.choice(trade.after)} {place}",
            f"Handelsonderneming {surname}",
            f"{owner.initials} {owner.surname} {rng.choice(trade.after)}",
            f"{rng.choice(words()['stems'])}{rng.choice(words()['endings'][trade.sector])} Exploitatie",
            f"{rng.choice(trade.before)} {rng.choice(words()['stems'])}{rng.choice(['hof', 'zicht', 'veste', 'land'])}",
        ]
    )
    return with_form(other, form)
