"""Keeps, while a list is written, what each of its rows really is."""

from collections.abc import Iterable

from imports.sample_lists.records import Establishment, TruthRow


class TruthBook:
    """The truth of one list; a second row of the same establishment is a duplicate of the first."""

    def __init__(self, slug: str, first_row: int, kvk_rows: dict[str, int]):
        self.slug = slug
        self.rows: list[TruthRow] = []
        self._first_row = first_row
        self._kvk_rows = kvk_rows
        self._seen: dict[str, int] = {}

    def add(self, firm: Establishment, noise: Iterable[str]) -> None:
        row = self._first_row + len(self.rows)
        kvk_row, earlier = self._kvk_rows.get(firm.key), self._seen.get(firm.key)
        self.rows.append(TruthRow(self.slug, row, firm.key, kvk_row, tuple(noise), earlier, firm.trap))
        self._seen.setdefault(firm.key, row)
