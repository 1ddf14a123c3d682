"""Invented notes of contact moments, per kind of talk."""

LEARNING = {
    "bpv": [
        "Wil in het voorjaar een bbl-leerling. Vraagt wie de begeleiding doet.",
        "Heeft nu een stagiair van het mbo en dat gaat goed. Denkt aan een tweede plek.",
        "Kende de subsidie praktijkleren niet. Informatie gestuurd.",
        "Wil wel, maar heeft weinig tijd voor begeleiding. Over een maand terugkomen.",
    ],
    "higher": [
        "Heeft een onderzoeksvraag voor een hbo-student. Verbonden met de hogeschool.",
        "Vraagt wat een stagiair van het hbo zelfstandig kan doen.",
    ],
    "short": [
        "Zoekt snel twee mensen. Kort traject met baangarantie uitgelegd.",
        "Ziet kansen in een traject van drie maanden, wil eerst met de boekhouder praten.",
    ],
    "evc": [
        "Twee ervaren vakmensen zonder diploma. EVC uitgelegd, wil dit doen.",
        "Vraagt wat een EVC-traject kost en hoe lang het duurt.",
    ],
    "other": ["Een bedrijfsbezoek met een groep leerlingen mag in het najaar.", "Wil meedoen aan een workshop."],
}
OTHER = [
    "Twee vacatures besproken. Kandidaten volgen.",
    "Kennisgemaakt. Stuurt een lijst met functies.",
    "Vraag over loonkostensubsidie beantwoord.",
    "Geen vacatures nu. Over een half jaar weer bellen.",
]
NO_ANSWER = ["Niemand nam op.", "Voicemail ingesproken.", "Eigenaar is op locatie, morgen terugbellen."]
FOLLOW_UPS = [
    "Terugbellen over de begeleiding",
    "Informatie over subsidie sturen",
    "Afspraak maken voor bezoek",
    "Kandidaten voorstellen",
]
UNKNOWN = "Uit de lijst overgenomen, nog niet gevraagd"
