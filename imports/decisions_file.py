"""What became of every row of a delivery, as a csv that another program can lay beside its own list."""

import csv
from typing import TextIO

from imports.models import ImportBatch, ImportRow

HEADER = ["row", "verdict", "employer_id", "score", "reasons"]


def write_decisions(batch: ImportBatch, file: TextIO) -> None:
    """One line per data row, with the row number of the spreadsheet.

    `employer_id` is the employer that the row was linked to or created as; of a row in review the best proposal.
    """
    rows = list(batch.rows.order_by("row_number").defer("raw", "cleaned", "changes"))
    employers = {row.row_number: row.employer_id for row in rows}
    writer = csv.writer(file, delimiter=";", lineterminator="\n")
    writer.writerow(HEADER)
    for row in rows:
        reasons = row.rejection if row.verdict == ImportRow.Verdict.REJECTED else ", ".join(row.reasons)
        writer.writerow([row.place, row.verdict, _employer(row, employers) or "", row.score, reasons])


def _employer(row: ImportRow, employers: dict[int, int | None]) -> int | None:
    if row.employer_id:
        return row.employer_id
    if row.verdict in ImportRow.REVIEW and row.candidates:
        best = row.candidates[0]
        return best["employer"] or employers.get(best["row"])
    return employers.get(row.twin_row) if row.twin_row else None
