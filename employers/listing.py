"""One look at the employer list: what is asked, in which order, which page, and the ready-made views above it."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, F, Q, Value, Window
from django.utils.functional import cached_property

from employers.counted import of_the_region
from employers.facets import Counts, Facet
from employers.filters import EmployerFilter
from employers.last_contact import ByLastContact
from employers.models import Employer
from employers.search import matching
from employers.size import SMALL, Band
from employers.suggesting import lookalikes
from lwl_crm.unchanged import Unchanged
from lwl_crm.worked_out import number_of, rows_of

PAGE_SIZE = 25
COLUMNS = {
    # parameter: (heading, first order when clicked)
    "naam": ("Werkgever", "naam"),
    "omvang": ("Werkzaam", "-omvang"),
    "contact": ("Laatste contact", "-contact"),
}
ORDERS = [
    ("plaats", "Plaats"), ("-omvang", "Grootste eerst"), ("omvang", "Kleinste eerst"),
    ("-contact", "Laatste contact eerst"), ("contact", "Langst geen contact eerst"),
]  # fmt: skip
ORDER_FIELDS = {"naam": "trade_name", "omvang": "effective_minimum", "plaats": "place"}
FAR = 100_000  # no page is as far


READY = [
    # (label, filters, its count in `overview`)
    ("Alle werkgevers", "", "all"),
    ("Mijn portefeuille", "contact=ik", "mine"),
    ("Blinde vlekken", "blind=ja", "blind"),
    ("Omvang onbekend", "omvang=unknown", "unknown"),
    ("Opvolgen deze week", "opvolgen=week", "week"),
]


@dataclass(frozen=True)
class View:
    """A ready-made or saved set of filters, as a tab above the list."""

    label: str
    query: str
    count: int | None = None
    pk: int | None = None
    is_current: bool = False


@dataclass(frozen=True)
class Cut:
    """Keys of one page, from `start`, and how many there are in all."""

    start: int
    keys: list[int]
    total: int


@dataclass(frozen=True)
class Heading:
    """A column that the list can be sorted on: the link, and how it is sorted now (for aria-sort)."""

    label: str
    url: str
    direction: str


class Listing:
    def __init__(self, request):
        self.request = request
        self.user = request.user
        self.employers = Employer.objects.visible_to(request.user)
        self.filter = EmployerFilter(request.GET, self.employers, request=request)
        self.unchanged = Unchanged()

    @cached_property
    def ordering(self):
        """The asked order when it is known, else "" for the natural one: by name, or best found first."""
        asked = self.request.GET.get("sorteer", "")
        if asked == "naam" and "tekst" not in self.filter.asked:
            return ""
        return asked if asked.removeprefix("-") in {*ORDER_FIELDS, "contact"} else ""

    @cached_property
    def found(self):
        return self.filter.qs

    @property
    def ordered(self):
        """Keys of the found employers in the asked order; those without a value always last."""
        name, is_turned = self.ordering.removeprefix("-"), self.ordering.startswith("-")
        if name == "contact":
            return ByLastContact(self.found, self.user, latest_first=is_turned)
        found = self.found
        if name:
            column = F(ORDER_FIELDS[name])
            turned = column.desc(nulls_last=True) if is_turned else column.asc(nulls_last=True)
            found = found.order_by(turned, "trade_name", "pk")
        return found.values_list("pk", flat=True)

    @cached_property
    def counts(self):
        return Counts(self.filter, self.employers, self.unchanged)

    @property
    def total(self):
        """How many employers were found."""
        return self._cut.total if self._cut else self.counts.numbers.found

    @cached_property
    def _cut(self) -> "Cut | None":
        """The asked page of a search in a very large register, with how many there are: ranking looks at all anyway.

        None where those are counted apart, and for a page that is not there.
        """
        if self.counts.has_choices or "tekst" not in self.filter.asked or isinstance(self.ordered, ByLastContact):
            return None
        number = self.request.GET.get("pagina", "1")
        start = PAGE_SIZE * (int(number) - 1) if number.isdecimal() and 0 < int(number) < FAR else 0
        rows = list(
            self.ordered.annotate(total=Window(Count("*"))).values_list("pk", "total")[start : start + PAGE_SIZE]
        )
        if start and not rows:
            return None
        return Cut(start, [key for key, _ in rows], rows[0][1] if rows else 0)

    @cached_property
    def page(self):
        """Sorted and cut off by their keys alone: what a row shows is read for the employers of this page only."""
        paginator = Paginator(self.ordered, PAGE_SIZE)
        paginator.count = self.total
        page = paginator.get_page(self.request.GET.get("pagina"))
        is_cut = self._cut and self._cut.start + 1 == page.start_index()
        keys = self._cut.keys if is_cut else list(page.object_list)
        employers = Employer.objects.with_row_data(self.user).in_bulk(keys)
        page.object_list = [employers[key] for key in keys if key in employers]
        return page

    @cached_property
    def facets(self) -> list[Facet]:
        return self.counts.facets()

    @cached_property
    def query(self):
        """The query string of filters and order, without the page."""
        return _joined(self.filter.query(), self.ordering and f"sorteer={self.ordering}")

    @property
    def export_query(self):
        return f"{self.query}&" if self.query else ""

    def url(self, **parameters):
        return "?" + _joined(self.query, *(f"{name}={value}" for name, value in parameters.items()))

    @property
    def here(self):
        """This page of this list, without the empty fields of a form."""
        return self.url(**({"pagina": self.page.number} if self.page.number > 1 else {})).removesuffix("?")

    @property
    def headings(self):
        for name, (label, first) in COLUMNS.items():
            current = self.ordering or ("naam" if "tekst" not in self.filter.asked else "")
            direction = {name: "ascending", f"-{name}": "descending"}.get(current, "")
            other = first if not direction else name if direction == "descending" else f"-{name}"
            yield Heading(label, "?" + _joined(self.filter.query(), f"sorteer={other}"), direction)

    @property
    def orders(self):
        """Choices of the order, for the phone where the table has no headings."""
        if "tekst" in self.filter.asked:
            return [("", "Best gevonden eerst"), ("naam", "Naam"), *ORDERS]
        return [("", "Naam"), *ORDERS]

    @property
    def previous_url(self):
        return self.url(pagina=self.page.previous_page_number())

    @property
    def next_url(self):
        return self.url(pagina=self.page.next_page_number())

    @property
    def page_links(self):
        """(number, address) of the pages to jump to, None for a gap."""
        pages = self.page.paginator
        for number in pages.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1):
            yield (number, self.url(pagina=number)) if number != pages.ELLIPSIS else None

    @cached_property
    def outside_region(self):
        """When nothing was found in the region: how many there are elsewhere."""
        if self.total or "regio" in self.filter.asked or not self.filter.asked:
            return 0
        without_region = self.filter.data.copy()
        without_region["regio"] = "nee"
        return EmployerFilter(without_region, self.employers, request=self.request).qs.count()

    @cached_property
    def lookalikes(self):
        """When nothing was found: employers, also elsewhere, that somebody who made a slip of the pen may mean."""
        text, everybody = self.filter.asked.get("tekst", ""), self.employers.current()
        meant = lookalikes(everybody, text) if text and not self.total else []
        is_behind_filter = meant and matching(everybody, text).exists()  # as it was typed
        return [] if is_behind_filter else meant

    @cached_property
    def overview(self):
        """Counts of the ready-made views: what they would show, whatever is asked now."""
        if self.counts.census:
            return self._overview()
        return self.unchanged.figure(self._overview, "overview", self.user.pk)

    def _overview(self):
        base = self.employers.active().in_region().order_by()
        whole = self.counts.of_everything() if self.counts.covers_everything else self._whole_region(base)
        whose = self.counts.whose
        mine = number_of(lambda: base.with_fixed_contact(self.user), "mine", *whose) if self.user.is_adviser else 0
        week = number_of(lambda: self.filter.by_follow_up(base, "opvolgen", "week"), "this week", *whose)
        return whole | {"mine": mine, "week": week}

    def _whole_region(self, base):
        if self.counts.census:
            return of_the_region(self.counts.census)
        rows = rows_of(lambda: _counted(base), "whole region", *self.counts.whose)
        return dict(zip(("all", "small", "unknown", "blind"), *(rows or [(0, 0, 0, 0)]), strict=True))

    @property
    def counted_at(self):
        """The moment of the numbers when they are not of now."""
        return self.counts.census and self.counts.census.counted_at

    @cached_property
    def views(self) -> list[View]:
        """Tabs: the ready-made views, then the user's own."""
        now = self.filter.query()
        ready = [
            View(label, query, self.overview[counted], is_current=query == now)
            for label, query, counted in READY
            if counted != "mine" or self.user.is_adviser
        ]
        saved = self.user.saved_views.all()
        return ready + [View(each.name, each.query, pk=each.pk, is_current=each.query == self.query) for each in saved]


def _counted(employers):
    """One row; none for somebody who may see no employer."""
    together = (
        employers.with_blindness()
        .values(together=Value(1))
        .annotate(
            all=Count("pk"),
            small=Count("pk", filter=Q(size_band__in=SMALL)),
            unknown=Count("pk", filter=Q(size_band=Band.UNKNOWN)),
            blind=Count("pk", filter=Q(is_blind=True)),
        )
    )
    return together.values_list("all", "small", "unknown", "blind")


def _joined(*parts):
    return "&".join(part for part in parts if part)
