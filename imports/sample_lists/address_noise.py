"""Addresses as people keep them: the old one after a move, half of one, or typed in another way."""

import re
from random import Random

from imports.sample_lists.noise import Noise, typed_wrong
from imports.sample_lists.places import POST_BOX_AREA
from imports.sample_lists.records import Draft, Establishment

STREET_WORDS = [
    ("Burgemeester", "Burg."),
    ("straat", "str."),
    ("laan", "ln."),
    ("'s-Gravendeelsedijk", "s Gravendeelsedijk"),
    ("plein", "pl."),
    ("Van ", "v. "),
    ("Sint ", "St. "),
]
PLACE_SPELLINGS = {
    "Hendrik-Ido-Ambacht": ["Hendrik Ido Ambacht", "H.I. Ambacht", "HI Ambacht", "HENDRIK IDO AMBACHT"],
    "Dordrecht": ["DORDRECHT", "dordrecht", "Dordrecht "],
    "Zwijndrecht": ["ZWIJNDRECHT", "zwijndrecht"],
    "Papendrecht": ["PAPENDRECHT", "papendrecht"],
    "Sliedrecht": ["SLIEDRECHT", "sliedrecht"],
    "Alblasserdam": ["ALBLASSERDAM", "alblasserdam"],
}
POST_BOX = "Postbus"


def use_old_address(rng: Random, draft: Draft, firm: Establishment) -> None:
    if old := firm.old_address:
        draft.street, draft.house, draft.postcode, draft.place = old.street, old.house, old.postcode, old.place


def use_post_box(rng: Random, draft: Draft, firm: Establishment) -> None:
    if area := POST_BOX_AREA.get(draft.place):
        draft.street, draft.house = POST_BOX, str(rng.randint(1, 990))
        draft.postcode = f"{area} A{rng.choice('ABCDEGH')}"


def change_addition(rng: Random, draft: Draft, firm: Establishment) -> None:
    """Leaves out the letter or addition, writes it otherwise, or adds one that the register does not have."""
    number = re.match(r"\d+", draft.house)[0]
    suffix = draft.house[len(number) :].strip(" -")
    if not suffix:
        draft.house = f"{number}{rng.choice(['a', ' A', '-1', ' bis', 'b'])}" if rng.random() < 0.3 else draft.house
    else:
        draft.house = rng.choice([number, f"{number}{suffix.lower()}", f"{number}-{suffix}", f"{number}/{suffix}"])


def shorten_street(rng: Random, draft: Draft, firm: Establishment) -> None:
    for long, short in STREET_WORDS:
        if long in draft.street:
            draft.street = draft.street.replace(long, short, 1)
            return


def mistype_street(rng: Random, draft: Draft, firm: Establishment) -> None:
    draft.street = typed_wrong(rng, draft.street)


def change_number(rng: Random, draft: Draft, firm: Establishment) -> None:
    """The house next door: a slip, or half of a building with two numbers."""
    number = re.match(r"\d+", draft.house)[0]
    draft.house = f"{max(1, int(number) + rng.choice([-2, 2, 4]))}{draft.house[len(number) :]}"


def lose_number(rng: Random, draft: Draft, firm: Establishment) -> None:
    draft.house = ""


def lose_postcode(rng: Random, draft: Draft, firm: Establishment) -> None:
    draft.postcode = ""


def respell_postcode(rng: Random, draft: Draft, firm: Establishment) -> None:
    if draft.postcode:
        digits, letters = draft.postcode.split()
        draft.postcode = rng.choice(postcode_spellings(digits, letters))


def postcode_spellings(digits: str, letters: str) -> list[str]:
    low = letters.lower()
    return [
        f"{digits}{letters}",
        f"{digits}{low}",
        f"{digits} {low}",
        f"{digits}\u00a0{letters}",
        f"{digits}  {letters}",
    ]


def mistype_postcode(rng: Random, draft: Draft, firm: Establishment) -> None:
    if draft.postcode:
        draft.postcode = draft.postcode[:-1] + rng.choice("ABDEGHKLN")


def respell_place(rng: Random, draft: Draft, firm: Establishment) -> None:
    draft.place = rng.choice(PLACE_SPELLINGS.get(draft.place, [draft.place.upper()]))


ADDRESS_NOISE = [
    Noise("old_address", 0.85, use_old_address),
    Noise("post_box", 0.02, use_post_box),
    Noise("house_number_changed", 0.015, change_number),
    Noise("house_number_addition", 0.2, change_addition),
    Noise("house_number_lost", 0.015, lose_number),
    Noise("street_shortened", 0.12, shorten_street),
    Noise("street_typo", 0.04, mistype_street),
    Noise("postcode_typo", 0.02, mistype_postcode),
    Noise("postcode_lost", 0.07, lose_postcode),
    Noise("postcode_form", 0.35, respell_postcode),
    Noise("place_respelled", 0.15, respell_place),
]
PLACE_NOISE = [Noise("old_address", 0.85, use_old_address), Noise("place_respelled", 0.2, respell_place)]


def in_one_cell(rng: Random, draft: Draft) -> str:
    """Street, number, postcode and place in one cell, in one of the orders that people use."""
    street = " ".join(part for part in (draft.street, draft.house) if part)
    town = " ".join(part for part in (draft.postcode, draft.place) if part)
    shapes = {f"{street}, {town}": 50, f"{street} {town}": 18, f"{town}, {street}": 12, f"{street}\n{town}": 8}
    shapes[f"{street} - {town}"] = 6
    shapes[f"{street}, {draft.postcode}, {draft.place}" if draft.postcode else f"{street} ({draft.place})"] = 6
    return rng.choices(list(shapes), weights=shapes.values())[0]
