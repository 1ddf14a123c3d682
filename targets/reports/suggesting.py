"""A first text per block, from the figures alone: plain Dutch that a manager goes on writing in. Pure."""

from typing import Any

from targets.pace import Status, dutch

REACHED, NEW, TALKS, INTERESTED, STARTED = "reached", "newly_reached", "talks", "interested", "started"


def suggest_texts(figures: dict[str, Any]) -> dict[str, str]:
    """By block of text."""
    facts = figures["facts"]
    now, before = facts["now"], facts["before"]
    tables = {section["key"]: section["tables"] for section in figures["sections"]}
    return {
        "summary": _summary(figures, now, before),
        "goals": _goals(tables["goals"], figures.get("running")),
        "reach": _reach(figures, now, before),
        "blind": _blind(facts, tables["blind"]),
        "sizes": _sizes(tables["sizes"]),
        "interest": _interest(now, before),
        "overlaps": _overlaps(facts),
        "advisers": "De tabel laat per adviseur zien hoeveel gesprekken er waren en met hoeveel kleine werkgevers.",
        "outlook": _outlook(tables["blind"]),
    }


def _summary(figures, now, before):
    whose = figures["organisation"] or "De organisaties samen"
    verb = "sprak" if figures["organisation"] else "spraken"
    return (
        f"{whose} {verb} in deze periode met {_firms(now[REACHED], 'kleine ')} over Leren en Werken. "
        f"{_compared(figures, now[REACHED], before[REACHED])} Met {dutch(now[NEW])} van hen was dat voor het eerst."
    )


def _compared(figures, now, before):
    when = _before(figures)
    if now == before:
        return f"Dat zijn er evenveel als in {when}."
    many, which = abs(now - before), "meer" if now > before else "minder"
    return f"Dat {_are(many)} er {dutch(many)} {which} dan in {when}."


def _before(figures):
    """What is compared with, in words: of a period that is not over as many days."""
    running = figures.get("running")
    return f"de eerste {running['before']} dagen van de periode ervoor" if running else "de periode ervoor"


def _are(count):
    return "is" if count == 1 else "zijn"


def _were(count):
    return "was" if count == 1 else "waren"


def _firms(count, kind=""):
    return f"{dutch(count)} {kind}werkgever{'' if count == 1 else 's'}"


def _goals(tables, running):
    if not tables:
        return "In deze periode liep er geen doel. Spreek voor de volgende periode een doel af dat te meten is."
    count = len(tables[0]["rows"])
    one, more = ("loopt", "lopen") if running else ("liep", "liepen")
    ran = f"Er {f'{one} 1 doel' if count == 1 else f'{more} {count} doelen'}."
    judged = {verdict: _judged(tables[0], verdict) for verdict in (Status.BEHIND, Status.MISSED)}
    late = [f"{verdict.label}: {'; '.join(names)}." for verdict, names in judged.items() if names]
    return " ".join([ran, *(late or ["Geen enkel doel loopt achter."])])


def _judged(goals, verdict):
    return [row[0]["text"] for row in goals["rows"] if row[-1]["text"] == verdict.label]


def _reach(figures, now, before):
    return (
        f"We bereikten {_firms(now[REACHED], 'kleine ')}. "
        f"In {_before(figures)} {_were(before[REACHED])} het er {dutch(before[REACHED])}. "
        f"In totaal voerden we {dutch(now[TALKS])} gesprek{'' if now[TALKS] == 1 else 'ken'}."
    )


def _blind(facts, tables):
    most = tables[0]["rows"][0]
    return (
        f"Van de {_firms(facts['small'], 'kleine ')} in de regio {_are(facts['blind'])} er "
        f"{dutch(facts['blind'])} in 24 maanden door niemand bereikt. "
        f"De meeste staan in de sector {most[0]['text']}: {most[2]['text']}."
    )


def _sizes(tables):
    parts = [f"bij {row[0]['text']} van {row[2]['text']} van de {row[1]['text']}" for row in tables[0]["rows"]]
    return f"De omvang is bekend {' en '.join(parts)} werkgevers." if parts else ""


def _interest(now, before):
    return (
        f"In deze periode kregen {_firms(now[INTERESTED])} interesse in een vorm van Leren en Werken (eerder: "
        f"{dutch(before[INTERESTED])}). {_firms(now[STARTED]).capitalize()} begonnen ermee."
    )


def _overlaps(facts):
    found, prevented = facts["overlaps"], facts["prevented"]
    if not found:
        return "We vonden in deze periode geen dubbele benaderingen."
    return (
        f"We vonden {dutch(found)} dubbele benadering{'' if found == 1 else 'en'}. "
        f"Daarvan {_are(prevented or 1)} er {dutch(prevented) if prevented else 'geen'} voorkomen. Voorkomen is: "
        f"afgestemd voordat beide organisaties de werkgever benaderden."
    )


def _outlook(tables):
    sectors = [row[0]["text"] for row in tables[0]["rows"][:-1] if row[0]["text"] != "Geen sector"][:2]
    named = " en ".join(sectors)
    return f"De komende periode richten we ons op de sectoren met de meeste blinde vlekken: {named}." if named else ""
