"""What follows on a contact falls on a day that somebody works."""

from datetime import date

import pytest
from django.utils import timezone

from outreach.contact_templates import filled_in
from outreach.forms.contact import FollowUpIn
from outreach.models import ContactTemplate
from outreach.workdays import next_workday, previous_workday, workday_from

THURSDAY, FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 11, day) for day in (26, 27, 28, 29, 30))


@pytest.mark.parametrize(
    ("day", "before", "itself", "after"),
    [
        (FRIDAY, THURSDAY, FRIDAY, MONDAY),
        (SATURDAY, FRIDAY, MONDAY, MONDAY),
        (SUNDAY, FRIDAY, MONDAY, MONDAY),
        (MONDAY, FRIDAY, MONDAY, date(2026, 12, 1)),
    ],
)
def test_workdays_around_a_day(day, before, itself, after):
    assert (previous_workday(day), workday_from(day), next_workday(day)) == (before, itself, after)


@pytest.mark.parametrize(
    ("choice", "day"), [("morgen", MONDAY), ("week", date(2026, 12, 4)), ("maand", date(2026, 12, 28))]
)
def test_a_follow_up_never_falls_in_a_weekend(monkeypatch, choice, day):
    monkeypatch.setattr(timezone, "localdate", lambda: FRIDAY)
    assert FollowUpIn.day(choice) == day


def test_nor_does_that_of_a_button(monkeypatch, rf):
    monkeypatch.setattr(timezone, "localdate", lambda: FRIDAY)
    template = ContactTemplate(channel="phone", result="no_answer", topics=[], follow_up_days=2)
    assert filled_in(template, rf.post("/").POST)["follow_up_on"] == "2026-11-30"
