"""How frozen figures are written down: plain data that screen, Word file and PDF all read.

A cell is `{"text", "url"}`, and `value` when it is a number.
The address leads to the list behind the number, as that list is today; of blind spots, those of the last day counted.
"""

from collections.abc import Iterable
from typing import Any

from targets.pace import dutch

Cell = dict[str, Any]


def words(text: object, url: str = "") -> Cell:
    return {"text": str(text), "url": url}


def number(value: int, url: str = "") -> Cell:
    return words(dutch(value), url) | {"value": value}


def share(part: int, whole: int) -> Cell:
    return words(f"{100 * part / whole:.1f}%".replace(".", ",") if whole else "–")


def difference(now: int, before: int) -> Cell:
    """With its sign, so that it cannot be read as a stand."""
    signed = f"{dutch(abs(now - before))}"
    sign = {True: "+", False: "−"}[now > before] if now != before else ""
    return words(sign + signed) | {"value": now - before}


def table(
    title: str, header: list[str], rows: Iterable[list[Cell]], *, text_columns: int = 1, **more
) -> dict[str, Any]:
    """All columns after the first `text_columns` hold numbers. `more`: `note`, `chart`, `last_is_total`."""
    return {"title": title, "header": header, "rows": list(rows), "text_columns": text_columns} | more


def chart(title: str, labels: list[str], series: dict[str, list[int | None]]) -> dict[str, Any] | None:
    """Bars per label; `alt` says the same to who cannot see them.

    None in a series is a number that nobody gave: it has no bar. Labels without any bar stay out, and without labels
    there is no chart.
    """
    kept = [index for index in range(len(labels)) if any(values[index] for values in series.values())]
    if not kept:
        return None
    labels = [labels[index] for index in kept]
    series = {name: [values[index] for index in kept] for name, values in series.items()}
    told = "; ".join(
        f"{label}: " + ", ".join(_told(values[index], name) for name, values in series.items())
        for index, label in enumerate(labels)
    )
    shown = [{"name": name, "values": values} for name, values in series.items()]
    return {"title": title, "labels": labels, "series": shown, "alt": f"Staafdiagram. {title}. {told}."}


def _told(value, name):
    return f"{name} onbekend" if value is None else f"{value} {name}"
