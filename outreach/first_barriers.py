"""The barriers that the research report names, as the list that a conversation starts with; an admin keeps it."""

FIRST = [
    ("tijd", "Gebrek aan tijd en capaciteit"),
    ("financieel-risico", "Financieel risico"),
    ("kwetsbaar", "Kwetsbaarheid van een klein bedrijf"),
    ("specialistisch", "Het werk is te specialistisch"),
    ("begeleiding-school", "Beperkte begeleiding door de school"),
    ("vaardigheden", "Werkhouding van stagiairs"),
    ("administratie", "Te veel papierwerk"),
    ("onbekend", "Onbekend met de mogelijkheden"),
    ("zzp-erkenning", "Zzp'er voldoet niet aan eisen voor erkenning als leerbedrijf"),
]


def load_first_barriers(model) -> None:
    """Add the ones that are missing by code; what an admin changed stays as it is."""
    for position, (slug, name) in enumerate(FIRST, 1):
        model.objects.get_or_create(slug=slug, defaults={"name": name, "position": 10 * position})
