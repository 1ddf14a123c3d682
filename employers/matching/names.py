"""Names of firms compared: word by word, rare words first, in any order, with abbreviations and typing errors.

Legal form, "Gebr.", "& Zn", initials and "h.o.d.n." do not stand in the way; what contradicts (another trade, other
initials, a holding against the firm itself) is said apart, because no likeness of the rest makes up for it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from employers.matching.rarity import Rarity
from employers.matching.words import FIRST_NAMES, PARTICLES, ROLES, expand, trade_of
from employers.names import plain_text, search_key

TRADING_AS = re.compile(
    r"\b(?:t\.?\s?)?h\.?\s?o\.?\s?d\.?\s?n\b\.?|\bo\.\s?d\.\s?n\b\.?|\bhandelend onder de naam\b"
    r"|\bv/h\b|\bvoorheen\b|\bgenaamd\b|[()]"
)
SHORTENED = re.compile(r"([a-z]{3,})\.")
CUT_AT = range(28, 32)  # lengths at which lists cut names off
PLACE_WEIGHT = 0.12
INITIAL_WEIGHT = 0.15
LEFT_OVER_LITTLE = 0.41  # words that one list adds and another drops: trades, first names, "groep"
NO_TRADES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NameForm:
    """One name taken apart. `letters` is everything run together, for names written with and without spaces."""

    words: tuple[str, ...]
    letters: str
    plain: str
    initials: str
    trades: frozenset[str]
    roles: frozenset[str]
    shortened: frozenset[str]
    was_cut: bool


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """How alike (0-1), how much the shared words say (1: a word that nobody else has), and what contradicts."""

    likeness: float
    information: float
    contradiction: str = ""


NOT_ALIKE = NameLikeness(0.0, 0.0)


def name_forms(names: tuple[str, ...]) -> tuple[NameForm, ...]:
    """The different forms of all names a firm carries; "X h.o.d.n. Y" carries both X and Y."""
    forms: dict[str, NameForm] = {}
    for name in names:
        parts = [part for part in TRADING_AS.split(plain_text(name)) if len(part.strip(" .,-")) >= 2]
        for part in parts or [name]:
            form = name_form(part)
            if form.words:
                forms.setdefault(form.plain, form)
    return tuple(forms.values())


def name_form(name: str) -> NameForm:
    plain = search_key(name)
    tokens, initials = _join_initials(plain.split())
    words = tuple(part for token in tokens if token not in PARTICLES for part in expand(token) if part not in PARTICLES)
    words = words or tuple(tokens)
    if not initials and len(words) > 1 and words[0] in FIRST_NAMES:
        initials = words[0][0]
    trades = frozenset(filter(None, map(trade_of, words))) or NO_TRADES
    roles = frozenset(ROLES[word] for word in words if word in ROLES) or NO_TRADES
    was_cut = len(name.strip()) in CUT_AT
    shortened = frozenset(SHORTENED.findall(plain_text(name)) + list(words[-1:] if was_cut else ()))
    return NameForm(words, plain.replace(" ", ""), plain, initials, trades, roles, shortened, was_cut)


def _join_initials(tokens: list[str]) -> tuple[list[str], str]:
    """Single letters in a row become one word ("j p" is "jp"); the first such run counts as initials."""
    joined: list[str] = []
    initials = run = ""
    for token in [*tokens, ""]:
        if (len(token) == 1 and token.isalpha() and token not in ("t", "s", "v", "d")) or (
            run and token in ("t", "s", "v", "d")
        ):
            run += token
            continue
        if run:
            joined.append(run)
            initials = initials or run
            run = ""
        if token:
            joined.append(token)
    return joined, initials


@lru_cache(maxsize=200_000)
def word_likeness(one: str, other: str) -> float:
    """1 for equal, less for an abbreviation or typing error, 0 for another word. Numbers are equal or not."""
    if one == other:
        return 1.0
    if one.isdigit() or other.isdigit():
        return 0.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 4 or abs(len(longer) - len(shorter)) > 2:
        return 0.0
    errors = OSA.distance(one, other, score_cutoff=2)
    if errors == 1:
        swapped = sorted(one) == sorted(other)
        return 0.93 if len(shorter) >= 6 else 0.87 if len(shorter) == 5 or swapped else 0.8
    return 0.85 if errors == 2 and len(shorter) >= 8 else 0.0


def compare_names(
    ours: tuple[NameForm, ...], theirs: tuple[NameForm, ...], rarity: Rarity, places: set[str]
) -> NameLikeness:
    """The best likeness over all pairs of names; a pair without contradiction goes before one with."""
    best = NOT_ALIKE
    for one in ours:
        for other in theirs:
            found = compare_forms(one, other, rarity, places)
            if _rank(found) > _rank(best):
                best = found
    return best


def _rank(found: NameLikeness) -> tuple[float, float]:
    return found.likeness * (0.75 if found.contradiction else 1.0), found.information


def compare_forms(one: NameForm, other: NameForm, rarity: Rarity, places: frozenset[str]) -> NameLikeness:
    def weight(word: str) -> float:
        if word in places:
            return PLACE_WEIGHT
        if word in (one.initials, other.initials):
            return min(0.45, INITIAL_WEIGHT * len(word))
        return rarity.weight(word)

    if one.plain == other.plain:
        return NameLikeness(1.0, sum(weight(word) for word in set(one.words)))
    if one.letters == other.letters:
        return NameLikeness(1.0, max(sum(map(weight, set(one.words))), sum(map(weight, set(other.words)))))
    if _is_cut_off(one, other) or _is_cut_off(other, one):
        return NameLikeness(0.96, sum(weight(word) for word in set(one.words) & set(other.words)) + 0.3)
    matched, paired, ours_left, theirs_left = _pair_words(one, other, weight)
    matched, paired = _pair_glued(ours_left, theirs_left, weight, matched, paired)
    if not matched:
        return NOT_ALIKE
    return NameLikeness(
        _likeness(matched, paired, [weight(word) for word in ours_left], [weight(word) for word in theirs_left]),
        matched,
        contradiction(one, other, ours_left, theirs_left),
    )


def _likeness(matched: float, paired: float, ours_left: list[float], theirs_left: list[float]) -> float:
    """Shared weight against all weight; lenient when one name only has words more that say little."""
    dice = matched / (paired + (sum(ours_left) + sum(theirs_left)) / 2)
    fewer_left, more_left = sorted((ours_left, theirs_left), key=sum)
    if fewer_left or max(more_left, default=0) > LEFT_OVER_LITTLE:
        return dice
    return (dice + matched / paired) / 2


def _is_cut_off(short: NameForm, whole: NameForm) -> bool:
    return short.was_cut and len(whole.plain) > len(short.plain) >= 20 and whole.plain.startswith(short.plain)


def _pair_words(one: NameForm, other: NameForm, weight) -> tuple[float, float, list[str], list[str]]:
    """Pair every word with its like; gives shared weight, weight of the pairs, and the words left on each side."""
    theirs = list(dict.fromkeys(other.words))
    ours_left, matched, paired = [], 0.0, 0.0
    unequal = []
    for word in dict.fromkeys(one.words):
        if word in theirs:
            theirs.remove(word)
            matched += weight(word)
            paired += weight(word)
        else:
            unequal.append(word)
    for word in unequal:
        best = max(theirs, key=lambda their, word=word: _loose_likeness(word, their, one, other), default="")
        likeness = _loose_likeness(word, best, one, other) if best else 0.0
        if not likeness:
            ours_left.append(word)
            continue
        theirs.remove(best)
        both = min(weight(word), weight(best))
        matched += likeness * both
        paired += both
    return matched, paired, ours_left, theirs


def _loose_likeness(word: str, their: str, one: NameForm, other: NameForm) -> float:
    """Likeness of two words, where initials may stand for a first name and words of one trade for each other."""
    likeness = word_likeness(word, their)
    if likeness:
        return likeness
    if (word in one.shortened and their.startswith(word)) or (their in other.shortened and word.startswith(their)):
        return 0.93
    if word[0] == their[0] and (
        (word == one.initials and (their in FIRST_NAMES or their == other.initials))
        or (their == other.initials and word in FIRST_NAMES)
    ):
        return 0.9
    trade = trade_of(word)
    if trade and trade == trade_of(their):
        return 0.9 if word.startswith(their) or their.startswith(word) else 0.6
    return 0.5 if len(word) >= 4 and len(their) >= 4 and (word.startswith(their) or their.startswith(word)) else 0.0


def _pair_glued(ours: list[str], theirs: list[str], weight, matched: float, paired: float) -> tuple[float, float]:
    """Words that one list writes together and the other apart ("hout bouw", "houtbouw"); empties both lists then."""
    one, other = "".join(ours), "".join(theirs)
    if len(one) < 5 or len(other) < 5 or len(ours) == len(theirs) or fuzz.ratio(one, other) < 88:
        return matched, paired
    both = min(sum(map(weight, ours)), sum(map(weight, theirs)))
    ours.clear()
    theirs.clear()
    return matched + 0.95 * both, paired + both


def contradiction(one: NameForm, other: NameForm, ours_left: list[str], theirs_left: list[str]) -> str:
    """Why two names that look alike are not one firm's, in Dutch, or ""."""
    if ("houdster" in one.roles) != ("houdster" in other.roles):
        return "holding tegenover werkmaatschappij"
    if one.trades and other.trades and one.trades.isdisjoint(other.trades):
        return "ander vak in de naam"
    if one.initials and other.initials and one.initials[0] != other.initials[0]:
        return "andere voorletters"
    if any(word.isdigit() for word in ours_left) and any(word.isdigit() for word in theirs_left):
        return "ander nummer in de naam"
    return ""
