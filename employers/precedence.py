"""Which of two sources goes first, per field: the one place that knows (design.md 2).

A value typed by a person goes before the API, the API before every list. Among lists the order that an admin gave
for the field decides, else `SourceList.rank`. For contact persons the newest list wins, unless there is an order.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction

from accounts.models import User
from employers.models import PrecedenceChange, PrecedenceRule, SourceList, Unit

PERSON, API = "person", "api"
UNDONE = "undone"  # a value of a delivery that was taken back: every list goes before it
AFTER_ALL = 999  # a list that nobody gave a rank
NOT_IN_ORDER = 100_000  # a list that came after the order was made: behind those in it, by rank


@dataclass(frozen=True)
class Precedence:
    """`ranks` holds the rank of every list by code; `orders` the lists of a field that has an order of its own."""

    ranks: Mapping[str, int] = field(default_factory=dict)
    orders: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Precedence":
        orders = defaultdict(list)
        for unit, slug in PrecedenceRule.objects.order_by("position").values_list("unit", "source__slug"):
            orders[unit].append(slug)
        return cls(SourceList.objects.ranks(), dict(orders))

    def rank(self, unit: str, source: str) -> int:
        """The lowest goes first."""
        if source == PERSON:
            return -2
        if source == API:
            return -1
        order = self.orders.get(unit)
        if not order:
            return self.ranks.get(source, AFTER_ALL)
        return order.index(source) if source in order else NOT_IN_ORDER + self.ranks.get(source, AFTER_ALL)

    def order(self, unit: str) -> list[str]:
        """All lists by code, the first one first."""
        return sorted(self.ranks, key=lambda slug: (self.rank(unit, slug), slug))

    def is_first(self, unit: str, source: str) -> bool:
        """Whether no other list goes before this one."""
        return source in self.ranks and self.rank(unit, source) == min(self.rank(unit, slug) for slug in self.ranks)

    def newest_wins(self, unit: str) -> bool:
        return unit == Unit.CONTACT_PERSON and not self.orders.get(unit)

    def with_order(self, unit: str, slugs: Sequence[str]) -> "Precedence":
        """The same with another order for one field; an empty one brings the standard back."""
        return replace(self, orders={**self.orders, unit: list(slugs)})

    def standing(self, unit: str) -> list[str]:
        """The order as it is kept in the history: empty when the newest list wins."""
        return [] if self.newest_wins(unit) else self.order(unit)


@transaction.atomic
def change_precedence(
    unit: str, slugs: Iterable[str], *, was: Sequence[str], is_for_register: bool, by: User
) -> PrecedenceChange | None:
    """Give a field an order of lists, the first one first; None when a colleague changed it since `was`.

    `is_for_register` promises a job that brings the register in line; who calls this hands it to a worker.
    """
    sources = {each.slug: each for each in SourceList.objects.select_for_update().order_by("pk")}
    precedence, slugs = Precedence.load(), list(slugs)
    if precedence.standing(unit) != list(was):
        return None
    PrecedenceRule.objects.filter(unit=unit).delete()
    PrecedenceRule.objects.bulk_create(
        PrecedenceRule(unit=unit, source=sources[slug], position=position) for position, slug in enumerate(slugs)
    )
    return PrecedenceChange.objects.create(
        unit=unit,
        before=[sources[slug].name for slug in was],
        after=[sources[slug].name for slug in slugs],
        changed_by=by,
        is_for_register=is_for_register and Unit(unit).is_of_employer,
    )
