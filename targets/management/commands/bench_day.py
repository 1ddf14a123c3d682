"""Measures pages as people get them on a busy day: from the website as it runs, while contacts are logged."""

import os
import platform
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import Role
from employers.models import Employer
from employers.reference import load_reference
from lwl_crm import run
from lwl_crm.elsewhere import our_addresses, own_redis
from outreach.models import ContactMoment
from targets.demo.people import make_people
from targets.management.commands.bench_pages import PAGES, fill_register
from targets.pace import decimal, dutch
from targets.volume.database import scratch_database
from targets.volume.day import FORM, SAVING, Pace, live, website
from targets.volume.pages import CALM, Spread, together

OURS = 8  # the numbered database of Redis for the tasks and figures of this day


class Command(BaseCommand):
    help = "Meet pagina's zoals mensen ze krijgen op een drukke dag, in een database die daarna weg is."

    def add_arguments(self, parser):
        parser.add_argument("--employers", type=int, default=10_000)
        parser.add_argument("--moments", type=int, default=50_000)
        parser.add_argument("--visits", type=int, default=60, help="pagina's per minuut")
        parser.add_argument("--contacts", type=int, default=2, help="vastgelegde contacten per minuut")
        parser.add_argument("--minutes", type=float, default=15)
        parser.add_argument("--port", default="8099")
        parser.add_argument("--out", type=Path, help="schrijf de tabel ook naar dit bestand")

    def handle(self, *args, employers, moments, visits, contacts, minutes, port, out, **options):
        pace = Pace(visits, contacts, minutes)
        with run.only_run(), scratch_database("bench_day"):
            load_reference()
            people = {user.role: user for user in reversed(make_people().values())}
            fill_register(employers, moments, people, self.stderr.write)
            small = Employer.objects.active().in_region().small().approachable()
            with website(run.free_port(port), our_addresses() | {"REDIS_URL": own_redis(OURS)}) as site:
                self.stderr.write("pagina's openen en contacten vastleggen")
                text = table(live(site, PAGES, people, list(small.values_list("pk", flat=True)), pace), pace)
        if out:
            out.write_text(text, encoding="utf-8")
        self.stdout.write(text)


def table(spent: dict[str, Spread], pace: Pace) -> str:
    """The page with the figures, in Dutch."""
    counted = f"{dutch(Employer.objects.count())} werkgevers en {dutch(ContactMoment.objects.count())} contactmomenten"
    machine = f"{os.cpu_count()} kernen ({platform.machine()}), Python {platform.python_version()}"
    role = {page.name: Role(page.role).label.lower() for page in PAGES}
    all_visits = together(spent.values())
    lines = [
        "# Een drukke dag",
        "",
        f"Gemeten op {date_format(timezone.localdate(), 'd-m-Y')} op {machine}, met {counted}. De website en de werker "
        f"draaien zoals bij `make run`. {dutch(round(pace.minutes))} minuten lang opent iemand {pace.visits} keer per "
        f"minuut een pagina en legt een adviseur {pace.contacts} keer per minuut een contact vast, op willekeurige "
        "momenten en ook tegelijk. Milliseconden van de vraag tot het hele antwoord binnen is, op dezelfde machine.",
        "",
        "| Pagina | Rol | Bezoeken | Waarvan in rust | Mediaan | 95 van 100 | Langst |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
        *(_line(name, role.get(name, "adviseur"), spent[name]) for name in [*role, FORM, SAVING] if name in spent),
        _line("Alle pagina's samen", "", all_visits),
        _line("Ook in onrustige momenten", "", all_visits.of_all),
        "",
        "De mediaan en wat 95 van de 100 keer volstaat gaan over de bezoeken in een rustig moment van de machine, of "
        "over alle als er geen rustig moment was. Kort ervoor, toen de website en de werker niets te doen hadden, "
        f"duurde dezelfde som dan hooguit {decimal(CALM)} keer zo lang als op haar snelst. De laatste regel en wat het "
        "langst duurde, gaan over alle bezoeken.",
    ]
    return "\n".join([*lines, ""])


def _line(name: str, role: str, visits: Spread) -> str:
    counts = f"{len(visits.spent)} | {len(visits.calm)}"
    figures = f"{counts} | {visits.median:.0f} | {visits.slowest:.0f} | {max(visits.spent):.0f}"
    return f"| {name} | {role} | {figures} |"
