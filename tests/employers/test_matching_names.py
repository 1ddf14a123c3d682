"""Names compared: what counts as the same name, as another, and as a contradiction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employers.matching.likeness import HOLDING, OTHER_INITIALS, OTHER_NUMBER, OTHER_TRADE, compare_names, word_likeness
from employers.matching.names import name_forms
from employers.matching.rarity import Rarity


def likeness(one, other, places=()):
    return compare_names(name_forms((one,)), name_forms((other,)), Rarity(), frozenset(places))


EQUAL = [
    ("Bakkerij De Wilg B.V.", "BAKKERIJ DE WILG"),
    ("Café 't Hoekje", "Cafe t Hoekje"),
    ("Knip & Zo", "Knip en Zo"),
    ("Gebr. de Groot", "Gebroeders de Groot"),
    ("Autobedr. Gebr. de Groot", "Autobedrijf Gebroeders de Groot V.O.F."),
    ("Inst.bedr. Kwak", "Installatiebedrijf Kwak"),
    ("Lasbedrijf Merwe", "Merwe Lasbedrijf"),
    ("A.B.C. Transport", "ABC Transport"),
    ("P. Smit h.o.d.n. De Wilg", "De Wilg"),
    ("De Wilg (voorheen Eikenhof)", "De Wilg"),
    ("Hout Bouw Zwaluw", "Houtbouw Zwaluw"),
]

ALIKE = [
    ("Bakkerij De Wilg", "De Wilg"),
    ("Transportbedrijf Kwak en Zonen", "KWAK & ZN TRANSP."),
    ("Kapsaln Zilver", "Kapsalon Zilver"),
    ("Jan de Boer Stukadoors", "J.P. de Boer Stukadoorsbedrijf"),
    ("Administratie- en Belastingadv", "Administratie- en Belastingadvieskantoor Oldenkamp"),
    ("Garage De Brug", "Autobedrijf De Brug"),
    ("Lidl Nederland GmbH", "Lidl"),
]

UNLIKE = [
    ("Schoonheidssalon Anja", "Schoonheidssalon Anita"),
    ("Restaurant De Haven", "Restaurant De Brug"),
    ("KP Bouw", "JP Bouw"),
    ("Jansen Bouw", "Verkade Bouw"),
    ("Transport Merwe", "Transport Noord"),
    ("De Wilg", "De Eik"),
]

CONTRADICTIONS = [
    ("Verlinde Holding", "Verlinde Constructie", HOLDING),
    ("Verlinde Beheer B.V.", "Verlinde B.V.", HOLDING),
    ("Van Dijk Bouw", "Van Dijk Transport", OTHER_TRADE),
    ("J. van Dijk Timmerwerken", "P. van Dijk Timmerwerken", OTHER_INITIALS),
    ("Jan Vermaas Advies", "Piet Vermaas Advies", OTHER_INITIALS),
    ("Apotheek Kwintes 12", "Apotheek Kwintes 14", OTHER_NUMBER),
    ("Verlinde Holding", "Verlinde Beheer", ""),
    ("Jansen Bouw", "Aannemersbedrijf Jansen", ""),
    ("Verlinde Holdign", "Verlinde Holding", ""),
]

WORDS = [
    ("bakker", "bakker", 1.0),
    ("jansen", "janssen", 0.93),
    ("wilg", "wlig", 0.87),
    ("vos", "bos", 0.0),
    ("12", "13", 0.0),
    ("kwakkelstein", "kwakelsteen", 0.85),
    ("dijk", "dijkstra", 0.0),
]


@pytest.mark.parametrize(("one", "other"), EQUAL, ids=[f"{one} / {other}" for one, other in EQUAL])
def test_same_name_written_differently_is_equal(one, other):
    assert likeness(one, other).likeness >= 0.94


@pytest.mark.parametrize(("one", "other"), ALIKE, ids=[f"{one} / {other}" for one, other in ALIKE])
def test_shortened_or_mistyped_name_is_alike(one, other):
    found = likeness(one, other)
    assert found.likeness >= 0.8
    assert not found.contradiction


@pytest.mark.parametrize(("one", "other"), UNLIKE, ids=[f"{one} / {other}" for one, other in UNLIKE])
def test_shared_common_words_are_not_a_shared_name(one, other):
    assert likeness(one, other).likeness <= 0.6


@pytest.mark.parametrize(("one", "other", "words"), CONTRADICTIONS, ids=[f"{c[0]} / {c[1]}" for c in CONTRADICTIONS])
def test_contradiction_is_named(one, other, words):
    assert likeness(one, other).contradiction == words


@pytest.mark.parametrize(("one", "other", "expected"), WORDS, ids=[f"{one} / {other}" for one, other, _ in WORDS])
def test_likeness_of_words(one, other, expected):
    assert word_likeness(one, other) == expected


def test_place_in_the_name_says_little():
    assert (
        likeness("Lidl Dordrecht", "Lidl", places=["dordrecht"]).likeness > likeness("Lidl Dordrecht", "Lidl").likeness
    )


def test_other_particles_are_not_quite_the_same_name():
    assert likeness("Alblas Hoveniers", "Van der Alblas Hoveniers").likeness < 0.95


def test_rare_word_says_more_than_a_common_one():
    rarity = Rarity()
    for _ in range(500):
        rarity.count({"jansen"})
    rarity.count({"kwakkelstein"})
    assert rarity.weight("kwakkelstein") > 2 * rarity.weight("jansen")


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_likeness_of_any_names_lies_between_0_and_1_and_goes_both_ways(one, other):
    there, back = likeness(one, other), likeness(other, one)
    assert 0 <= there.likeness <= 1
    assert there.likeness == pytest.approx(back.likeness, abs=0.25)
