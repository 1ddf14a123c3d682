"""A kept stand to take along: a workbook and a PDF for the funder."""

import io
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from openpyxl import Workbook
from openpyxl.styles import Font

from accounts.models import User
from employers.spreadsheets import harmless
from lwl_crm.documents import render_pdf
from targets.left_alone import LeftAlone
from targets.models import TargetSnapshot
from targets.pace import day_text, dutch

HEADER = [
    "Nr.", "Naam", "KvK-nummer", "Vestigingsnummer", "Plaats", "Sector", "Werkzame personen", "Telt sinds", "Waardoor",
]  # fmt: skip
WIDTHS = [6, 36, 13, 18, 18, 26, 18, 12, 60]


def snapshot_xlsx(snapshot: TargetSnapshot, user: User) -> bytes:
    """Two sheets: what was agreed and counted, and the list; numbers of firms stay text."""
    workbook = Workbook()
    summary = workbook.active
    summary.title = "Stand"
    for label, words in facts_of(snapshot):
        summary.append([label, harmless(words)])
        summary.cell(summary.max_row, 1).font = Font(bold=True)
    summary.column_dimensions["A"].width, summary.column_dimensions["B"].width = 26, 60
    _list_sheet(workbook.create_sheet("Geteld"), snapshot, user)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _list_sheet(sheet, snapshot, user):
    sheet.append(HEADER)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for row in lines_of(snapshot, user):
        sheet.append([harmless(value) for value in row])
    for letter, width in zip("ABCDEFGHI", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width


def snapshot_pdf(snapshot: TargetSnapshot, user: User) -> bytes:
    rows = [
        [str(row[0]), row[1], row[2], row[4], date_format(row[7], "j b Y") if row[7] else "", row[8]]
        for row in lines_of(snapshot, user)
    ]
    data = {"title": snapshot.name, "subtitle": f"Stand op {day_text(snapshot.on)}", "facts": facts_of(snapshot)}
    return render_pdf("stand.typ", data | {"rows": rows})


def facts_of(snapshot: TargetSnapshot) -> list[tuple[str, str]]:
    """What was agreed and what was counted, as pairs of label and words."""
    taken = date_format(timezone.localtime(snapshot.taken_at), "j F Y, H.i") + " uur"
    counted = [
        ("Doel", snapshot.name),
        *[(label, words) for label, words in snapshot.terms],
        ("Peildatum", day_text(snapshot.on)),
        ("Geteld", dutch(snapshot.number)),
        ("Afgesproken aantal", dutch(snapshot.asked)),
        ("Uitkomst", _outcome(snapshot)),
    ]
    if snapshot.population is not None:
        counted.append(("Konden meetellen", dutch(snapshot.population)))
    return [*counted, ("Vastgelegd", f"{taken}, door {snapshot.taken_by or 'het programma'}")]


def _outcome(snapshot):
    if snapshot.is_made:
        return "Gehaald"
    short = dutch(snapshot.asked - snapshot.number)
    return f"{short} te weinig" if snapshot.is_final else f"{short} minder dan het doel"


def lines_of(snapshot: TargetSnapshot, user: User) -> list[list[str | int | date | None]]:
    """Every row that was counted; who wants to be left alone now is in no file by name."""
    left_alone = LeftAlone()
    rows = (
        row.veiled("Wil niet benaderd worden") if row in left_alone else row for row in snapshot.rows.for_user(user)
    )
    return [
        [
            row.position, row.name, row.kvk_number, row.establishment_number, row.place, row.sector, row.size,
            row.counted_on, row.how,
        ]
        for row in rows
    ]  # fmt: skip
