"""The questions an interview starts with; from then on an admin keeps them (docs/beheer.md)."""

from itertools import count

CHOICE, MULTIPLE, NUMBER, TEXT = "choice", "multiple", "number", "text"
ACTIVE, NEW = "active", "new"
YES_NO = [("yes", "Ja"), ("partly", "Een beetje"), ("no", "Nee")]
AWARE = [("aware", "Kent het goed"), ("heard", "Van gehoord"), ("not_aware", "Kende het niet")]
EXPERIENCE = [("now", "Ja, nu"), ("past", "Ja, vroeger"), ("no", "Nee, nooit")]
FUTURE = [("soon", "Ja, binnen een half jaar"), ("yes", "Ja, later"), ("maybe", "Misschien"), ("no", "Nee")]
CONTACTS = [
    ("school", "Een school"),
    ("sbb", "SBB"),
    ("lwl", "LeerWerkLoket"),
    ("service", "Werkgeversservicepunt"),
    ("branch", "De brancheorganisatie"),
    ("none", "Met niemand"),
]
HELP = [
    ("financial", "Geld of een regeling"),
    ("guidance", "Begeleiding van leerlingen"),
    ("work_skills", "Werkhouding van leerlingen"),
    ("administration", "Papierwerk"),
    ("information", "Informatie"),
    ("other", "Iets anders"),
]
VARIANTS = {
    "bpv": "de bpv, de praktijkplek voor mbo-leerlingen (bol of bbl)",
    "higher": "stagiairs van hbo of universiteit",
    "short": "een kort traject met baangarantie",
    "evc": "EVC, een bewijs van wat iemand in de praktijk leerde",
    "other": "een andere vorm, zoals een bedrijfsbezoek of een workshop",
}


def _variant(code, what):
    """The same questions for every variant; (code, kind, text, options, and what it fills)."""
    own = {"section": code, "variant": code}
    return [
        (f"{code}-kennis", CHOICE, f"Kent u {what}?", AWARE, own | {"fills": "awareness"}),
        (f"{code}-ervaring", CHOICE, f"Heeft u ervaring met {what}?", EXPERIENCE, own | {"fills": "experience"}),
        (f"{code}-sinds", NUMBER, "Sinds welk jaar?", [], own | {"form": ACTIVE, "fills": "since"}),
        (
            f"{code}-wie",
            TEXT,
            "Wie regelt dit in uw bedrijf?",
            [],
            own | {"form": ACTIVE, "hint": "Functie, geen naam."},
        ),
        (f"{code}-contact", MULTIPLE, "Met wie heeft u hierover contact?", CONTACTS, own | {"form": ACTIVE}),
        (f"{code}-goed", TEXT, "Wat gaat goed?", [], own | {"form": ACTIVE}),
        (f"{code}-beter", TEXT, "Wat kan beter?", [], own | {"form": ACTIVE}),
        (f"{code}-toekomst", CHOICE, "Wilt u dit in de toekomst (weer) doen?", FUTURE, own | {"fills": "future"}),
        (f"{code}-waarom-niet", TEXT, "Zo niet: waarom niet?", [], own | {"fills": "reason"}),
    ]


QUESTIONS = [
    ("bedrijf-doet", TEXT, "Wat doet uw bedrijf?", [], {"section": "company"}),
    (
        "aantal-mensen", NUMBER, "Hoeveel mensen werken er op deze vestiging, uzelf meegeteld?", [],
        {"section": "company", "fills": "size"},
    ),
    ("functies", TEXT, "Welke functies zijn er?", [], {"section": "company"}),
    ("moeilijk-te-vinden", CHOICE, "Is het moeilijk om mensen te vinden?", YES_NO, {"section": "company"}),
    ("functies-gezocht", TEXT, "Voor welk werk zoekt u mensen?", [], {"section": "company"}),
    ("betekenis", TEXT, "Waar denkt u aan bij leren en werken?", [], {"section": "meaning"}),
    ("loket-bekend", CHOICE, "Kende u het LeerWerkLoket al?", YES_NO, {"section": "meaning"}),
    *[question for code, what in VARIANTS.items() for question in _variant(code, what)],
    ("ouderen-in-dienst", CHOICE, "Werken er mensen van 55 jaar of ouder bij u?", YES_NO, {"section": "older"}),
    ("ouderen-leren", CHOICE, "Krijgen zij ook scholing?", YES_NO, {"section": "older"}),
    ("ouderen-toelichting", TEXT, "Wat is daarbij lastig of gaat juist goed?", [], {"section": "older"}),
    (
        "taal-merkt", CHOICE, "Merkt u dat medewerkers moeite hebben met lezen, schrijven of rekenen?", YES_NO,
        {"section": "literacy"},
    ),
    ("taal-hulp", CHOICE, "Weet u waar u daarvoor hulp krijgt?", YES_NO, {"section": "literacy"}),
    ("voordelen", TEXT, "Wat zijn voor u de voordelen van leren en werken?", [], {"section": "balance"}),
    ("nadelen", TEXT, "Wat zijn voor u de nadelen?", [], {"section": "balance"}),
    ("hulp-gewenst", MULTIPLE, "Waarbij wilt u hulp?", HELP, {"section": "support", "fills": "needs"}),
    ("hulp-toelichting", TEXT, "Welke hulp precies?", [], {"section": "support"}),
    ("eerste-stap", TEXT, "Wat zou voor u een goede eerste stap zijn?", [], {"section": "support", "form": NEW}),
    ("tips", TEXT, "Heeft u tips voor ons?", [], {"section": "closing"}),
    (
        "andere-bedrijven", TEXT, "Kent u andere bedrijven die misschien hulp willen?", [],
        {"section": "closing", "hint": "Naam en plaats van het bedrijf."},
    ),
]  # fmt: skip


def load_first_questions(question_model, version_model) -> None:
    """Add the questions that are not there yet; what an admin changed stays as it is."""
    known = set(question_model.objects.values_list("code", flat=True))
    place = count(10, 10)
    for code, kind, text, options, own in QUESTIONS:
        position = next(place)
        if code in known:
            continue
        fields = {name: value for name, value in own.items() if name != "hint"}
        question = question_model.objects.create(code=code, kind=kind, position=position, **fields)
        choices = [{"code": each, "label": label} for each, label in options]
        version_model.objects.create(question=question, number=1, text=text, hint=own.get("hint", ""), options=choices)
