"""Two names compared word by word, rare words first, in any order, with abbreviations and typing errors.

Legal form, "Gebr.", "& Zn", initials and "h.o.d.n." do not stand in the way; what contradicts (another trade, other
initials, a holding against the firm itself) is said apart, because no likeness of the rest makes up for it.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from employers.matching.names import NameForm
from employers.matching.rarity import Rarity
from employers.matching.words import FIRST_NAMES, HOLDING_WORDS, KIN, trade_of

PLACE_WEIGHT = 0.12
INITIAL_WEIGHT = 0.15
LEFT_OVER_LITTLE = 0.41  # words that one list adds and another drops: trades, first names, "groep"
CUT_INFORMATION = 0.4  # what the word says of which the front stands at the end of a name cut off
CUT_BEFORE_TELLING = 0.9
OTHER_PARTICLES = 0.06  # "Alblas" and "Van der Alblas" are alike, not equal

SOUND_ALIKE = 0.9
SOUNDS = [
    ("ij", "y"),
    ("ei", "y"),
    ("ey", "y"),
    ("au", "ou"),
    ("ck", "k"),
    ("c", "k"),
    ("ks", "x"),
    ("dt", "d"),
    ("ph", "f"),
]

HOLDING = "holding tegenover werkmaatschappij"
OTHER_TRADE = "ander vak in de naam"
OTHER_INITIALS = "andere voorletters"
OTHER_NUMBER = "ander nummer in de naam"


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """How alike (0-1), how much the shared words say (1: a word that nobody else has), and what contradicts.

    `may_be_kin`: one has initials, a first name, "Gebr." or "& Zn." that the other lacks: it may be a relative's.
    """

    likeness: float
    information: float
    contradiction: str = ""
    may_be_kin: bool = False


NOT_ALIKE = NameLikeness(0.0, 0.0)


@dataclass(slots=True)
class Pairing:
    """Words paired with their like: their shared weight, the weight of the pairs, and what is left on each side."""

    matched: float
    paired: float
    ours_left: list[str]
    theirs_left: list[str]


def compare_names(
    ours: tuple[NameForm, ...], theirs: tuple[NameForm, ...], rarity: Rarity, places: frozenset[str]
) -> NameLikeness:
    """The best likeness over all pairs of names; a pair without contradiction goes before one with."""
    best = NOT_ALIKE
    for one in ours:
        for other in theirs:
            found = NameComparison(one, other, rarity, places).result()
            if one.of_person != other.of_person and found.likeness:
                found = _by_owner(found, ours, theirs)
            if _rank(found) > _rank(best):
                best = found
    return best


def _by_owner(found: NameLikeness, ours: tuple[NameForm, ...], theirs: tuple[NameForm, ...]) -> NameLikeness:
    """The owner's name is like the name of a firm: says half, and nothing where the two do other work."""
    our_trades, their_trades = _trades(ours), _trades(theirs)
    other = bool(our_trades and their_trades) and our_trades.isdisjoint(their_trades)
    contradiction = found.contradiction or (OTHER_TRADE if other else "")
    return replace(found, information=found.information / 2, contradiction=contradiction)


def _trades(forms: tuple[NameForm, ...]) -> set[str]:
    return {trade for form in forms for word in form.words if (trade := trade_of(word))}


def _rank(found: NameLikeness) -> tuple[float, float]:
    return found.likeness * (0.75 if found.contradiction else 1.0), found.information


@dataclass(slots=True)
class NameComparison:
    """One pair of names. `places` are the words of the places the two firms are in: they say nearly nothing."""

    one: NameForm
    other: NameForm
    rarity: Rarity
    places: frozenset[str]

    def result(self) -> NameLikeness:
        one, other = self.one, self.other
        if one.letters == other.letters:
            return NameLikeness(1.0, max(self._sum(one.words), self._sum(other.words)))
        if rest := _cut_off(one, other) or _cut_off(other, one):
            holding = HOLDING if not HOLDING_WORDS.isdisjoint(rest.split()) else ""
            shared = set(one.words) & set(other.words)
            return NameLikeness(self._of_cut(0.96), self._sum(shared) + CUT_INFORMATION, holding)
        pairing = self._pair_words()
        if pairing.ours_left and pairing.theirs_left:
            self._pair_glued(pairing)
        if not pairing.matched:
            return NOT_ALIKE
        likeness, may_be_kin = self._of_cut(self._likeness(pairing)), may_be_kin_of(one, other, pairing)
        return NameLikeness(likeness, pairing.matched, contradiction(one, other, pairing), may_be_kin)

    def weight(self, word: str) -> float:
        if word in self.places or self._is_mistyped_place(word):
            return PLACE_WEIGHT
        if word in (self.one.initials, self.other.initials):
            return min(0.45, INITIAL_WEIGHT * len(word))
        return self.rarity.weight(word)

    def _is_mistyped_place(self, word: str) -> bool:
        if len(word) < 6 or self.rarity.counts[word] > 1:
            return False
        return any(_is_one_error(word, place) for place in self.places)

    def _of_cut(self, likeness: float) -> float:
        """A name cut off before its telling word is no more than alike."""
        for form in (self.one, self.other):
            if form.was_cut and max(map(self.weight, form.words)) <= LEFT_OVER_LITTLE:
                return min(likeness, CUT_BEFORE_TELLING)
        return likeness

    def _sum(self, words) -> float:
        return sum(map(self.weight, words))

    def _likeness(self, pairing: Pairing) -> float:
        """Shared weight against all weight; lenient when one name stands whole in the other."""
        ours_left, theirs_left = self._without_place(pairing.ours_left, pairing.theirs_left)
        left = self._sum(ours_left), self._sum(theirs_left)
        likeness = pairing.matched / (pairing.paired + sum(left) / 2)
        more = ours_left + theirs_left
        if not all(left):
            says_little = max(map(self.weight, more), default=0) <= LEFT_OVER_LITTLE
            lenience = 1 / 2 if says_little else 1 / 3
            likeness += lenience * (pairing.matched / pairing.paired - likeness)
        ours, theirs = self.one.particles, self.other.particles
        if ours is not None and theirs is not None and ours != theirs:
            likeness = max(0.0, likeness - OTHER_PARTICLES)
        return likeness

    def _without_place(self, ours: list[str], theirs: list[str]) -> tuple[list[str], list[str]]:
        """A place that only one of the two names has says nothing: the firm is there. Two places are two branches."""
        if self.places.isdisjoint(ours) == self.places.isdisjoint(theirs):
            return ours, theirs
        ours, theirs = ([word for word in words if word not in self.places] for words in (ours, theirs))
        return ours, theirs

    def _pair_words(self) -> Pairing:
        theirs = list(self.other.words)
        pairing = Pairing(0.0, 0.0, [], theirs)
        unequal = []
        for word in self.one.words:
            if word not in theirs:
                unequal.append(word)
                continue
            theirs.remove(word)
            weight = self.weight(word)
            pairing.matched += weight
            pairing.paired += weight
        for word in unequal:
            self._pair_unequal(word, pairing)
        return pairing

    def _pair_unequal(self, word: str, pairing: Pairing) -> None:
        likeness, their = 0.0, ""
        for candidate in pairing.theirs_left:
            found = self._loose(word, candidate)
            if found > likeness:
                likeness, their = found, candidate
        if not likeness:
            pairing.ours_left.append(word)
            return
        pairing.theirs_left.remove(their)
        weight = min(self.weight(word), self.weight(their))
        pairing.matched += likeness * weight
        pairing.paired += weight

    def _pair_glued(self, pairing: Pairing) -> None:
        """Words that one list writes together and the other apart: "hout bouw", "houtbouw"."""
        ours, theirs = pairing.ours_left, pairing.theirs_left
        one, other = "".join(ours), "".join(theirs)
        if len(ours) == len(theirs) or min(len(one), len(other)) < 5 or fuzz.ratio(one, other) < 88:
            return
        weight = min(self._sum(ours), self._sum(theirs))
        pairing.matched += 0.95 * weight
        pairing.paired += weight
        pairing.ours_left, pairing.theirs_left = [], []

    def _loose(self, word: str, their: str) -> float:
        """Likeness of two words in these names, where one may be cut short or be the initials of the other."""
        likeness, starts = related(word, their)
        if starts and (word in self.one.shortened or their in self.other.shortened):
            return max(likeness, 0.93)
        if (self.one.initials or self.other.initials) and word[0] == their[0] and self._initial_for_name(word, their):
            return max(likeness, 0.9)
        return likeness

    def _initial_for_name(self, word: str, their: str) -> bool:
        if word == self.one.initials:
            return their in FIRST_NAMES or their == self.other.initials
        return their == self.other.initials and word in FIRST_NAMES


@lru_cache(maxsize=100_000)
def _is_one_error(word: str, place: str) -> bool:
    return OSA.distance(word, place, score_cutoff=1) == 1


def _cut_off(short: NameForm, whole: NameForm) -> str:
    """What was cut off the short name, when the whole one goes on where it stops."""
    is_cut = short.was_cut and len(short.plain) >= 20 and whole.plain.startswith(short.plain)
    return whole.plain[short.plain.rfind(" ") + 1 :] if is_cut else ""


@lru_cache(maxsize=500_000)
def related(word: str, their: str) -> tuple[float, bool]:
    """Likeness of two words, those of one trade included, and whether one begins the other."""
    starts = their.startswith(word) or word.startswith(their)
    likeness = word_likeness(word, their)
    shortest = min(len(word), len(their))
    trade = trade_of(word)
    if not likeness and trade and trade == trade_of(their):
        likeness = 0.9 if starts and shortest >= 6 else 0.6
    elif not likeness and starts and shortest >= 4:
        likeness = 0.5
    return likeness, starts


def word_likeness(one: str, other: str) -> float:
    """1 for equal ("ij" and "y" are one), less for a typing error, 0 for another word. Numbers are equal or not."""
    if one == other:
        return 1.0
    if one.isdigit() or other.isdigit():
        return 0.0
    shortest, longest = sorted((len(one), len(other)))
    if shortest < 3 or longest < 4 or longest - shortest > 3:
        return 0.0
    ours, theirs = one.replace("ij", "y"), other.replace("ij", "y")
    if ours == theirs:
        return 1.0
    found = max(_typing_error(one, other), _typing_error(ours, theirs))
    if found < SOUND_ALIKE and longest >= 5 and sound(one) == sound(other):
        return SOUND_ALIKE
    return found


def _typing_error(one: str, other: str) -> float:
    shortest, longest = sorted((len(one), len(other)))
    if shortest < 3 or longest < 4 or longest - shortest > 2:
        return 0.0
    errors = OSA.distance(one, other, score_cutoff=2)
    if errors == 1:
        return _one_error(shortest, swapped=sorted(one) == sorted(other))
    return 0.85 if errors == 2 and shortest >= 8 else 0.0


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """The word as it is heard: "ei" and "ij", "au" and "ou", "c" and "k", "dt" and "d"; double letters once."""
    for written, heard in SOUNDS:
        word = word.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", word)


def _one_error(length: int, *, swapped: bool) -> float:
    """In a short word one other letter soon makes another word; two letters swapped is a typing error."""
    if length >= 6:
        return 0.93
    if length == 5 or swapped:
        return 0.87
    return 0.8 if length == 4 else 0.6


def contradiction(one: NameForm, other: NameForm, pairing: Pairing) -> str:
    """Why two names that look alike are not one firm's, in Dutch, or ""."""
    ours, theirs = pairing.ours_left, pairing.theirs_left
    if HOLDING_WORDS.isdisjoint(ours) != HOLDING_WORDS.isdisjoint(theirs):
        return HOLDING
    our_trades, their_trades = set(map(trade_of, ours)) - {""}, set(map(trade_of, theirs)) - {""}
    if our_trades and their_trades and our_trades.isdisjoint(their_trades):
        return OTHER_TRADE
    if one.initials and other.initials and one.initials[0] != other.initials[0]:
        return OTHER_INITIALS
    if any(map(str.isdigit, ours)) and any(map(str.isdigit, theirs)):
        return OTHER_NUMBER
    return ""


def may_be_kin_of(one: NameForm, other: NameForm, pairing: Pairing) -> bool:
    """Whether what one name has and the other lacks tells relatives apart."""
    left = {*pairing.ours_left, *pairing.theirs_left}
    return bool(left & {one.initials, other.initials}) or not (left.isdisjoint(KIN) and left.isdisjoint(FIRST_NAMES))
