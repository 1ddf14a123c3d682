"""The plan as the research of 2017 advises it: first the promising sectors, then wider like an oil stain (advice 5)."""

ROLES = {
    "baanbrekend": "Benadert werkgevers, vraagt naar de omvang, en geeft vragen over Leren en Werken door.",
    "lwl": "Informeert over alle vormen van Leren en Werken, helpt bij de uitvoering, en geeft vacatures door.",
}

# Activity: what, result, organisation in the lead (None: together), months after the start of the phase
PHASES = [
    {
        "name": "Jaar 1: alle kansrijke sectoren",
        "goal": "Kleine werkgevers in de vier kansrijke sectoren kennen de vormen van Leren en Werken.",
        "sectors": ["zakelijke-dienstverlening", "detailhandel", "techniek", "industrie"],
        "activities": [
            (
                "Per organisatie één adviseur voor het klein mkb aanwijzen, met uren",
                "Namen en uren liggen vast.",
                None,
                1,
            ),
            (
                "De lijsten van KvK, Baanbrekend en LWL naast elkaar leggen",
                "Eén register, twijfels zijn beoordeeld.",
                None,
                2,
            ),
            ("De omvang vragen bij elk gesprek", "Van de werkgevers in beeld is de omvang bekend.", "baanbrekend", 6),
            ("Informatie maken per sector, met de woorden van die sector", "Voor elke sector één blad.", "lwl", 4),
            ("Netwerken en ondernemersverenigingen bezoeken", "In elke gemeente ten minste één bijeenkomst.", "lwl", 9),
            ("Elke twee weken afstemmen wie welke werkgever benadert", "Geen dubbele benaderingen.", None, 2),
        ],
    },
    {
        "name": "Jaar 2: breder, de sectoren ernaast",
        "goal": "Wat in jaar 1 werkte, doen we ook in de sectoren die ernaast liggen.",
        "sectors": ["groothandel", "transport", "bouw", "horeca", "zorg-en-welzijn"],
        "activities": [
            (
                "Bekijken wat in jaar 1 werkte, per sector en per vorm",
                "Halfjaarrapport met keuzes voor jaar 2.",
                None,
                1,
            ),
            ("Ambassadeurs uit jaar 1 laten vertellen in een nieuwe sector", "Per sector één bijeenkomst.", "lwl", 6),
            (
                "Werk uit handen nemen: erkenning en subsidie aanvragen",
                "Elke hulpvraag heeft een adviseur en een einde.",
                "lwl",
                9,
            ),
        ],
    },
    {
        "name": "Jaar 3: iedereen, ook zzp’ers",
        "goal": "Elke kleine werkgever is bereikt of bewust overgeslagen, ook de zzp’ers.",
        "sectors": [
            "ict-en-media",
            "persoonlijke-dienstverlening",
            "cultuur-sport-en-recreatie",
            "onderwijs",
            "landbouw",
        ],
        "activities": [
            (
                "Per sector uitzoeken wanneer een zzp’er leerbedrijf kan zijn",
                "Een blad met de regels per sector.",
                "lwl",
                4,
            ),
            (
                "De overgebleven blinde vlekken verdelen over de adviseurs",
                "Elke blinde vlek heeft een adviseur.",
                None,
                6,
            ),
        ],
    },
]
