"""The tables and charts that the research report of 2017 printed, counted again from the register, side by side."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts.models import User
from employers.models import Employer, Municipality, Sector
from employers.models.reference import TRADE_REGISTER
from employers.size import SMALL
from targets.bands import SMALL_GROUPS
from targets.census import Group, census, inside
from targets.coverage import SizeLine, report_figures, size_table
from targets.frame import Frame
from targets.links import employers_url
from targets.reports.tables import Cell, chart, difference, number, table, words

SERVICE_POINT = "baanbrekend"
NO_SECTOR = "geen"
PRINTED_NAMES = {"geen sector benoemd": NO_SECTOR}  # other names are those of a sector, in lower case
OWN_SMALL = [group.key for group in SMALL_GROUPS]
NOT_PRINTED = words("–")
UNKNOWN = words("onbekend")


def printed_tables(user: User, on: date) -> list[dict[str, Any]]:
    """The four, in the order of the report; `key` names one, with where it was printed (`source`) and `reasons`."""
    everywhere = Employer.objects.visible_to(user).active()
    groups = census(Frame(everywhere, None, since=on, until=on, on=on))
    sectors = [*Sector.objects.values_list("pk", "slug", "name"), (None, NO_SECTOR, "Geen sector")]
    here = everywhere.in_region()
    return [
        _sizes(groups, here),
        _service_point(everywhere, here, sectors),
        _trade_register(groups, sectors),
        _accredited(here, on),
    ]


def _sizes(groups: list[Group], here) -> dict[str, Any]:
    found = size_table(groups)
    lines = [*found.small, found.small_total, *found.others, found.total]
    later = here.on_list(TRADE_REGISTER).filter(municipality__in=_later()).count()
    is_same = found.total.own == found.total.printed
    reasons = [
        *(
            []
            if is_same
            else [_reason("Sinds de lijst van 2014 zijn bedrijven begonnen, gestopt, gegroeid of verhuisd.")]
        ),
        _reason("In Hardinxveld-Giessendam, sinds 2018 in de regio", later, _later_url(bron=TRADE_REGISTER)),
        _reason("Lijken klein, maar horen bij een grotere onderneming", found.chains, found.chains_url),
        _reason("De banden in het rapport tellen op tot 7.203, één minder dan het gedrukte totaal van 7.204."),
    ]
    header = ["Werkzame personen", f"Rapport ({found.year})", "KvK-lijst nu", "Verschil", "Telt als"]
    made = table("Tabel 1: omvang op de KvK-lijst", header, [_size_row(line) for line in lines], last_is_total=True)
    return made | _about("omvang", "KvK-lijst 2014, in beheer bij UWV.", reasons)


def _size_row(line: SizeLine) -> list[Cell]:
    return [
        words(line.name),
        *_beside(line.printed, line.own, line.own_url),
        number(line.effective, line.effective_url),
    ]


def _service_point(everywhere, here, sectors) -> dict[str, Any]:
    printed = report_figures()["baanbrekend_list"]
    listed = everywhere.on_list(SERVICE_POINT)
    counts = Counter(here.on_list(SERVICE_POINT).order_by().values_list("sector", flat=True))
    rows = _by_sector(
        counts, sectors, printed["in_region_sectors"], lambda slug: {"bron": SERVICE_POINT, "sector": slug}
    )
    rows.append([words("Totaal"), *_beside(printed["in_region"], counts.total(), employers_url(bron=SERVICE_POINT))])
    outside = listed.count() - counts.total()
    reasons = [
        _reason("Het rapport noemt alleen de twee grootste sectoren en de firma’s zonder sector."),
        _reason("De sector volgt nu uit de SBI-code van de KvK als die bekend is, anders uit de lijst zelf."),
        _reason("Buiten de regio; het rapport noemt er 710", outside, employers_url(bron=SERVICE_POINT, regio="nee")),
    ]
    return _sector_table("Grafiek 1: lijst van Baanbrekend per sector", rows) | _about(
        "baanbrekend", "Lijst van Baanbrekend Drechtsteden 2017: 1.356 firma’s, waarvan 646 in de regio.", reasons
    )


def _trade_register(groups: list[Group], sectors) -> dict[str, Any]:
    """By their own size, as the report counted them."""
    printed = report_figures()["kvk_list"]
    counts: Counter = Counter()
    for group in inside(groups):
        if group.is_on_list and group.own_band in SMALL:
            counts[group.sector_id] += group.number
    filters = {"bron": TRADE_REGISTER, "eigen_omvang": OWN_SMALL}
    rows = _by_sector(counts, sectors, printed["top_sectors_small"], lambda slug: {**filters, "sector": slug})
    total = _beside(printed["up_to_25_employees"], counts.total(), employers_url(**filters))
    rows.append([words("Totaal"), *total])
    reasons = [
        _reason("Het rapport noemt de vier grootste sectoren. De grafiek geeft 1.679 en 1.255 voor de eerste twee."),
        _reason("Sectoren zijn hier groepen van SBI-codes. Het rapport zegt niet welke codes het samen nam."),
        _reason("Geteld op de eigen omvang van de vestiging, zoals in het rapport, dus met vestigingen van ketens."),
    ]
    return _sector_table("Grafiek 2: kleine bedrijven op de KvK-lijst per sector", rows) | _about(
        "kvk", "KvK-lijst 2014, 1 tot en met 25 werkzame personen.", reasons
    )


def _accredited(here, on: date) -> dict[str, Any]:
    printed = report_figures()["sbb_leerbedrijven"]
    towns = Municipality.objects.in_region(on)
    counts = Counter(here.accredited().order_by().values_list("municipality", flat=True))
    rows = [
        [
            words(town.name),
            *_beside(
                printed["by_municipality"].get(town.name),
                counts[town.pk] if counts else None,
                employers_url(erkend="ja", gemeente=town.cbs_code),
            ),
        ]
        for town in towns
    ]
    total = counts.total() if counts else None  # without a list of SBB
    rows.append([words("Totaal"), *_beside(printed["total"], total, employers_url(erkend="ja"))])
    reasons = [
        _reason("Hardinxveld-Giessendam hoort sinds 2018 bij de regio en stond niet in het rapport."),
        _reason("Nu telt een leerbedrijf alleen als SBB het vandaag erkent, voor een of meer opleidingen."),
    ]
    if not counts:
        reasons.insert(0, _reason("Er is nog geen lijst van SBB ingelezen. Een beheerder doet dat bij Import."))
    made = table("Tabel 2: erkende leerbedrijven per gemeente", _header("Gemeente"), rows, last_is_total=True)
    return made | _about(
        "leerbedrijven", f"{printed['source'].capitalize()}, geteld voor het rapport in 2017.", reasons
    )


# The pieces they share ----------------------------------------------------------------------------------------------


def _beside(printed: int | None, now: int | None, url: str) -> list[Cell]:
    """What the report printed, what the register counts now, and how they differ; None is what nobody knows."""
    if now is None:
        return [NOT_PRINTED if printed is None else number(printed), UNKNOWN, UNKNOWN]
    if printed is None:
        return [NOT_PRINTED, number(now, url), NOT_PRINTED]
    return [number(printed), number(now, url), difference(now, printed)]


def _by_sector(counts: Counter, sectors: Iterable, printed: dict[str, int], filters) -> list[list[Cell]]:
    """Largest first; a sector that the report printed is there also when nobody is in it now."""
    by_name = {PRINTED_NAMES.get(name, name): value for name, value in printed.items()}
    rows = []
    for key, slug, name in sorted(sectors, key=lambda each: -counts[each[0]]):
        in_report = by_name.get(slug if key is None else name.lower())
        if counts[key] or in_report is not None:
            rows.append([words(name), *_beside(in_report, counts[key], employers_url(**filters(slug)))])
    return rows


def _sector_table(title: str, rows: list[list[Cell]]) -> dict[str, Any]:
    body = rows[:-1]
    values = {
        "rapport": [row[1].get("value") for row in body],
        "nu": [row[2]["value"] for row in body],
    }
    picture = chart(title, [row[0]["text"] for row in body], values)
    return table(title, _header("Sector"), rows, last_is_total=True, chart=picture)


def _header(first: str) -> list[str]:
    return [first, "Rapport", "Nu", "Verschil"]


def _about(key: str, source: str, reasons: list[dict[str, Any]]) -> dict[str, Any]:
    return {"key": key, "source": source, "reasons": reasons}


def _reason(text: str, count: int | None = None, url: str = "") -> dict[str, Any]:
    return {"text": text, "count": count, "url": url}


def _later():
    """Municipalities that the report's region did not have."""
    return Municipality.objects.exclude(name__in=report_figures()["region"])


def _later_url(**filters) -> str:
    return employers_url(gemeente=list(_later().in_region().values_list("cbs_code", flat=True)), **filters)
