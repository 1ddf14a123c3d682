"""What a week is, wherever work of this week is counted or listed."""

from datetime import date, timedelta


def week_end(today: date) -> date:
    """A week is today and the six days after it."""
    return today + timedelta(days=6)
