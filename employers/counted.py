"""The counts beside the filters, read from the last census instead of counted live (`employers/census.py`)."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, Sum

from employers.facet_sums import MARKS, SEGMENT
from employers.filters import FLAGS, EmployerFilter
from employers.models import Census, Municipality
from employers.models.employer_rules import PART_OF_LARGER, POSSIBLY_BLIND
from employers.size import SMALL, Band, expand_bands

BLIND = POSSIBLY_BLIND & Q(reached_by__len=0)
BOXES = {"gemeente", "sector", "omvang", "bereikt"}  # counted apart from each other, hence not narrowed here
KNOWN = {*FLAGS, *BOXES, "nietbenaderen", "eigen_omvang", "inbeeld", "regio", "bron"}


def can_tell(asked: dict) -> bool:
    """Whether the lines of a census know these filters."""
    return KNOWN.issuperset(asked) and asked.get("bron", "kvk") == "kvk"


def combinations(census: Census, employer_filter: EmployerFilter) -> QuerySet:
    """Rows as `Counts._combinations` has them, for every filter but those counted there."""
    in_region = Q(municipality__in=Municipality.objects.in_region())
    by_whom = {"reached_0": ~Q(reached_ever_by__len=0)} | {
        f"reached_{at}": Q(reached_ever_by__contains=[each.pk])
        for at, each in enumerate(employer_filter.organisations, start=1)
    }
    flags = {"is_keten": PART_OF_LARGER, "is_blind": BLIND & in_region} | by_whom
    columns = [*SEGMENT, *MARKS.values(), *by_whom]
    lines = census.lines.filter(*_conditions(employer_filter, in_region))
    wrapped = {name: ExpressionWrapper(flag, output_field=BooleanField()) for name, flag in flags.items()}
    return lines.annotate(**wrapped).values(*columns).annotate(n=Sum("number")).values_list(*columns, "n")


def _conditions(employer_filter, in_region):
    asked = employer_filter.asked
    region = asked.get("regio", "ja")
    if region != "alle":
        yield in_region if region == "ja" else Q(municipality=None) | ~in_region
    if "bron" in asked:
        yield Q(is_on_list=True)
    if "nietbenaderen" in asked:
        yield Q(is_opted_out=asked["nietbenaderen"] == "ja")
    if "eigen_omvang" in asked:
        yield Q(own_size_band__in=expand_bands(asked["eigen_omvang"]))
    if "inbeeld" in asked:
        yield Q(in_view_of__contains=[next(o.pk for o in employer_filter.organisations if o.slug == asked["inbeeld"])])


def of_the_region(census: Census) -> dict[str, int]:
    """Counts of the ready-made views."""
    here = census.lines.filter(municipality__in=Municipality.objects.in_region())
    return here.aggregate(
        all=Sum("number", default=0),
        small=Sum("number", filter=Q(size_band__in=SMALL), default=0),
        unknown=Sum("number", filter=Q(size_band=Band.UNKNOWN), default=0),
        blind=Sum("number", filter=BLIND, default=0),
    )
