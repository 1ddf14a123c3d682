"""Measures the server time of the main pages on an invented register of any size."""

import os
import platform
import time
from collections.abc import Callable
from pathlib import Path

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.management.base import BaseCommand
from django.test.utils import override_settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import Role, User
from employers.models import Census, Employer
from employers.reference import load_reference
from employers.retention import set_period
from outreach import overlaps
from outreach.models import AlignmentMeeting, AssignmentRule, ContactMoment, Overlap
from targets.board import Board
from targets.counting import count_board
from targets.demo.goals import make_goals
from targets.demo.people import make_people
from targets.links import counted_until_url, counted_url, then_url
from targets.models import Measure, Target
from targets.pace import decimal, dutch
from targets.periods import presets
from targets.plan.changing import begin_plan
from targets.tasks import count_register
from targets.volume.database import remember, remembered, scratch_database
from targets.volume.filling import analyse, fill
from targets.volume.meetings import hold_meetings
from targets.volume.pages import CALM, Page, Spread, Timing, time_pages, together
from targets.volume.plans import query_plans


def _first_target() -> str:
    return reverse("targets:detail", args=[Target.objects.earliest("pk").pk])


def _counted_for_first_target() -> str:
    target = Target.objects.earliest("pk")
    return counted_until_url(target, min(target.until_on, timezone.localdate()))


def _planned_meeting() -> str:
    return reverse("outreach:meeting", args=[AlignmentMeeting.objects.filter(started_at=None).earliest("pk").pk])


def _meeting_under_way() -> str:
    return reverse("outreach:meeting", args=[AlignmentMeeting.objects.exclude(started_at=None).earliest("pk").pk])


def _this_year() -> str:
    return _period("Dit jaar")


def _last_quarter() -> str:
    return _period("Vorig kwartaal")


def _blind_spots_then() -> str:
    """A day that the course over time leads to."""
    return then_url(op=presets(timezone.localdate())["Vorig kwartaal"][1])


def _counted_this_year() -> str:
    since, until = presets(timezone.localdate())["Dit jaar"]
    return counted_url(Measure.NEWLY_REACHED, vanaf=since, tot=until)


def _period(name: str) -> str:
    since, until = presets(timezone.localdate())[name]
    return f"/dashboard/?van={since}&tot={until}"


SWEPT = 100_000  # employers: up to this size all approaches are compared
SOME = 2_000

PAGES = [
    Page("Werkgevers", "/werkgevers/", Role.ADVISER),
    Page("Werkgevers, gefilterd", "/werkgevers/?gemeente=GM0505&klein=ja&bereikt=niet", Role.ADVISER),
    Page("Werkgevers, laatste contact eerst", "/werkgevers/?sorteer=-contact", Role.ADVISER),
    Page("Werkgevers, zoeken", "/werkgevers/?tekst=bakkerij+wilg", Role.ADVISER),
    Page("Werkgevers, bladzijde 100", "/werkgevers/?pagina=100", Role.ADVISER),
    Page("Zoeken terwijl u typt", "/werkgevers/zoeken/?tekst=bakk", Role.ADVISER),
    Page("Eén werkgever", "/werkgevers/1/", Role.ADVISER),
    Page("Contact vastleggen", "/werkgevers/1/contact/", Role.ADVISER),
    Page("Contact: werkgever kiezen", "/contact/", Role.ADVISER),
    Page("Netwerken", "/netwerken/", Role.ADVISER),
    Page("Eén netwerk", "/netwerken/1/", Role.ADVISER),
    Page("Bijeenkomsten", "/bijeenkomsten/", Role.ADVISER),
    Page("Mijn portefeuille", "/portefeuille/", Role.ADVISER),
    Page("Bellijst", "/bellijst/", Role.ADVISER),
    Page("Contacten", "/contacten/", Role.ADVISER),
    Page("Geplande contacten", "/contacten/?stand=gepland", Role.ADVISER),
    Page("Benadersloten", "/benadersloten/", Role.ADVISER),
    Page("Portefeuilles", "/portefeuille/", Role.MANAGER),
    Page("Voorstellen voor vast contact", "/portefeuille/voorstellen/", Role.ADVISER),
    Page("Opvolgen", "/opvolgen/", Role.ADVISER),
    Page("Hulpvragen", "/hulpvragen/", Role.ADVISER),
    Page("Sectoren", "/sectoren/", Role.ADVISER),
    Page("Regelingen", "/regelingen/", Role.ADVISER),
    Page("Afstemming", "/afstemming/", Role.MANAGER),
    Page("Overleggen", "/afstemming/overleg/", Role.MANAGER),
    Page("Agenda van een overleg", _planned_meeting, Role.MANAGER),
    Page("Een overleg dat bezig is", _meeting_under_way, Role.MANAGER),
    Page("Afspraken", "/afstemming/afspraken/", Role.MANAGER),
    Page("Terugblik", "/afstemming/terugblik/", Role.MANAGER),
    Page("Terugblik: gevallen", "/afstemming/terugblik/gevallen/", Role.MANAGER),
    Page("Bewaartermijn", "/werkgevers/bewaartermijn/", Role.MANAGER),
    Page("Dashboard", "/dashboard/", Role.MANAGER, has_plans=True),
    Page("Dashboard van één organisatie", "/dashboard/?organisatie=lwl&kaart=blind", Role.MANAGER),
    Page("Dashboard van dit jaar", _this_year, Role.MANAGER),
    Page("Dashboard van vorig kwartaal", _last_quarter, Role.MANAGER),
    Page("Dashboard: mijn werk", "/dashboard/?wie=ik", Role.ADVISER),
    Page("Doelen", "/doelen/", Role.MANAGER, has_plans=True),
    Page("Blinde vlekken", "/blinde-vlekken/", Role.MANAGER, has_plans=True),
    Page("Blinde vlekken, per gemeente", "/blinde-vlekken/?tabel=gemeente-omvang&toon=nooit", Role.MANAGER),
    Page("Blinde vlekken van toen", _blind_spots_then, Role.MANAGER),
    Page("Telling: voor het eerst bereikt", _counted_this_year, Role.MANAGER),
    Page("Vaste contacten van iedereen", "/dashboard/portefeuilles/", Role.MANAGER),
    Page("Opvolgen, alle adviseurs", "/opvolgen/?wie=alle", Role.MANAGER),
    Page("Blinde vlekken in één gemeente", "/blinde-vlekken/?gemeente=GM0505", Role.MANAGER),
    Page("Bellijst bij een blinde vlek", "/bellijst/?gemeente=GM0590&sector=bouw&blind=ja", Role.MANAGER),
    Page("Plan van aanpak", "/plan/", Role.MANAGER, has_plans=True),
    Page("Halfjaarrapporten", "/rapporten/", Role.MANAGER),
    Page("Eén doel", _first_target, Role.MANAGER),
    Page("Eén doel: wat meetelt", _counted_for_first_target, Role.MANAGER),
    Page("Doel afspreken", "/doelen/nieuw/", Role.MANAGER),
]


class Command(BaseCommand):
    help = "Meet de rekentijd van pagina's op een verzonnen register, in een database die daarna weg is."

    def add_arguments(self, parser):
        parser.add_argument("--employers", type=int, default=10_000)
        parser.add_argument("--moments", type=int, default=50_000)
        parser.add_argument("--repeats", type=int, default=20)
        parser.add_argument("--keep", action="store_true", help="bewaar de gevulde database voor een volgende meting")
        parser.add_argument("--only", nargs="*", default=[""], help="alleen pagina's met een van deze in hun naam")
        parser.add_argument("--out", type=Path, help="schrijf de tabel ook naar dit bestand")

    def handle(self, *args, employers, moments, repeats, keep, only, out, **options):
        name = f"bench_pages_{employers}_{moments}"
        with scratch_database(name, keep=keep), _empty_store(name):
            load_reference()
            people = {user.role: user for user in reversed(make_people().values())}
            if not Employer.objects.exists():
                remember(fill_register(employers, moments, people, self.stderr.write))
            told = remembered() + _count_beforehand()
            wanted = [page for page in PAGES if any(each.lower() in page.name.lower() for each in only)]
            self.stderr.write("pagina's meten")
            text = table(time_pages(wanted, people, repeats), told) + query_plans(wanted, people)
        if out:
            out.write_text(text, encoding="utf-8")
        self.stdout.write(text)


def fill_register(employers: int, moments: int, people: dict[str, User], tell: Callable[[str], object]) -> list[str]:
    """A register, and all that the measured pages show beside it; what it took, in words."""
    began = time.perf_counter()
    fill(employers, moments, tell=lambda name: tell(f"vullen: {name}"))
    analyse()
    filled = time.perf_counter() - began
    tell("dubbele benaderingen zoeken")
    found = _find_overlaps(employers)
    make_goals(people[Role.MANAGER])
    begin_plan(on=timezone.localdate() - relativedelta(months=5))
    AssignmentRule.objects.create(adviser=people[Role.ADVISER], size="small", changed_by=people[Role.MANAGER])
    hold_meetings(people[Role.MANAGER], people[Role.ADVISER])
    set_period(months=24, by=people[Role.ADMIN])
    analyse()
    return [found, f"Het register vullen: {filled:.0f} s."]


def _empty_store(name: str) -> override_settings:
    """Nothing counted for another register, or by an earlier measurement."""
    store = settings.CACHES["default"] | {"KEY_PREFIX": f"{name}-{time.time_ns()}"}
    return override_settings(CACHES=settings.CACHES | {"default": store})


def _find_overlaps(employers: int) -> str:
    """Between all approaches, or in a very large register around some employers: all would take most of an hour."""
    if employers > SWEPT:
        spent = _timed(lambda: overlaps.detect_overlaps(range(1, SOME + 1)))
        where = f"bij de eerste {dutch(SOME)} werkgevers: {spent:.1f} s"
    else:
        first, again = (_timed(overlaps.sweep_overlaps) for _ in range(2))
        approaches = ContactMoment.objects.approaches().count()
        where = f"tussen alle {dutch(approaches)} benaderingen: {first:.1f} s, en nog eens {again:.1f} s"
    return f"Dubbele benaderingen zoeken {where}; {dutch(Overlap.objects.open().count())} gevonden."


def _count_beforehand() -> list[str]:
    spent = _timed(count_register)
    if not Census.objects.in_use():
        return [
            "Elk getal wordt geteld als de pagina wordt gevraagd. Dashboards van de gebruikelijke periodes, doelen, "
            "het plan, blinde vlekken en de lijsten waar iemand net naar keek telt de werker binnen enkele seconden na "
            "een wijziging: wie daarna komt, krijgt ze als zonder wijziging."
        ]
    today = timezone.localdate()
    period = {"van": str(today - relativedelta(months=20)), "tot": str(today)}
    chosen = Board(User.objects.filter(role=Role.MANAGER).earliest("pk"), period, today)
    other = _timed(lambda: count_board(chosen))
    return [
        f"Dashboards en tellingen naast filters tonen het moment van tellen. Een worker telt in {spent:.1f} s. Een "
        f"andere periode op het dashboard telt hij als iemand die vraagt, in {other:.1f} s: tot dan zegt de pagina dat."
    ]


def _timed(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _figures(spread: Spread) -> str:
    return f"{spread.median:.0f} | {spread.slowest:.0f}"


def table(timings: list[Timing], told: list[str]) -> str:
    """The page with the figures, in Dutch."""
    counted = f"{dutch(Employer.objects.count())} werkgevers en {dutch(ContactMoment.objects.count())} contactmomenten"
    changed = together(each.changed for each in timings)
    unchanged = together(each.unchanged for each in timings)
    machine = f"{os.cpu_count()} kernen ({platform.machine()}), Python {platform.python_version()}"
    lines = [
        "# Rekentijd van pagina's",
        "",
        f"Gemeten op {date_format(timezone.localdate(), 'd-m-Y')} op {machine}, met {counted}. Tijd van de server in "
        "milliseconden, zonder netwerk en browser. Een pagina telt opnieuw zodra iemand iets vastlegt, en bewaart haar "
        "getallen zolang niemand dat doet. De mediaan en wat 95 van de 100 keer volstaat staan er apart voor.",
        "",
        "| Pagina | Rol | Eerste keer | Meteen na wijziging | 95 van 100 | Zonder wijziging | 95 van 100 | Vragen |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        *(
            f"| {each.page.name} | {Role(each.page.role).label.lower()} | {each.first:.0f} "
            f"| {_figures(each.changed)} | {_figures(each.unchanged)} | {each.queries} |"
            for each in timings
        ),
        f"| Alle pagina's samen | | | {_figures(changed)} | {_figures(unchanged)} | |",
        f"| Ook in onrustige momenten | | | {_figures(changed.of_all)} | {_figures(unchanged.of_all)} | |",
    ]
    told = [_calmness(together([changed, unchanged])), *told]
    return "\n".join([*lines, "", *(line for each in told for line in (each, ""))])


def _calmness(visits: Spread) -> str:
    return (
        f"De tabel gaat over {dutch(len(visits.calm))} van de {dutch(len(visits.spent))} bezoeken: die in een rustig "
        f"moment van de machine. Dezelfde som duurde er vlak voor en na hooguit {decimal(CALM)} keer "
        "zo lang als op haar snelst. De laatste regel gaat over alle bezoeken."
    )
