"""Does the employer that somebody is typing in exist already? Quick questions to the database, for a warning only.

Deciding about rows of a list is the work of `employers/matching/`.
"""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from employers.matching.likeness import compare_names
from employers.matching.names import name_forms
from employers.matching.rarity import Rarity
from employers.matching.scores import LIKELY_FROM, doubtful_score
from employers.models import Employer, PossibleDuplicate
from employers.names import search_key

ALIKE = 82  # likeness of two names from which a person has to look
LOOKED_AT = 200
SHOWN = 5


@dataclass(frozen=True)
class Typed:
    """What is typed so far, canonical; empty parts say nothing."""

    name: str = ""
    place: str = ""
    kvk_number: str = ""
    establishment_number: str = ""
    postcode: str = ""
    house_number: int | None = None
    phone: str = ""
    email: str = ""


@dataclass
class Similar:
    """An employer that may be the same, with the reasons in Dutch. A sister establishment is shown, never a double."""

    employer: Employer
    score: int = 0
    reasons: list[str] = field(default_factory=list)
    is_possible_duplicate: bool = True


def similar_employers(employers: QuerySet, typed: Typed) -> list[Similar]:
    """The few employers that look most like what is typed."""
    found = [_compare(employer, typed) for employer in _candidates(employers, typed)]
    return sorted((each for each in found if each), key=lambda each: (-each.score, each.employer.pk))[:SHOWN]


def _candidates(employers, typed):
    asked = Q()
    if typed.kvk_number:
        asked |= Q(company__kvk_number=typed.kvk_number)
    if typed.postcode and typed.house_number:
        asked |= Q(postcode=typed.postcode, house_number=typed.house_number)
    if typed.phone:
        asked |= Q(phone=typed.phone)
    if typed.email:
        asked |= Q(email=typed.email)
    for word in _telling_words(typed.name):
        asked |= (
            Q(search_text__contains=word, place__iexact=typed.place) if typed.place else Q(search_text__contains=word)
        )
    return employers.select_related("company", "municipality").filter(asked)[:LOOKED_AT] if asked else []


def _telling_words(name):
    """The two longest words: a spelling mistake seldom hits both."""
    words = [word for word in search_key(name).split() if len(word) > 2]
    return sorted(words, key=len, reverse=True)[:2]


def _compare(employer, typed):
    """The employer with reasons, or None when it does not look alike enough."""
    reasons = [(points, words) for points, words, is_so in _agreements(employer, typed) if is_so]
    likeness = _likeness(employer, typed.name)
    if likeness >= ALIKE:
        reasons.append((likeness // 2, "zelfde naam" if likeness == 100 else f"naam {likeness}% gelijk"))
    if not reasons:
        return None
    score = doubtful_score(max(LIKELY_FROM, sum(points for points, _ in reasons)), doubts=0)
    return Similar(employer, score, [words for _, words in reasons], not _is_sister(employer, typed))


def _likeness(employer, name):
    """In whole per cents, by the rules that lists are matched with; 0 when something in the names contradicts."""
    found = compare_names(name_forms((name,)), name_forms((employer.trade_name,)), Rarity(), frozenset())
    return 0 if found.contradiction else round(100 * found.likeness)


def _agreements(employer, typed):
    """(points, reason, whether it holds) for everything but the name."""
    address = (employer.postcode, employer.house_number)
    yield 60, "zelfde KvK-nummer", _both(typed.kvk_number, employer.kvk_number)
    yield 100, "zelfde vestigingsnummer", _both(typed.establishment_number, employer.establishment_number)
    yield 50, "zelfde postcode en huisnummer", bool(typed.postcode) and address == (typed.postcode, typed.house_number)
    yield 50, "zelfde telefoonnummer", _both(typed.phone, employer.phone)
    yield 50, "zelfde e-mailadres", _both(typed.email, employer.email)


def _both(ours, theirs):
    return bool(ours) and ours == theirs


def _is_sister(employer, typed):
    """Another establishment of the same company: its own number, or another address."""
    if not _both(typed.kvk_number, employer.kvk_number):
        return False
    if typed.establishment_number and employer.establishment_number:
        return typed.establishment_number != employer.establishment_number
    return bool(typed.postcode and employer.postcode and typed.postcode != employer.postcode)


def remember_possible_duplicates(employer: Employer, found: list[Similar]) -> None:
    """Keep each pair as a question for later; pairs that were answered before keep their answer."""
    for similar in found:
        if similar.is_possible_duplicate and similar.employer.pk != employer.pk:
            first, second = sorted([employer, similar.employer], key=lambda each: each.pk)
            PossibleDuplicate.objects.get_or_create(
                first=first, second=second, defaults={"score": similar.score, "reasons": similar.reasons}
            )
