from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from employers.models import Municipality, Sector, SourceList
from tests.factories import (
    AccreditationFactory,
    CompanyFactory,
    ContactMomentFactory,
    EmployerFactory,
    InterestFactory,
    PortfolioEntryFactory,
    RegistrationFactory,
    TargetFactory,
)


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
def talk_now_and_then(talk, adviser_lwl, adviser_baanbrekend):
    """Of employers in a row each fourth was reached by LWL, each sixth by Baanbrekend, each seventh long ago."""

    def log(employer, at):
        if at % 4 == 0:
            talk(employer, adviser_lwl, days_ago=10)
        if at % 6 == 0:
            talk(employer, adviser_baanbrekend, days_ago=20)
        if at % 7 == 0:
            talk(employer, adviser_lwl, days_ago=900)

    return log


@pytest.fixture
def this_year(today):
    """A period around today for a target."""
    return {"from_on": today - timedelta(days=100), "until_on": today + timedelta(days=200)}


@pytest.fixture
def register(adviser_lwl, talk_now_and_then, this_year):
    """Employers of all kinds, some of them reached, and two targets."""
    towns = [*Municipality.objects.order_by("cbs_code")[:2], None]
    sectors = [Sector.objects.first(), None]
    chain = CompanyFactory()
    kvk, bbd = (SourceList.objects.get(slug=slug) for slug in ("kvk", "baanbrekend"))
    for at in range(24):
        employer = EmployerFactory(
            trade_name=f"Bakkerij {at}",
            municipality=towns[at % 3],
            sector=sectors[at // 2 % 2],
            is_opted_out=at % 11 == 10,
            size=[1, 7, 30, None, 20][at % 5],
            company=chain if at % 8 == 1 else None,
            establishment_number=f"{at:012}",
        )
        talk_now_and_then(employer, at)
        RegistrationFactory(employer=employer, source=bbd if at % 5 == 0 else kvk)
        if at % 9 == 0:
            AccreditationFactory(employer=employer)
            InterestFactory(employer=employer, updated_by=adviser_lwl)
            PortfolioEntryFactory(employer=employer, adviser=adviser_lwl)
    TargetFactory(number=30, **this_year)
    TargetFactory(number=3, from_on=date(2023, 1, 1), until_on=date(2024, 12, 31))
