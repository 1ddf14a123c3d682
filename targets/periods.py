"""Usual periods of a calendar."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta


def presets(today: date) -> dict[str, tuple[date, date]]:
    """By name, first and last day: of this and the past quarter, half year and year."""
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    half = date(today.year, 1 if today.month < 7 else 7, 1)
    year = date(today.year, 1, 1)
    return {
        "Dit kwartaal": _months(quarter, 3),
        "Vorig kwartaal": _months(quarter - relativedelta(months=3), 3),
        "Dit halfjaar": _months(half, 6),
        "Vorig halfjaar": _months(half - relativedelta(months=6), 6),
        "Dit jaar": _months(year, 12),
        "Vorig jaar": _months(year - relativedelta(years=1), 12),
    }


def _months(since, number):
    return since, since + relativedelta(months=number) - timedelta(days=1)
