"""Counting the whole register once, in a worker, so that pages read the result instead of counting again."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone

from accounts.models import Organisation
from employers.models import Census, Employer
from employers.models.census import CensusLine

LOCK = 7_204_001  # any number of our own: two workers do not count at once
CHUNK = 5_000
SEPARATE = ["municipality", "sector", "size_band", "own_size_band", "is_opted_out"]


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that sees the register as it was when it began; inside another one, as that one sees it."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if is_outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


@contextmanager
def roomy() -> Iterator[None]:
    """A transaction in which sets of a million employers are kept as a hash, each read once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '512MB'")
        yield


def take_census() -> Census | None:
    """Replace the last counting; None when the register is small enough to count live, or another worker counts."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return None
        counted_at = timezone.now()
        employers = Employer.objects.active().count()
        if employers < settings.CENSUS_FROM:
            Census.objects.all().delete()
            return None
        census = Census.objects.create(counted_at=counted_at, employers=employers)
        with roomy():
            CensusLine.objects.bulk_create(_lines(census), batch_size=CHUNK)
        Census.objects.exclude(pk=census.pk).delete()
    return census


def _lines(census) -> Iterator[CensusLine]:
    keys = list(Organisation.objects.partners().values_list("pk", flat=True))
    reached, seen = _reach_of(keys), {f"in_view_of_{key}": key for key in keys}
    rows = Employer.objects.active().order_by().with_reach(**reached).with_view_of(**seen).with_marks()
    separate = [f"{name}_id" if name in ("municipality", "sector") else name for name in SEPARATE]
    names = [*separate, *reached, *seen, "is_on_list", "is_accredited", "is_in_overlap"]
    for *values, number in rows.values_list(*names).annotate(number=Count("pk")):
        yield _line(census, keys, dict(zip(names, values, strict=True)), number)


def _reach_of(keys):
    recently = {"since": Employer.objects.blind_since(), "until": timezone.localdate()}
    reached = {"is_reached": recently, "is_reached_ever": {}}
    reached |= {f"reached_by_{key}": {"by": key, **recently} for key in keys}
    return reached | {f"reached_ever_by_{key}": {"by": key} for key in keys}


SOMEBODY = 0  # who is no partner any more


def _line(census, keys, row, number):
    whom = {
        name: [key for key in keys if row[f"{name}_{key}"]] for name in ("reached_by", "reached_ever_by", "in_view_of")
    }
    if row["is_reached"] and not whom["reached_by"]:
        whom["reached_by"] = [SOMEBODY]
    if row["is_reached_ever"] and not whom["reached_ever_by"]:
        whom["reached_ever_by"] = [SOMEBODY]
    alike = {name: row[name] for name in ["size_band", "own_size_band", "is_opted_out", "is_on_list", "is_accredited"]}
    return CensusLine(
        census=census,
        municipality_id=row["municipality_id"],
        sector_id=row["sector_id"],
        is_in_overlap=row["is_in_overlap"],
        number=number,
        **alike,
        **whom,
    )
