"""The tables of the dashboard as plain data, for a spreadsheet: the same numbers as on screen."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from targets.board import Board
from targets.dashboards import overlaps_of
from targets.reports.tables import number, share, table, words


def _goals(board):
    header = ["Doel", "Wat tellen we", "Wie", "Gehaald", "Afgesproken", "Schema", "Verwachting", "Stand", "Tot en met"]
    rows = [
        [
            words(each.target.name),
            words(each.target.get_measure_display()),
            words(each.target.owner or "Alle organisaties"),
            number(each.pace.realised),
            number(each.pace.number),
            number(round(each.pace.expected)),
            _maybe(each.pace.forecast),
            words(each.pace.status.label),
            words(each.target.until_on.isoformat()),
        ]
        for each in board.all_progress
    ]
    return table("Doelen", header, rows)


def _answers(board):
    rows = [
        [words(answer.question), words(answer.short), words(f"{line.number} {line.text}")]
        for answer in board.answers
        for line in answer.lines
    ]
    return table("Vijf vragen", ["Vraag", "Antwoord", "Cijfer"], rows, text_columns=3)


def _growth(board):
    rows = [
        [words(point.day.isoformat()), _maybe(point.reached), _maybe(point.planned), _maybe(point.forecast)]
        for point in board.growth.points
    ]
    return table("Kleine werkgevers bereikt", ["Stand op", "Bereikt", "Schema", "Verwachting"], rows)


def _heat(board):
    columns = [*board.heat.groups, *board.heat.apart]
    names = [group.label for group in columns]
    header = ["Sector", *(f"{name}: {what}" for name in ["Klein", *names] for what in ("aantal", "bereikt", "blind"))]
    rows = [
        [words(row.name), *_cell(row.total), *(each for group in columns for each in _cell(row.cells[group.key]))]
        for row in [*board.heat.rows, board.heat.totals]
    ]
    return table("Blinde vlekken", header, rows)


def _cell(cell):
    return number(cell.total), number(cell.reached), number(cell.blind)


def _known_sizes(board):
    rows = [
        [words(each.organisation), number(each.known), number(each.total), share(each.known, each.total)]
        for each in board.stocks
    ]
    return table("Omvang geregistreerd", ["Organisatie", "Omvang bekend", "In beeld", "Deel"], rows)


def _overlaps(board):
    """All that are open; the panel shows the first few."""
    people = ("employer", "first_organisation", "second_organisation")
    found = overlaps_of(board.frame, board.user).open().with_preventable().select_related(*people)
    rows = [
        [
            words(each.employer),
            words(f"{each.first_organisation} en {each.second_organisation}"),
            words(timezone.localdate(each.found_at).isoformat()),
            words("ja" if each.is_preventable else "nee"),
        ]
        for each in found.order_by("-is_preventable", "-found_at")
    ]
    return table("Dubbel benaderd", ["Werkgever", "Tussen", "Gevonden op", "Nog te voorkomen"], rows, text_columns=4)


def _funnel(board):
    rows = [[words(variant.label), *(number(step.number) for step in steps)] for variant, steps in board.funnel.rows]
    return table("Van gesprek naar start", ["Vorm", *board.funnel.steps], rows)


def _advisers(board):
    rows = [
        [words(line.adviser.name), words(line.adviser.organisation), *map(number, _work(line))]
        for line in board.advisers.lines
    ]
    header = ["Adviseur", "Organisatie", "Portefeuille", "Klein bereikt", "Gesprekken", "Opvolging te laat"]
    return table("Per adviseur", header, [*rows, [words("Totaal"), words(""), *map(number, _work(board.advisers))]])


def _work(line):
    return line.portfolio, line.reached, line.talks, line.late


def _sizes(board):
    lines = [*board.sizes.small, board.sizes.small_total, *board.sizes.others, board.sizes.total]
    rows = [[words(each.name), _maybe(each.printed), number(each.own), number(each.effective)] for each in lines]
    header = ["Werkzame personen", f"Rapport ({board.sizes.year})", "KvK-lijst nu", "Telt als"]
    return table("Omvang op de KvK-lijst", header, rows)


def _gaps(board):
    rows = [[words(gap.name), number(gap.number), words(gap.why)] for gap in board.gaps]
    return table("Wat we nog niet weten", ["Wat", "Aantal", "Toelichting"], rows)


def _maybe(value):
    return words("") if value is None else number(value)


STANDS = {"kaart", "omvang", "dubbel", "trechter", "banden", "gegevens"}  # of today, whatever the period
TABLES: dict[str, Callable[[Board], dict[str, Any]]] = {
    "vragen": _answers,
    "doelen": _goals,
    "groei": _growth,
    "kaart": _heat,
    "omvang": _known_sizes,
    "dubbel": _overlaps,
    "trechter": _funnel,
    "adviseurs": _advisers,
    "banden": _sizes,
    "gegevens": _gaps,
}
