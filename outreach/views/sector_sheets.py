"""The sheet of each sector: how to speak to its employers, what plays there, and its numbers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode

from accounts.permissions import manager_required
from employers.models import Sector
from outreach.field_history import history
from outreach.forms.sector_sheets import SectorSheetForm
from outreach.models import SectorSheet, Variant
from outreach.models.sector_sheets import ZZP_NOTE
from outreach.sector_sheets import FIELDS, SheetChangedError, sector_rows, write_sheet

EVERY_INTEREST = urlencode({"interesse": Variant.values}, doseq=True)


def sectors(request):
    return render(
        request, "outreach/sectors.html", {"rows": sector_rows(request.user), "every_interest": EVERY_INTEREST}
    )


def sector(request, slug):
    sectors = Sector.objects.filter(slug=slug)
    found = get_object_or_404(sectors)
    (row,) = sector_rows(request.user, sectors)
    context = {
        "sector": found,
        "row": row,
        "every_interest": EVERY_INTEREST,
        "sheet": row.sheet,
        "standard_zzp_note": ZZP_NOTE,
        "steps": history(row.sheet, FIELDS) if row.sheet else [],
    }
    return render(request, "outreach/sector.html", context)


@manager_required
def sector_edit(request, slug):
    sector = get_object_or_404(Sector, slug=slug)
    sheet = SectorSheet.objects.filter(sector=sector).first() or SectorSheet(sector=sector)
    form = SectorSheetForm(request.POST or None, instance=sheet)
    if form.is_valid():
        try:
            write_sheet(by=request.user, sector=sector, version=form.cleaned_data["version"] or 0, **form.writing())
        except SheetChangedError as stale:
            _show_what_stands(form, stale.current)
        else:
            messages.success(request, f"Het sectorblad van {sector} is bewaard.")
            return redirect("outreach:sector", sector.slug)
    context = {"form": form, "sector": sector}
    return render(request, "outreach/sector_form.html", context, status=422 if form.errors else 200)


def _show_what_stands(form, current):
    """Both stay on screen: what was typed and what somebody else saved; saving again writes knowingly."""
    form.data = form.data.copy()
    form.data["version"] = current.version
    form.add_error(None, "Iemand anders heeft dit sectorblad intussen gewijzigd. Vergelijk en sla dan opnieuw op.")
    for name in FIELDS:
        if name in form.cleaned_data and getattr(current, name) != form.cleaned_data[name]:
            form.add_error(name, f"Daar staat nu: {getattr(current, name) or 'leeg'}")
