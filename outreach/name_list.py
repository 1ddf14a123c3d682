"""A pasted list of names, such as who signed up for an event: which employer is each, and where is doubt.

Nothing is linked here: a person sees every line and decides. Deciding about rows of a list unattended is the work of
`employers/matching/`.
"""

import re
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from employers.models import Employer
from employers.names import search_key
from employers.similar import Typed, similar_employers
from employers.suggesting import suggestions

LONGEST = 150  # lines looked at in one go
SHOWN = 4
NAMESAKES = 30  # of a chain every establishment is offered
ALIKE = 75  # of 100, from which a misspelt name is offered
LOOKED_AT = 500
BETWEEN = re.compile(r"\s*[\t;,]\s*")


@dataclass
class Candidate:
    employer: Employer
    reason: str


@dataclass
class Line:
    """One line of the list; certain when one employer has this name, and this place when a place was given."""

    text: str
    name: str
    is_certain: bool = False
    candidates: list[Candidate] = field(default_factory=list)


def match_names(employers: QuerySet[Employer], text: str, members: QuerySet[Employer] | None = None) -> list[Line]:
    """Each line that says something, with the employers that it may be; `members` decide between namesakes."""
    lines = list(dict.fromkeys(line.strip() for line in text.splitlines() if search_key(line)))
    known = set(members.values_list("pk", flat=True)) if members is not None else set()
    return [_match(employers, line, known) for line in lines[:LONGEST]]


def _match(employers, line, members):
    name, place = (*BETWEEN.split(line), "")[:2]
    found = suggestions(employers, name, limit=NAMESAKES)
    same = [each for each in found if search_key(each.trade_name) == search_key(name)]
    here = [each for each in same if not place or search_key(each.place) == search_key(place)]
    one = here if len(here) == 1 else [each for each in here if each.pk in members]
    if len(one) == 1:
        return Line(line, name, True, [Candidate(one[0], _why(one[0], place, members, len(here)))])
    return Line(line, name, False, _doubtful(employers, name, place, same, found))


def _why(employer, place, members, namesakes):
    if namesakes > 1:
        return "zelfde naam, en lid van dit netwerk"
    if place:
        return "zelfde naam en plaats"
    return "zelfde naam, lid van dit netwerk" if employer.pk in members else "zelfde naam"


def _doubtful(employers, name, place, same, found):
    """All namesakes first, then what looks like it, then what holds all the words."""
    reasons = {each.pk: Candidate(each, _namesake(same, place)) for each in same}
    for similar in similar_employers(employers, Typed(name=name)):
        reasons.setdefault(similar.employer.pk, Candidate(similar.employer, ", ".join(similar.reasons)))
    for each in found:
        reasons.setdefault(each.pk, Candidate(each, "deze woorden staan in de gegevens"))
    if not reasons:
        return _misspelt(employers, name)
    return list(reasons.values())[: max(SHOWN, len(same))]


def _misspelt(employers, name):
    """When no word is found as it is written: names whose words begin alike and that look alike as a whole."""
    beginnings = {word[:3] for word in search_key(name).split() if len(word) > 3}
    if not beginnings:
        return []
    begins = Q(*[Q(search_text__contains=word) for word in beginnings], _connector=Q.OR)
    likeness = {
        each: fuzz.token_sort_ratio(search_key(each.trade_name), search_key(name))
        for each in employers.filter(begins)[:LOOKED_AT]
    }
    alike = sorted((it for it in likeness.items() if it[1] >= ALIKE), key=lambda it: (-it[1], it[0].pk))
    return [Candidate(each, f"lijkt erop: naam {round(score)}% gelijk") for each, score in alike[:SHOWN]]


def _namesake(same, place):
    if len(same) > 1:
        return f"zelfde naam, {'minstens ' if len(same) == NAMESAKES else ''}{len(same)} keer in het register"
    return "zelfde naam, andere plaats" if place else "zelfde naam"
