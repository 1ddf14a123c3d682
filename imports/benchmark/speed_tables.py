"""The figures of an import as a page in Dutch."""

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median

from imports.benchmark.large_lists import REGION
from imports.benchmark.speed import Delivered, Job, slow
from imports.benchmark.tables import decimal, table

STAGES = {
    "read": "lezen", "clean": "opschonen", "match": "koppelen", "compare": "vergelijken", "write": "schrijven",
    "other": "overig",
}  # fmt: skip
JOBS = {"preview": "lezen en vergelijken", "apply": "doorvoeren"}


def page(found: Sequence[Delivered], splink_seconds: float | None, machine: str) -> str:
    parts = [
        "# Importsnelheid gemeten",
        f"Gemeten op {date.today():%d-%m-%Y} met `make bench-import`, op {machine}. De KvK-lijst is verzonnen; het "
        "register is vooraf gevuld met de lijsten van Baanbrekend en LWL. Elke levering loopt door de echte code: het "
        "bestand lezen en opschonen, koppelen, vergelijken met het register, en doorvoeren; in een eigen database en "
        "een eigen werkproces. Een andere drukte op de machine geeft andere seconden; let daarom op de verhoudingen. "
        "Processortijd telt alleen het rekenen van de werker, kloktijd ook het wachten op PostgreSQL.",
        "## Totaal",
        table(TOTAL_COLUMNS, [line for each in found for line in _totals(each)]),
        "## Per stap",
        "Milliseconden per rij: processortijd van de werker (kloktijd).",
        table(("Levering", *STAGES.values()), [line for each in found for line in _stages(each)]),
        "## Naast Splink",
        _beside_splink(found, splink_seconds),
        "## Groei",
        _growth(found),
        "## Pagina's tijdens het werk",
        "Milliseconden op de server terwijl de werker bezig is: de middelste, en wat 95 van de 100 keer wordt gehaald.",
        table(("Levering", *PAGES), [line for each in found for line in _pages(each)]),
        "",
    ]
    return "\n\n".join(parts)


TOTAL_COLUMNS = ("Levering", "Stap", "Kloktijd (s)", "Processortijd (s)", "Maal een kale COPY", "Geheugen werker (MB)")
PAGES = ("aanlevering", "rijen", "werkgevers")


def section(delivered: Delivered) -> str:
    """What was just measured, for who waits."""
    rows = [*_totals(delivered), *_pages(delivered)]
    return "\n".join([", ".join(line) for line in [*rows, *_stages(delivered)]] + [str(delivered.outcomes)])


def _jobs(delivered: Delivered) -> Iterable[tuple[str, Job]]:
    return ((words, getattr(delivered, name)) for name, words in JOBS.items())


def _name(delivered: Delivered) -> str:
    return f"{_number(delivered.rows)} rijen, {delivered.name}"


def _totals(delivered: Delivered) -> Iterable[tuple[str, ...]]:
    for words, job in _jobs(delivered):
        yield (
            _name(delivered), words, decimal(job.total, 1), decimal(sum(job.processor.values()), 1),
            decimal(job.total / delivered.copy_seconds, 0), decimal(job.peak_mb, 0),
        )  # fmt: skip


def _stages(delivered: Delivered) -> Iterable[tuple[str, ...]]:
    for words, job in _jobs(delivered):
        cells = (
            f"{_per_row(job.processor.get(stage, 0), job)} ({_per_row(job.seconds.get(stage, 0), job)})"
            for stage in STAGES
        )
        yield f"{_name(delivered)}, {words}", *cells


def _per_row(seconds: float, job: Job) -> str:
    return decimal(1000 * seconds / job.rows, 3)


def _beside_splink(found: Sequence[Delivered], splink_seconds: float | None) -> str:
    ours = next((each.preview.processor.get("match", 0) for each in found if each.rows == REGION), None)
    if ours is None or splink_seconds is None:
        return "Niet gemeten: Splink is niet geïnstalleerd of de lijst van de regio is niet gemeten."
    return (
        f"Splink had voor dezelfde drie lijsten {decimal(splink_seconds, 1)} seconden processortijd nodig, het "
        f"koppelen van de KvK-lijst hier {decimal(ours, 1)}: {decimal(ours / splink_seconds, 2)} maal Splink."
    )


def _growth(found: Sequence[Delivered]) -> str:
    """Time per row against that of the region's list: 1 is exactly linear."""
    base = {each.name: each for each in found if each.rows == REGION}
    larger = [each for each in found if each.rows != REGION and each.name in base]
    if not larger:
        return "Alleen de lijst van de regio is gemeten; `make bench-import-large` meet ook 100.000 en 1.000.000 rijen."
    lines = [line for each in larger for line in _growth_lines(each, base[each.name])]
    words = "Processortijd per rij, gedeeld door die bij de lijst van de regio: 1 is precies evenredig (kloktijd)."
    return f"{words}\n\n{table(('Levering', *STAGES.values(), 'samen'), lines)}"


def _growth_lines(large: Delivered, small: Delivered) -> Iterable[tuple[str, ...]]:
    for name, words in JOBS.items():
        job, base = getattr(large, name), getattr(small, name)
        cells = (_factor(job, base, [stage]) for stage in STAGES)
        yield f"{_name(large)}, {words}", *cells, _factor(job, base, list(STAGES))


def _factor(job: Job, base: Job, stages: Sequence[str]) -> str:
    def growth(of: str) -> float | None:
        now, then = (sum(getattr(each, of).get(stage, 0) for stage in stages) / each.rows for each in (job, base))
        return now / then if then > 1e-6 else None

    computing, clock = growth("processor"), growth("seconds")
    return "-" if computing is None or clock is None else f"{decimal(computing, 1)} ({decimal(clock, 1)})"


def _pages(delivered: Delivered) -> Iterable[tuple[str, ...]]:
    for words, job in _jobs(delivered):
        cells = (f"{_ms(median(times))} / {_ms(slow(times))}" if (times := job.pages[name]) else "-" for name in PAGES)
        yield f"{_name(delivered)}, {words}", *cells


def _ms(seconds: float) -> str:
    return decimal(1000 * seconds, 0)


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
