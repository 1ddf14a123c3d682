"""The same rows with other means: rapidfuzz on the name alone, and Splink.

Both propose for every row the best of the rows before it, with one score; neither knows the importer's rules.
"""

import json
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from employers.matching.addresses import place_key, street_key
from employers.names import email_domain, own_domain, search_key
from imports.benchmark.lists import Entry
from imports.benchmark.measures import Measures, Scored

SPLINK_PYTHON = Path(".venv-bench/bin/python")
SPLINK_RUN = Path(__file__).with_name("splink_run.py")


def with_rapidfuzz(lists: Sequence[Sequence[Entry]]) -> Measures:
    """The most alike name within the same place, by words in any order."""
    started = time.process_time()
    names: dict[str, list[str]] = defaultdict(list)
    entities: dict[str, list[str]] = defaultdict(list)
    seen: set[str] = set()
    measures = Measures(runs=1)
    for entry in (entry for entries in lists for entry in entries):
        place, name = place_key(entry.record.place), search_key(entry.record.names[0])
        if entry.list_name != "kvk":
            found = process.extractOne(name, names[place], scorer=fuzz.token_sort_ratio)
            is_right = bool(found) and entities[place][found[2]] == entry.entity
            measures.scores.append(Scored(found[1] if found else 0, is_right, entry.entity in seen))
        for each in entry.record.names:
            names[place].append(search_key(each))
            entities[place].append(entry.entity)
        seen.add(entry.entity)
    measures.seconds = time.process_time() - started
    return measures


def with_splink(lists: Sequence[Sequence[Entry]]) -> Measures | None:
    """None where Splink is not installed: it has an environment of its own, `make bench-matching` makes it."""
    if not SPLINK_PYTHON.exists():
        return None
    entries = [entry for rows in lists for entry in rows]
    rows = json.dumps([_splink_row(number, entry) for number, entry in enumerate(entries)])
    run = subprocess.run([SPLINK_PYTHON, SPLINK_RUN], input=rows, capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(f"Splink stopped: {run.stderr[-800:]}")
    answer = json.loads(run.stdout)
    return Measures(runs=1, scores=list(_splink_scores(entries, answer["best"])), seconds=answer["seconds"])


def _splink_row(number: int, entry: Entry) -> dict:
    """The columns that Splink compares, in the canonical form that the importer gives them; None when missing."""
    record = entry.record
    words = search_key(record.names[0]).split()
    domain = next(filter(None, [*map(own_domain, record.domains), *map(email_domain, record.emails)]), "")
    values = {
        "list": entry.list_name,
        "name": " ".join(words),
        "legal_name": search_key(record.names[-1]),
        "longest_word": max(words, key=len, default=""),
        "postcode": record.postcode,
        "house_number": str(record.house_number or ""),
        "street": street_key(record.street),
        "place": place_key(record.place),
        "phone": record.phones[0] if record.phones else "",
        "email": record.emails[0] if record.emails else "",
        "domain": domain,
        "kvk_number": record.kvk_number,
        "contact": search_key(record.contacts[0]) if record.contacts else "",
        "sector": record.sector,
    }
    return {"unique_id": number} | {name: value or None for name, value in values.items()}


def _splink_scores(entries: Sequence[Entry], best: dict[str, list]) -> Iterator[Scored]:
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        if entry.list_name != "kvk":
            earlier, score = best.get(str(number), (None, 0.0))
            is_right = earlier is not None and entries[earlier].entity == entry.entity
            yield Scored(score, is_right, entry.entity in seen)
        seen.add(entry.entity)
