"""A few employers while somebody types or picks one, and whom somebody meant who made a slip of the pen."""

from django.db.models import QuerySet
from rapidfuzz import process
from rapidfuzz.distance import OSA

from employers.search import LONG_NUMBER, is_very_large, prefixes, rank, search, terms

PICKS = 20
CANDIDATES = 500  # looked at in a very large register
LOOKALIKES, MOST_WORDS = 5, 5
ONE_SLIP, TWO_SLIPS = 4, 8  # letters in a word, at least, for so many to be wrong, missing, too many or turned round


def suggestions(employers: QuerySet, text: str, limit: int = 8) -> list:
    """The best few while somebody types: words that begin so (by index), else any part."""
    wanted = terms(text)
    if not wanted:
        return []
    is_large = is_very_large(employers)
    begins = employers.filter(search_vector=prefixes(wanted))
    if is_large:  # the best of enough, instead of every "bakkerij" in the country
        begins = employers.filter(pk__in=list(begins.order_by().values_list("pk", flat=True)[:CANDIDATES]))
    begins = begins.annotate(search_rank=rank(text))
    found = list(begins.order_by("search_rank", "trade_name", "pk")[:limit])
    if len(found) < limit and not is_large:
        known = {employer.pk for employer in found}
        found += list(search(employers, text).exclude(pk__in=known)[: limit - len(found)])
    return found


def picks(employers: QuerySet, text: str) -> list[tuple[str, list]]:
    """Who is found where somebody picks an employer, as one group under its title; no group when nobody is."""
    found = suggestions(employers, text, limit=PICKS + 1)
    if not found and (meant := lookalikes(employers, text)):
        return [(f"Niets gevonden met “{text}”. Bedoelt u misschien:", meant)]
    title = f"De eerste {PICKS}. Typ meer letters voor minder" if len(found) > PICKS else f"{len(found)} gevonden"
    return [(title, found[:PICKS])] if found else []


def lookalikes(employers: QuerySet, text: str, limit: int = LOOKALIKES) -> list:
    """Employers with every word of the text in name, address or website, give or take a letter; the nearest first.

    To ask when nothing is found: "Bakerij Lint" is Bakkerij De Lindt. Numbers and short words must be there as typed,
    house numbers do not count. None for a long text, and none in a very large register: reading it takes too long.
    """
    words = [word for term in terms(text) for word in term.split()]
    wanted = [word for word in words if not (word.isdigit() and len(word) < LONG_NUMBER)]
    if len(wanted) > MOST_WORDS or not any(_slips(word) for word in wanted) or is_very_large(employers):
        return []
    words_of = {pk: set(found.split()) for pk, found in employers.order_by().values_list("pk", "search_text")}
    known = list(set().union(*words_of.values()))
    slips = dict.fromkeys(words_of, 0)
    for word in wanted:
        near = _near(word, known)
        fewest = {pk: min(map(near.get, words_of[pk] & near.keys()), default=None) for pk in slips}
        slips = {pk: slips[pk] + more for pk, more in fewest.items() if more is not None}
    best = sorted((number, pk) for pk, number in slips.items())[:limit]
    found = employers.in_bulk([pk for _, pk in best])
    return [found[pk] for _, pk in best]


def _slips(word: str) -> int:
    if word.isdigit() or len(word) < ONE_SLIP:
        return 0
    return 1 if len(word) < TWO_SLIPS else 2


def _near(word: str, known: list[str]) -> dict[str, int]:
    """Known words that this one may stand for, and in how many slips."""
    alike = process.extract(word, known, scorer=OSA.distance, score_cutoff=_slips(word), limit=None)
    return {found: int(slips) for found, slips, _ in alike}
