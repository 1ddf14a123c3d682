"""The demo's SMART targets, from 1 July to 30 June around today, and one of the year before."""

from datetime import date

from django.utils import timezone

from accounts.models import Organisation, User
from employers.models import Sector
from outreach.models import Capacity
from targets.agreeing import agree_target
from targets.freezing import take_final_snapshots
from targets.models import Target
from targets.models.targets import Measure

HOURS = [12, 16, 8]


def make_goals(manager: User, today=None) -> None:
    """The stand of the target of last year is kept, as the nightly task would have done."""
    today = today or timezone.localdate()
    start_year = today.year if today.month >= 7 else today.year - 1
    organisations = {each.slug: each for each in Organisation.objects.all()}
    retail = Sector.objects.get(slug="detailhandel")
    goals = [
        ("Kleine werkgevers bereikt", Measure.REACHED, 720, None, None),
        ("Omvang bekend bij Baanbrekend", Measure.SIZE_KNOWN, 672, organisations["baanbrekend"], None),
        ("Gesprekken over Leren en Werken", Measure.TALKS, 900, None, None),
        ("Kleine winkels voor het eerst bereikt", Measure.NEWLY_REACHED, 120, organisations["lwl"], retail),
        ("Werkgevers die een vorm gebruiken", Measure.STARTED, 150, None, None),
    ]
    for name, measure, number, organisation, sector in goals:
        _agree(manager, start_year, name, measure, number, organisation=organisation, sector=sector)
    _agree(manager, start_year - 1, "Kleine werkgevers bereikt, vorig jaar", Measure.REACHED, 400)
    take_final_snapshots(today)


def tell_hours(advisers: list[User], manager: User) -> None:
    """What each adviser has for employers, in hours a week."""
    for number, adviser in enumerate(advisers):
        Capacity.objects.update_or_create(
            adviser=adviser, defaults={"hours": HOURS[number % len(HOURS)], "changed_by": manager}
        )


def _agree(manager, year, name, measure, number, **owner):
    target = Target(
        name=name,
        measure=measure,
        number=number,
        from_on=date(year, 7, 1),
        until_on=date(year + 1, 6, 30),
        agreed_by="Stuurgroep Leren en Werken",
        agreed_on=date(year, 6, 15),
        **owner,
    )
    agree_target(target=target, by=manager)
