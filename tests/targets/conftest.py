from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from tests.factories import ContactMomentFactory


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def talk(today):
    """Log a talk about Leren en Werken: `talk(employer, adviser, days_ago=3)`."""

    def log(employer, adviser, *, days_ago=0, on=None, **fields):
        day = on or today - timedelta(days=days_ago)
        moment = timezone.make_aware(datetime.combine(day, time(12)))
        return ContactMomentFactory(employer=employer, adviser=adviser, happened_at=moment, **fields)

    return log


@pytest.fixture
def this_year(today):
    """A period around today for a target."""
    return {"from_on": today - timedelta(days=100), "until_on": today + timedelta(days=200)}
