"""The cells of a row as a list has them."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from imports.columns import is_register_header
from imports.readers.files import column_letters

WITHOUT_BSN = "(weggelaten: burgerservicenummer)"
BSN_HEADER = re.compile(r"\bbsn|burgerservice|\bsofi", re.IGNORECASE)


@lru_cache(maxsize=32)
def bsn_columns(header: tuple[str, ...]) -> list[int]:
    """Those that hold nothing else, by their header: no field takes them, and nobody may keep them (AVG)."""
    return [column for column, title in enumerate(header) if BSN_HEADER.search(title)]


def raw_values(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """What stood in the row, by header; of columns with the same header the second is "… (2)".

    Columns that we added in a return file are not the list's own and stay out.
    """
    values, seen = {}, Counter()
    for column, text in enumerate(cells):
        name = " ".join(header[column].split()) if column < len(header) else ""
        if is_register_header(name):
            continue
        name = name or f"Kolom {column_letters(column)}"
        seen[name] += 1
        if text.strip():
            values[name if seen[name] == 1 else f"{name} ({seen[name]})"] = text
    return values
