"""Keeping the sheet of a sector, and the numbers beside it."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count

from accounts.models import User
from employers.models import Employer, Sector
from outreach.models import SectorSheet

FIELDS = ["address_form", "culture", "theme", "theme_until", "works", "zzp_note"]


class SheetChangedError(Exception):
    """Somebody else saved this sheet since it was read; `current` is how it stands now."""

    def __init__(self, current: SectorSheet):
        super().__init__("Dit sectorblad is intussen door iemand anders gewijzigd.")
        self.current = current


@transaction.atomic
def write_sheet(*, by: User, sector: Sector, version: int, **values: Any) -> SectorSheet:
    """Write the sheet of a sector read at `version`; 0 when there was none yet. SheetChangedError when stale."""
    Sector.objects.select_for_update().get(pk=sector.pk)
    sheet = SectorSheet.objects.filter(sector=sector).first() or SectorSheet(sector=sector)
    if sheet.version != version:
        raise SheetChangedError(sheet)
    for name in values.keys() & set(FIELDS):
        setattr(sheet, name, values[name])
    sheet.version, sheet.updated_by = version + 1, by
    sheet.save()
    return sheet


@dataclass(frozen=True)
class SectorRow:
    """One sector: its active employers in the region, and how many of them were reached, are interested, work alone."""

    sector: Sector
    sheet: SectorSheet | None
    employers: int
    reached: int
    interested: int
    self_employed: int


def sector_rows(user: User, sectors=None) -> list[SectorRow]:
    """Every sector, or some, with its numbers; each number is the list of employers with the same filters."""
    employers = Employer.objects.visible_to(user).active().in_region()
    kinds = (employers, employers.reached(), employers.interested_in(), employers.self_employed())
    counts = [_per_sector(it) for it in kinds]
    sectors = (Sector.objects.all() if sectors is None else sectors).select_related("sheet__updated_by")
    return [
        SectorRow(sector, getattr(sector, "sheet", None), *[numbers.get(sector.pk, 0) for numbers in counts])
        for sector in sectors
    ]


def _per_sector(employers) -> dict[int, int]:
    return dict(employers.order_by().values_list("sector").annotate(number=Count("pk")))
