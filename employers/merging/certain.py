"""Pairs about which nobody needs to think, to be merged many at a time."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from accounts.models import User
from employers.merging.merge import MergeRefused, merge_employers
from employers.merging.plan import suggest_keep
from employers.models import Employer, Merge, PossibleDuplicate
from employers.names import name_key

SAME_DOOR = ("postcode", "house_number", "house_letter", "house_number_addition")


def nearly_certain(pairs: QuerySet) -> QuerySet:
    """Of these questions the pairs with one address and one phone or mail address; names are for `is_certain`."""
    door = {f"first__{name}": F(f"second__{name}") for name in SAME_DOOR}
    shared = Q(first__phone=F("second__phone")) & ~Q(first__phone="")
    shared |= Q(first__email=F("second__email")) & ~Q(first__email="")
    return pairs.filter(shared, **door).exclude(first__postcode="").exclude(first__house_number=None)


def is_certain(pair: PossibleDuplicate) -> bool:
    """One name but for legal form and spelling of words; no numbers that differ; nothing that a person should see."""
    one, other = pair.first, pair.second
    differ = [
        len({one.kvk_number, other.kvk_number} - {""}) == 2,
        len({one.establishment_number, other.establishment_number} - {""}) == 2,
        one.is_opted_out != other.is_opted_out,
        bool(one.ended_on) != bool(other.ended_on),
    ]
    return name_key(one.trade_name) == name_key(other.trade_name) and not any(differ)


def certain_pairs(pairs: QuerySet) -> list[PossibleDuplicate]:
    return [pair for pair in nearly_certain(pairs) if is_certain(pair)]


def merge_pairs(*, pairs: Iterable[PossibleDuplicate], by: User) -> list[Merge]:
    """Merge each by the proposal of its plan, each for itself: one that somebody else is busy with is left alone."""
    merges = []
    for pair in pairs:
        employers = Employer.objects.select_related("company").in_bulk([pair.first_id, pair.second_id])
        keep, drop = suggest_keep(employers[pair.first_id], employers[pair.second_id])
        try:
            merges.append(merge_employers(keep=keep, drop=drop, values={}, by=by))
        except MergeRefused:
            continue
    return merges
