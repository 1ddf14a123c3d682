"""The employer list in the order of the last contact."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from employers.models.employer_rules import EmployerQuerySet


class ByLastContact:
    """Keys of employers by their latest done contact that a user may know of, by anyone; those without one come last.

    To be cut like a list. Contacts are read in their order, and each counts that is the last of its employer, until
    the page is full: sorting a whole register by what stands in another table takes seconds at the size of a country.
    """

    def __init__(self, employers: EmployerQuerySet, user: User, *, latest_first: bool):
        self.employers = employers.order_by()
        self.moments = employers.model._meta.get_field("contact_moments").related_model.objects
        self.moments = self.moments.visible_to(user).done().order_by()
        self.latest_first = latest_first

    def __getitem__(self, cut: slice) -> list[int]:
        keys = list(self._contacted()[cut])
        wanted = cut.stop - cut.start - len(keys)
        if wanted:
            start = max(cut.start - self._contacted().count(), 0)
            keys += self._silent()[start : start + wanted]
        return keys

    def _contacted(self) -> QuerySet:
        of_same = self.moments.filter(employer=OuterRef("employer"))
        is_later = Q(happened_at__gt=OuterRef("happened_at"))
        is_later |= Q(happened_at=OuterRef("happened_at"), pk__gt=OuterRef("pk"))
        last = self.moments.filter(~Exists(of_same.filter(is_later)), employer__in=self.employers)
        order = ("-happened_at", "-pk") if self.latest_first else ("happened_at", "pk")
        return last.order_by(*order).values_list("employer", flat=True)

    def _silent(self) -> QuerySet:
        silent = self.employers.filter(~Exists(self.moments.filter(employer=OuterRef("pk"))))
        return silent.order_by("trade_name", "pk").values_list("pk", flat=True)
