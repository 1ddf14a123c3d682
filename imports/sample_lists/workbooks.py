"""Writes the lists as spreadsheets, and the truth beside them."""

import csv
from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook

from imports.sample_lists.records import SampleList

TRUTH_HEADER = ["list", "row", "entity", "kvk_row", "noise", "duplicate_of_row", "trap"]
SHEETS = {"kvk": "Vestigingen", "baanbrekend": "Relaties", "lwl": "Blad1", "sbb": "Leerbedrijven", "netwerk": "Leden"}


def write_lists(lists: Iterable[SampleList], folder: Path | str, truth: bool = False) -> list[Path]:
    """Writes kvk.xlsx, baanbrekend.xlsx and so on, and truth.csv when asked; returns the files."""
    folder, lists = Path(folder), list(lists)
    folder.mkdir(parents=True, exist_ok=True)
    files = [_write_workbook(sample, folder / f"{sample.slug}.xlsx") for sample in lists]
    return [*files, _write_truth(lists, folder / "truth.csv")] if truth else files


def _write_workbook(sample: SampleList, path: Path) -> Path:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(SHEETS[sample.slug])
    for row in [*sample.title_rows, sample.header, *sample.rows]:
        sheet.append([None if cell == "" else cell for cell in row])
    workbook.save(path)
    return path


def _write_truth(lists: Iterable[SampleList], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(TRUTH_HEADER)
        for row in (row for sample in lists for row in sample.truth):
            line = [
                row.list_name,
                row.row,
                row.entity,
                row.kvk_row,
                " ".join(row.noise),
                row.duplicate_of_row,
                row.trap,
            ]
            writer.writerow(line)
    return path
