"""The counts beside the filters: how many employers each choice would show, given all other filters.

One query counts every combination of municipality, sector, band and so on; the rest is adding up.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from employers.filters import BAND_BOXES, FLAGS, EmployerFilter
from employers.models import Employer
from employers.models.employers import PART_OF_LARGER
from employers.size import SELF_EMPLOYED, SMALL, SUMS, Band

COUNTED = ("gemeente", "sector", "omvang", "bereikt")
PERIOD = ("bereikt_vanaf", "bereikt_tot")
RARE = {Band.CLASS_10_19.value, Band.CLASS_20_49.value, Band.ZERO.value}


@dataclass
class Option:
    name: str
    value: str
    label: str
    count: int | None = None
    is_checked: bool = False
    is_rare: bool = False

    @property
    def key(self):
        """For the id of its box and count; a plus sign cannot stand in a selector."""
        return f"{self.name}-{self.value}".replace("+", "-plus")


@dataclass
class Facet:
    name: str
    legend: str
    options: list[Option] = field(default_factory=list)


def facets(employer_filter: EmployerFilter, employers, marked: dict[str, int]) -> list[Facet]:
    """The groups of boxes, with counts; two queries, whatever the number of choices. `marked` are the `totals`."""
    counts = _counts(employer_filter, employers)
    known = {name: employer_filter.filters[name].extra["choices"] for name in ("gemeente", "sector", "interesse")}
    by_whom = [(each.slug, f"Bereikt door {each.short_name}") for each in employer_filter.organisations]
    groups = [
        ("bereikt", "Bereikt", [("niet", "Niet bereikt"), *by_whom]),
        ("gemeente", "Gemeente", known["gemeente"]),
        ("omvang", "Werkzame personen", BAND_BOXES),
        ("sector", "Sector", known["sector"]),
        ("interesse", "Interesse in", known["interesse"]),
    ]
    boxes = [Facet(name, legend, _options(name, choices, employer_filter, counts)) for name, legend, choices in groups]
    boxes.insert(3, Facet("kenmerk", "Kenmerken", [_flag(name, employer_filter, marked) for name in FLAGS]))
    return boxes


def _options(name, choices, employer_filter, counts):
    asked = employer_filter.asked.get(name, [])
    return [
        Option(name, value, label, counts[name, value], value in asked, name == "omvang" and value in RARE)
        for value, label in choices
    ]


def _flag(name, employer_filter, marked):
    return Option(name, "ja", FLAGS[name], marked[name], name in employer_filter.asked)


def _counts(employer_filter, employers):
    """Counter of (parameter, value)."""
    counts = Counter()
    asked = [(name, set(employer_filter.asked.get(name, ()))) for name in COUNTED]
    reached_as = cache(lambda *flags: _reached_choices(employer_filter.organisations, *flags))
    for municipality, sector, band, *flags, number in _combinations(employer_filter, employers):
        values = ((municipality,), (sector or "geen",), CHOICES_OF_BAND[band], reached_as(*flags))
        missed = [at for at, (_, wanted) in enumerate(asked) if wanted and wanted.isdisjoint(values[at])]
        if len(missed) > 1:
            continue
        for at in missed or range(len(COUNTED)):
            for value in values[at]:
                counts[COUNTED[at], value] += number
    counts.update(_interests(employer_filter, employers))
    return counts


CHOICES_OF_BAND = {band.value: (band.value, *(key for key, bands in SUMS.items() if band in bands)) for band in Band}


def _reached_choices(organisations, by_anyone, *by_each):
    """Under which choices of `bereikt` an employer falls."""
    slugs = [each.slug for each, is_reached in zip(organisations, by_each, strict=True) if is_reached]
    return ("ja", *slugs) if by_anyone else ("niet",)


def _combinations(employer_filter, employers):
    """Rows of municipality, sector, band, reached by anyone, reached by each organisation, and how many."""
    narrowed = employer_filter.narrowed(employers, without=(*COUNTED, *PERIOD)).order_by()
    period = {"since": employer_filter.asked.get("bereikt_vanaf"), "until": employer_filter.asked.get("bereikt_tot")}
    flags = {
        f"reached_{at}": ExpressionWrapper(
            Q(pk__in=Employer.objects.reached(by=by, **period).values("pk")), output_field=BooleanField()
        )
        for at, by in enumerate([None, *employer_filter.organisations])
    }
    groups = narrowed.annotate(**flags).values("municipality__cbs_code", "sector__slug", "size_band", *flags)
    return groups.annotate(n=Count("pk")).values_list(
        "municipality__cbs_code", "sector__slug", "size_band", *flags, "n"
    )


def totals(employers) -> dict[str, int]:
    """How many employers there are in a filtered list ("n"), and how many of them with each flag; one query."""
    of_all = Employer.objects.order_by()
    marked = {
        "klein": Q(size_band__in=SMALL),
        "zzp": Q(size_band=SELF_EMPLOYED),
        "keten": PART_OF_LARGER,
        "blind": Q(pk__in=of_all.blind_spots().values("pk")),
        "overlap": Q(pk__in=of_all.in_open_overlap().values("pk")),
    }
    counted = {name: Count("pk", filter=condition) for name, condition in marked.items()}
    return employers.order_by().aggregate(n=Count("pk"), **counted)


def _interests(employer_filter, employers):
    narrowed = employer_filter.narrowed(employers, without=("interesse",)).order_by()
    statuses = employer_filter.asked.get("stand", [])
    interests = Employer._meta.get_field("interests").related_model.objects.all()
    interests = interests.filter(status__in=statuses) if statuses else interests.interested()
    rows = interests.filter(employer__in=narrowed.values("pk")).order_by().values("variant").annotate(n=Count("pk"))
    return {("interesse", row["variant"]): row["n"] for row in rows}
