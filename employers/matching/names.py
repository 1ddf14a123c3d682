"""Names of firms taken apart: words that tell, initials, and the forms in which one firm writes itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from employers.matching.words import FIRST_NAMES, PARTICLES, SURNAME_PARTICLES, expand
from employers.names import is_legal_form, plain_text, search_key

TRADING_AS = re.compile(
    r"\b(?:t\.?\s?)?h\.?\s?o\.?\s?d\.?\s?n\b\.?|\bo\.\s?d\.\s?n\b\.?|\b(?:tevens )?handelend onder de naam\b"
    r"|\bgenaamd\b"
)
ALSO_CALLED = re.compile(r"\bv/h\b|\bvoorheen\b|[()]")
SHORTENED = re.compile(r"([a-z]{3,})\.")
CUT_AT = range(28, 32)  # lengths at which lists cut names off


@dataclass(frozen=True, slots=True)
class NameForm:
    """One name taken apart.

    `letters` is everything run together, for names written with and without spaces; `shortened` are the words that
    may be cut short (a full stop behind them, or the last of a name cut off at 30); `particles` is None when
    abbreviated; `of_person` tells that it is the owner's name, before "h.o.d.n.".
    """

    words: tuple[str, ...]
    letters: str
    plain: str
    initials: str
    particles: frozenset[str] | None
    shortened: frozenset[str]
    was_cut: bool
    of_person: bool = False


@lru_cache(maxsize=20_000)  # a row is looked at before its turn, when it is matched and when it is added
def name_forms(names: tuple[str, ...]) -> tuple[NameForm, ...]:
    """The different forms of all names a firm carries; "X h.o.d.n. Y" carries both X and Y."""
    forms: dict[str, NameForm] = {}
    for name in names:
        for form in _forms_in(name):
            forms.setdefault(form.plain, form)
    return tuple(forms.values())


def _forms_in(name: str) -> Iterator[NameForm]:
    is_cut = len(name.strip()) in CUT_AT
    owner, *trade_names = TRADING_AS.split(plain_text(name))
    found = [(part, bool(trade_names)) for part in ALSO_CALLED.split(owner) if _says_something(part)]
    found += [(part, False) for each in trade_names for part in ALSO_CALLED.split(each) if _says_something(part)]
    for number, (part, of_person) in enumerate(found or [(name, False)], 1):
        form = name_form(part, of_person=of_person, was_cut=is_cut and number >= len(found))
        if form.words:
            yield form


def _says_something(part: str) -> bool:
    """Whether a part of a name is one by itself; "(BV)" is not."""
    return len(part.strip(" .,-")) >= 2 and not is_legal_form(part)


def name_form(name: str, *, of_person: bool = False, was_cut: bool = False) -> NameForm:
    plain = search_key(name)
    tokens = plain.split()
    joined, initials = _join_initials(tokens)
    telling = [part for token in joined if token not in PARTICLES for part in expand(token) if part not in PARTICLES]
    words = tuple(dict.fromkeys(telling or joined or tokens))
    if not initials and len(words) > 1 and words[0] in FIRST_NAMES:
        initials = words[0][0]
    return NameForm(
        words=words,
        letters=plain.replace(" ", ""),
        plain=plain,
        initials=initials,
        particles=_surname_particles(tokens),
        shortened=frozenset(SHORTENED.findall(plain_text(name)) + list(words[-1:] if was_cut else ())),
        was_cut=was_cut,
        of_person=of_person,
    )


def _surname_particles(tokens: list[str]) -> frozenset[str] | None:
    if not {"v", "vd", "vdn", "vh"}.isdisjoint(tokens):
        return None
    return frozenset(token for token in tokens if token in SURNAME_PARTICLES)


def _join_initials(tokens: list[str]) -> tuple[list[str], str]:
    """Single letters in a row become one word ("j p" is "jp"); the first such run counts as initials.

    A single letter at the end is no initial but what is left of a name that was cut off.
    """
    joined: list[str] = []
    initials = run = ""
    for token in [*tokens, ""]:
        if _is_initial(token, is_first=not joined, in_run=bool(run)):
            run += token
            continue
        if run and (token or len(run) > 1 or not joined):
            joined.append(run)
            initials = initials or run
        run = ""
        if token:
            joined.append(token)
    return joined, initials


def _is_initial(token: str, *, is_first: bool, in_run: bool) -> bool:
    """A single letter; those that also abbreviate "van", "de", "het" only where they cannot."""
    if len(token) != 1 or not token.isalpha():
        return False
    return token not in PARTICLES or in_run or (token == "d" and is_first)
