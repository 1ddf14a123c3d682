"""Finding employers by what somebody remembers: any part of the name, a number, the address or a contact person.

Accents, case, punctuation and legal form do not matter. All words must be found, in whatever order; names that begin
with the text come first. In a very large register only an index is quick enough: words must begin so, and contact
persons and phone numbers are not looked through.
"""

import re

from django.conf import settings
from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from employers.names import plain_words, search_key
from lwl_crm.worked_out import number_of

NUMBER = re.compile(r"^[\d\s.+()-]+$")
POSTCODE = re.compile(r"\b([1-9]\d{3}) ?([a-z]{2})\b")
LONG_NUMBER = 4  # shorter ones are house numbers and such, and occur in every KvK number
PHONE_NUMBER = 6
MOST_KEYS = 2_000  # more of them take longer to send than to look up again
LINKING = {"en", "de", "het", "van"}  # stand in some spellings of a name and not in others


def terms(text: str) -> list[str]:
    """What to look for: words without legal form and linking words; a number or postcode in one piece."""
    if NUMBER.match(text) and len(digits := re.sub(r"\D", "", text)) >= PHONE_NUMBER:
        return [digits]
    plain = search_key(text)
    postcodes = [" ".join(found) for found in POSTCODE.findall(plain)]
    words = POSTCODE.sub(" ", plain).split()
    telling = [word for word in words if word not in LINKING] or words
    return list(dict.fromkeys(postcodes + telling))


def search(employers: QuerySet, text: str) -> QuerySet:
    """Narrow to employers in which every term is found, ordered by how the name begins."""
    return best_first(matching(employers, text), text)


def best_first(employers: QuerySet, text: str) -> QuerySet:
    """Ordered by how the name begins."""
    return employers.annotate(search_rank=rank(text)).order_by("search_rank", "trade_name", "pk")


def matching_keys(employers: QuerySet, text: str) -> QuerySet | list[int]:
    """Keys of employers in which every term is found, to narrow by more than once; read now, unless very many."""
    is_large = is_very_large(employers)
    keys = _matching(employers, text, is_large).values_list("pk", flat=True)
    read = [] if is_large else list(keys[: MOST_KEYS + 1])
    return read if 0 < len(read) <= MOST_KEYS else keys


def matching(employers: QuerySet, text: str) -> QuerySet:
    """Employers in which every term is found; all of them when nothing is asked."""
    return _matching(employers, text, is_very_large(employers))


def _matching(employers, text, is_large):
    wanted = terms(text)
    if not wanted:
        return employers if not text.strip() else employers.none()
    if is_large:
        return _by_index(employers, wanted)
    persons = employers.model._meta.get_field("contact_persons").related_model.objects.all()
    for term in wanted:
        employers = employers.filter(_number(term, persons) if term.isdigit() else _word(term, persons))
    return employers


def is_very_large(employers: QuerySet) -> bool:
    """Whether reading every row takes too long (`employers/census.py`)."""
    if employers.query.is_empty():
        return False
    censuses = employers.model._meta.apps.get_model("employers.Census").objects
    return number_of(censuses.large, "large censuses", settings.CENSUS_FROM) > 0


def prefixes(wanted: list[str]) -> SearchQuery:
    """All of these, or words that begin so."""
    words = [word for term in wanted for word in term.split()]
    return SearchQuery(" & ".join(f"{word}:*" for word in words), config="simple", search_type="raw")


def _by_index(employers, wanted):
    """Name, address, vestigingsnummer or website with words that begin so; or the KvK number as a whole."""
    everyone = employers.model.objects.order_by()
    found = everyone.filter(search_vector=prefixes(wanted)).values("pk")
    if len(wanted) == 1 and wanted[0].isdigit():
        found = found.union(everyone.filter(company__kvk_number=wanted[0]).values("pk"))
    return employers.filter(pk__in=found)


def _word(word, persons):
    by_person = persons.filter(search_text__contains=word).values("employer")
    return Q(search_text__contains=word) | Q(company__search_text__contains=word) | Q(pk__in=by_person)


def _number(digits, persons):
    """A short number begins a word or is a house number; a long one is any part of a KvK or phone number."""
    found = Q(search_text__contains=f" {digits}") | Q(search_text__startswith=digits)
    if len(digits) <= LONG_NUMBER:
        found |= Q(house_number=int(digits))
    if len(digits) >= LONG_NUMBER:
        found |= Q(company__kvk_number__contains=digits) | Q(establishment_number__contains=digits)
    if len(digits) >= PHONE_NUMBER:
        phone = digits.removeprefix("00").removeprefix("31").removeprefix("0") or digits
        by_person = persons.filter(phone__contains=phone).values("employer")
        found |= Q(phone__contains=phone) | Q(pk__in=by_person)
    return found


def rank(text: str) -> Case:
    """0: the name begins so, 1: a word begins so, 2: any part."""
    plain = search_key(text) or plain_words(text)
    return Case(
        When(search_text__startswith=plain, then=Value(0)),
        When(search_text__contains=f" {plain}", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
