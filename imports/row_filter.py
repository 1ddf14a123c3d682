"""Which rows of a delivery a page shows: every number about rows leads to just those."""

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property

from imports.columns import FIELDS_BY_NAME
from imports.models import Category, ImportBatch, Outcome

SHOWN_AS = {Category.UNCHANGED: [Category.UNCHANGED, Category.LINKED]}  # what a tile counts together
YES_OR_NO = ("gewijzigd", "verbeterd", "vervallen", "beoordeeld")


class ToldCells(NamedTuple):
    """What happened to cells of a row, in words, and the column of the row that tells it."""

    words: str
    column: str


VALUES = {
    "niet": ToldCells("met een waarde die niet is overgenomen", "problems"),
    "hersteld": ToldCells("met een waarde die is hersteld", "repairs"),
}
WORDS = {"ja": "doorgevoerd", "nee": "nog niet doorgevoerd", "nu": "klaar om door te voeren"}


def rows_url(batch: ImportBatch, **asked: str) -> str:
    """The page with these rows."""
    query = f"?{urlencode(asked)}" if asked else ""
    return reverse("imports:rows", args=[batch.pk]) + query


@dataclass(frozen=True)
class RowFilter:
    """What a person asks of the rows, by the parameters of the address.

    `stand` is an outcome, `soort` a category, `groep` an answer about many rows. `gewijzigd`, `verbeterd`, `vervallen`
    and `beoordeeld` are yes or nothing; `doorgevoerd` is yes, no, or "nu" for what can be applied now. `veld` is the
    label of a changed value, with `blijft` one that another source goes before. `waarden` is "niet" for cells that were
    not taken over and "hersteld" for those that were repaired; `gegeven` is the name of the field of such a cell.
    """

    batch: ImportBatch
    data: QueryDict

    @property
    def outcome(self) -> str:
        return self._one_of("stand", Outcome.values)

    @property
    def category(self) -> str:
        return self._one_of("soort", Category.values)

    @property
    def text(self) -> str:
        return self.data.get("tekst", "").strip()

    @property
    def field(self) -> str:
        return self.data.get("veld", "").strip()

    @property
    def is_kept(self) -> bool:
        return self._is_asked("blijft")

    @property
    def is_changed(self) -> bool:
        return self._is_asked("gewijzigd")

    @property
    def is_corrected(self) -> bool:
        return self._is_asked("verbeterd")

    @property
    def applied(self) -> str:
        return self._one_of("doorgevoerd", [*WORDS])

    @property
    def values(self) -> str:
        return self._one_of("waarden", [*VALUES])

    @property
    def value_field(self) -> str:
        return self._one_of("gegeven", FIELDS_BY_NAME)

    @property
    def group(self) -> int | None:
        asked = self.data.get("groep", "")
        return int(asked) if asked.isdecimal() and len(asked) < 10 else None

    def _one_of(self, name, values) -> str:
        asked = self.data.get(name, "")
        return asked if asked in values else ""

    def _is_asked(self, name) -> bool:
        return self.data.get(name) == "ja"

    @cached_property
    def is_narrow(self) -> bool:
        """More is asked than an outcome or a category, which are counted from the index."""
        more = [
            self.text,
            self.field,
            self.applied,
            self.group,
            self.values,
            *(self._is_asked(name) for name in YES_OR_NO),
        ]
        return any(more) or bool(self.outcome and self.category)

    @property
    def is_asked(self) -> bool:
        return self.is_narrow or bool(self.outcome or self.category)

    def rows(self) -> QuerySet:
        found = self.batch.rows.with_outcome().select_related("employer", "sister", "decided_by").order_by("row_number")
        if self.outcome:
            found = found.with_this_outcome(self.outcome)
        if self.category:
            found = found.filter(category__in=SHOWN_AS.get(self.category, [self.category]))
        if self.text:
            found = found.annotate(text=Cast("raw", TextField())).filter(text__icontains=self.text)
        return self._by_answer(self._by_change(found))

    def _by_answer(self, found: QuerySet) -> QuerySet:
        if self.applied == "nu":
            found = found.filter(pk__in=self.batch.rows.to_apply().values("pk"))
        elif self.applied:
            found = found.filter(applied_at__isnull=self.applied == "nee")
        if self._is_asked("beoordeeld"):
            found = found.reviewed()
        return found.filter(group=self.group) if self.group else found

    def _by_change(self, found: QuerySet) -> QuerySet:
        if self.is_changed:
            found = found.changed()
        if self.is_corrected:
            found = found.filter(row_number__in=self.batch.corrections.standing().values("row_number"))
        if self._is_asked("vervallen"):
            found = found.filter(row_number__in=self.batch.corrections.dropped().values("row_number"))
        if self.field:
            found = found.with_change_of(self.field, is_written=not self.is_kept)
        if self.values:
            found = found.with_refused_values() if self.values == "niet" else found.with_repaired_values()
        if self.values and self.value_field:
            found = found.filter(**{f"{VALUES[self.values].column}__contains": [{"field": self.value_field}]})
        return found

    def count(self) -> int | None:
        """From the index, without reading the wide rows; None when that cannot tell."""
        if self.is_narrow:
            return None
        if self.category:
            counts = self.batch.rows.category_counts()
            return sum(counts.get(each, (0, 0))[0] for each in SHOWN_AS.get(self.category, [self.category]))
        counts = self.batch.rows.outcome_counts()
        return counts[self.outcome] if self.outcome else sum(counts.values())

    @property
    def words(self) -> str:
        """What is asked that the tiles and boxes of the page do not show, in Dutch."""
        said = ["beoordeeld door een collega"] if self._is_asked("beoordeeld") else []
        said += ["samen beoordeeld"] if self.group else []
        said += ["met een verbetering die is vervallen"] if self._is_asked("vervallen") else []
        said += [WORDS[self.applied]] if self.applied else []
        if self.values:
            about = f" ({FIELDS_BY_NAME[self.value_field].label})" if self.value_field else ""
            said.append(VALUES[self.values].words + about)
        if self.field:
            said.append(f"{self.field} {'blijft, een andere bron gaat voor' if self.is_kept else 'wijzigt'}")
        return ", ".join(said)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form of the page must keep."""
        names = (
            "stand",
            "soort",
            "veld",
            "blijft",
            "vervallen",
            "beoordeeld",
            "doorgevoerd",
            "groep",
            "waarden",
            "gegeven",
        )
        return [(name, self.data[name]) for name in names if self.data.get(name)]
