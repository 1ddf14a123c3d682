"""The figures as a page in Dutch: the same text on the screen and in docs/."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from imports.benchmark.lists import REPORT_SEEDS, TUNING_SEEDS
from imports.benchmark.measures import Measures, best_threshold, safe_threshold

NAMES = {"kvk": "KvK", "baanbrekend": "Baanbrekend", "lwl": "LWL"}
QUALITY = (
    "Precisie zonder vraag", "Foute koppelingen", "Fout bij keten of holding", "Ware paren zonder vraag",
    "Ware paren zonder vraag of ter beoordeling", "Vragen per levering", "F1 bij de beste grens", "Rekentijd (s)",
)  # fmt: skip


def page(quality: Mapping[str, Measures], rivals: Mapping[str, Measures], by_noise: Measures, machine: str) -> str:
    return "\n\n".join(
        [
            "# Koppelen gemeten",
            _introduction(machine),
            "## Kwaliteit",
            table(("Lijsten", *QUALITY), [(name, *_quality(each)) for name, each in quality.items()]),
            "## Naast andere middelen",
            "Dezelfde lijsten, volgorde KvK, Baanbrekend, LWL, ruis 0,5. Elk middel noemt bij iedere rij het beste "
            "voorstel met één score; niemand beantwoordt vragen. Splink (DuckDB) is op dezelfde lijsten getraind en "
            "vergelijkt beide namen, adres, telefoon, mail, webdomein, KvK-nummer, contactpersoon en sector.",
            table(RIVAL_COLUMNS, [(name, *_rival(each)) for name, each in rivals.items()]),
            "Vanaf score 90 koppelt dit systeem zonder vraag; van 50 tot 90 beslist een mens.",
            "## Per soort ruis",
            "Ware paren waarvan de rij deze ruis heeft, alle metingen van hierboven in de gewone volgorde.",
            table(NOISE_COLUMNS, _noise_rows(by_noise)),
            "",
        ]
    )


RIVAL_COLUMNS = (
    "Middel", "F1 bij de beste grens", "Precisie daar", "Gevonden daar", "Gevonden bij precisie vanaf 99,5%",
    "Rekentijd (s)",
)  # fmt: skip
NOISE_COLUMNS = ("Ruis", "Ware paren", "Zonder vraag", "Ter beoordeling", "Gemist")


def _introduction(machine: str) -> str:
    return (
        f"Gemeten op {date.today():%d-%m-%Y} met `make bench-matching`, op {machine}. Lijsten gemaakt met de getallen "
        f"{_listed(REPORT_SEEDS)}; aan de regels is alleen gewerkt met 1 tot en met {TUNING_SEEDS[-1]}. "
        "Alle bedrijven zijn verzonnen. "
        "Ruis 0,5 is gewoon, 0,9 bijna het dubbele. Een rij ter beoordeling wordt na de lijst naar waarheid "
        "beantwoord. Rekentijd is processortijd voor het vergelijken van de drie lijsten (ruim 9.100 rijen), gemiddeld "
        "per levering. Hoe het koppelen werkt, staat in [koppelen.md](koppelen.md)."
    )


def order_name(order: Iterable[str]) -> str:
    return ", ".join(NAMES[name] for name in order)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _quality(measures: Measures) -> tuple[str, ...]:
    return (
        percentage(measures.precision, 2), str(measures.wrong), str(measures.chain_errors),
        percentage(measures.unattended), percentage(measures.found), decimal(measures.queue, 0),
        decimal(best_threshold(measures.scores).f1, 3), decimal(measures.seconds / measures.runs, 1),
    )  # fmt: skip


def _rival(measures: Measures) -> tuple[str, ...]:
    best, safe = best_threshold(measures.scores), safe_threshold(measures.scores)
    return (
        decimal(best.f1, 3), percentage(best.precision), percentage(best.recall), percentage(safe.recall),
        decimal(measures.seconds / measures.runs, 1),
    )  # fmt: skip


def _noise_rows(measures: Measures) -> Iterable[tuple[str, ...]]:
    for kind in sorted({kind for kind, _ in measures.by_noise}):
        counts = [measures.by_noise[kind, outcome] for outcome in ("unattended", "asked", "missed")]
        yield kind, str(sum(counts)), *(percentage(count / sum(counts)) for count in counts)


def percentage(share: float, digits: int = 1) -> str:
    return f"{100 * share:.{digits}f}%".replace(".", ",")


def decimal(number: float, digits: int) -> str:
    return f"{number:.{digits}f}".replace(".", ",")


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))
