"""Addresses compared: the same door, the same street, the same town, or elsewhere."""

import pytest

from employers.matching import Record
from employers.matching.addresses import Nearness, address_of, nearness, place_key, street_key


def address(street="", number=None, postcode="", place="Dordrecht", suffix="", municipality=""):
    return address_of(
        Record(id=1, names=("X",), street=street, house_number=number, house_suffix=suffix, postcode=postcode,
               place=place, municipality=municipality)
    )  # fmt: skip


HERE = address("Merwestraat", 18, "3311 AB")
CASES = [
    ("same postcode and number", address("", 18, "3311 AB"), Nearness.SAME_DOOR),
    ("addition missing on one side", address("Merwestraat", 18, "3311 AB", suffix="A"), Nearness.SAME_DOOR),
    ("same street and number, postcode missing", address("Merwestr.", 18), Nearness.SAME_DOOR_BY_STREET),
    ("same street and number, other postcode", address("Merwestraat", 18, "3319 ZZ"), Nearness.SAME_DOOR_BY_STREET),
    ("street mistyped", address("Merwestaat", 18), Nearness.SAME_DOOR_BY_STREET),
    ("same street and number in another town", address("Merwestraat", 18, place="Breda"), Nearness.ELSEWHERE),
    ("same postcode, other number", address("Merwestraat", 20, "3311 AB"), Nearness.SAME_POSTCODE),
    ("same postcode, number unknown", address(postcode="3311 AB"), Nearness.POSTCODE_ONLY),
    ("same street, other number", address("Merwestraat", 200, "3311 AZ"), Nearness.SAME_STREET),
    ("other street in the town", address("Havenkade", 18, "3316 XZ"), Nearness.OTHER_IN_TOWN),
    ("the town alone", address(), Nearness.SAME_TOWN),
    ("place within the municipality", address(place="Dubbeldam", municipality="Dordrecht"), Nearness.SAME_TOWN),
    ("nothing known", address(place=""), Nearness.UNKNOWN),
    ("town next door", address("Kerkweg", 2, "3314 AA", place="Zwijndrecht"), Nearness.NEXT_TOWN),
    ("far away", address("Kerkweg", 2, "9711 AA", place="Groningen"), Nearness.ELSEWHERE),
]


@pytest.mark.parametrize(("other", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_nearness(other, expected):
    assert nearness(HERE, other) == expected
    assert nearness(other, HERE) == expected


def test_two_additions_at_one_number_are_two_doors():
    with_a, with_b = (address("Merwestraat", 18, "3311 AB", suffix=suffix) for suffix in "AB")
    assert nearness(with_a, with_b) == Nearness.OTHER_SUFFIX


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hendrik-Ido-Ambacht", "H.I. Ambacht"), ("'s-Gravenhage", "Den Haag"), ("DORDRECHT", "Dordrecht ")],
)
def test_place_in_other_words_has_one_key(one, other):
    assert place_key(one) == place_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Burg. de Ruyterstr.", "Burgemeester de Ruyterstraat"), ("v.d. Helmstraat", "van der Helmstraat"),
     ("Dr. Kuyperln", "Dokter Kuyperlaan")],
)  # fmt: skip
def test_street_in_short_has_one_key(one, other):
    assert street_key(one) == street_key(other)
