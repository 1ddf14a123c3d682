"""The first catalogue of schemes: the instruments that the research report names, in our own cautious words.

Amounts and conditions change: each text sends the reader to who decides. An admin keeps them from here on.
"""

from datetime import date

ASK = "Bedragen en voorwaarden veranderen. Kijk op de website voordat u iets toezegt."
FIRST = [
    # (name, what, for whom, how much, link, valid until)
    (
        "Subsidie praktijkleren",
        "Een bijdrage in de kosten van begeleiding op een leerwerkplek. De werkgever vraagt hem aan na afloop van het "
        "schooljaar.",
        "Erkende leerbedrijven met een bbl-leerling, en enkele andere vormen van duaal leren.",
        f"Een bedrag per plek per jaar, afhankelijk van het aantal aanvragen. {ASK}",
        "https://www.rvo.nl",
        None,
    ),
    (
        "Werken met behoud van uitkering",
        "Iemand met een uitkering werkt een korte tijd mee om te laten zien wat hij kan. De uitkering loopt door.",
        "Werkgevers die iemand met een uitkering willen leren kennen. UWV of de gemeente moet vooraf akkoord zijn.",
        "In die tijd betaalt de werkgever geen loon. Vraag UWV of de gemeente hoe lang het mag.",
        "https://www.uwv.nl",
        None,
    ),
    (
        "BrugWW",
        "Omscholing met een WW-uitkering terwijl iemand al voor een deel bij de nieuwe werkgever werkt.",
        "Werkgevers die iemand omscholen voor een ander beroep.",
        "De regeling was tijdelijk. Vraag UWV of er nu iets vergelijkbaars is.",
        "https://www.uwv.nl",
        None,
    ),
    (
        "Mobiliteitsbonus",
        "Korting op premies bij het aannemen van een oudere of iemand met een arbeidsbeperking. Sinds 2018 is het "
        "loonkostenvoordeel (LKV) daarvoor in de plaats gekomen.",
        "Werkgevers die iemand aannamen voor 2018.",
        "Niet meer aan te vragen. Kijk bij de Belastingdienst naar het loonkostenvoordeel.",
        "https://www.belastingdienst.nl",
        date(2017, 12, 31),
    ),
    (
        "Sectorale subsidies",
        "Veel sectoren hebben een opleidingsfonds dat meebetaalt aan scholing of begeleiding.",
        "Werkgevers die onder de cao van die sector vallen.",
        "Verschilt per fonds. Vraag het bij het opleidingsfonds van de sector na.",
        "",
        None,
    ),
    (
        "Jobcoaching",
        "Een coach helpt een medewerker met een arbeidsbeperking op de werkplek, en helpt de werkgever erbij.",
        "Werkgevers met een medewerker die dat nodig heeft. UWV of de gemeente beslist.",
        "De coach wordt geheel of voor een deel betaald. Vraag UWV of de gemeente.",
        "https://www.uwv.nl",
        None,
    ),
    (
        "No-riskpolis",
        "Wordt de medewerker ziek, dan kan de werkgever een Ziektewet-uitkering voor hem krijgen.",
        "Werkgevers die iemand aannemen uit een groep die UWV aanwijst, zoals mensen met een arbeidsbeperking.",
        "Dekt (een deel van) het loon bij ziekte. Kijk bij UWV voor wie en hoe lang.",
        "https://www.uwv.nl",
        None,
    ),
    (
        "Baanbonus",
        "Een bonus van de gemeente of de regio als een werkgever iemand met een uitkering een baan geeft.",
        "Werkgevers in gemeenten die zo'n bonus hebben.",
        "Verschilt per gemeente en kan stoppen. Vraag het bij Baanbrekend Drechtsteden na.",
        "",
        None,
    ),
    (
        "Loonkostensubsidie",
        "De gemeente betaalt een deel van het loon van iemand die door een beperking minder kan verdienen dan het "
        "minimumloon.",
        "Werkgevers die iemand uit de doelgroep van de Participatiewet aannemen.",
        "Hangt af van wat iemand kan. De gemeente laat dat meten.",
        "https://www.rijksoverheid.nl",
        None,
    ),
]  # fmt: skip


def load_first_schemes(model) -> None:
    """Add the ones that are missing by name; what an admin changed stays as it is."""
    for position, (name, what, for_whom, how_much, link, until) in enumerate(FIRST, 1):
        values = {"what": what, "for_whom": for_whom, "how_much": how_much, "link": link, "valid_until": until}
        model.objects.get_or_create(name=name, defaults=values | {"position": 10 * position})
