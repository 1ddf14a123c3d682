"""Days on which advisers work: no Saturdays and Sundays."""

from datetime import date, timedelta

SATURDAY = 5


def next_workday(day: date) -> date:
    return workday_from(day + timedelta(days=1))


def previous_workday(day: date) -> date:
    day -= timedelta(days=1)
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def workday_from(day: date) -> date:
    """This day, or the Monday after it."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day
