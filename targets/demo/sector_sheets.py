"""The demo's sector sheets: invented remarks of the kind that advisers tell each other."""

from datetime import timedelta

from django.utils import timezone

from employers.models import Sector
from outreach.sector_sheets import write_sheet

SHEETS = {
    # sector: (form of address, culture, current theme, what works, zzp)
    "zorg-en-welzijn": (
        "praktijkhouders",
        "Spreekuur gaat voor. Een praktijkhouder noemt zich geen ondernemer en hoort het woord werkgever niet.",
        "Praktijken verwachten dat het moeilijker wordt om assistenten te vinden.",
        "Bel tussen de middag of na vier uur. Begin over de assistent, niet over leerwerkplekken.",
        "Een praktijk van één persoon heeft vaak te weinig begeleiding voor een leerling. Vraag het na bij SBB.",
    ),
    "bouw": (
        "vakmensen, of bij de voornaam",
        "Direct en praktisch. Overdag op het werk, administratie in de avond.",
        "",
        "Ga langs in de schafttijd. Noem een collega-bedrijf dat al een leerling heeft.",
        "Een zzp'er kan alleen leerbedrijf zijn als er op elke werkplek begeleiding is. Vraag het na bij SBB.",
    ),
    "detailhandel": (
        "winkeliers",
        "De winkel gaat voor: een klant onderbreekt het gesprek.",
        "In het najaar zoekt men extra mensen voor de drukke maanden.",
        "Kom op een rustige ochtend. Een leerling op zaterdag spreekt aan.",
        "",
    ),
    "horeca": (
        "ondernemers",
        "Werken als anderen vrij zijn. Veel jonge mensen op de vloer.",
        "",
        "Bel tussen twee en vier. Laat zien wat een bbl-leerling in de keuken al kan.",
        "",
    ),
    "techniek": (
        "ondernemers, of bij de voornaam",
        "Trots op het vak. Wil zelf kiezen wie hij opleidt.",
        "Veel ervaren mensen gaan de komende jaren met pensioen.",
        "Nodig uit voor een bezoek met een klas. Daarna pas over een plek praten.",
        "",
    ),
}


def make_sector_sheets(manager) -> None:
    until = timezone.localdate() + timedelta(days=120)
    for sector in Sector.objects.filter(slug__in=SHEETS):
        address_form, culture, theme, works, zzp_note = SHEETS[sector.slug]
        write_sheet(
            by=manager, sector=sector, version=0, address_form=address_form, culture=culture, theme=theme,
            theme_until=until if theme else None, works=works, zzp_note=zzp_note,
        )  # fmt: skip
