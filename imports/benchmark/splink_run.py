"""Splink on rows from standard input; for each row the best earlier row goes to standard output.

Runs by itself in the environment of requirements-bench.txt and imports nothing of the project.
"""

import json
import sys
import time

import duckdb
import pyarrow
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator

NOT_BOTH_KVK = "(l.list <> 'kvk' or r.list <> 'kvk')"  # the trade register has no doubles: that saves Splink work
BLOCKS = (
    "l.kvk_number = r.kvk_number",
    "l.postcode = r.postcode and l.house_number = r.house_number",
    "l.phone = r.phone",
    "l.email = r.email",
    "l.domain = r.domain",
    "l.place = r.place and l.longest_word = r.longest_word",
    "l.place = r.place and substr(l.name, 1, 5) = substr(r.name, 1, 5)",
    "l.name = r.name",
    "l.legal_name = r.legal_name",
    "l.name = r.legal_name",
    "l.legal_name = r.name",
)
SURE = ("l.postcode = r.postcode and l.house_number = r.house_number and substr(l.name, 1, 4) = substr(r.name, 1, 4)",)
TRAINING = ("l.postcode = r.postcode", "l.name = r.name", "l.phone = r.phone")


def compared(**columns):
    return [made.configure(term_frequency_adjustments=frequent) for made, frequent in columns.values()]


def settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=compared(
            name=(cl.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.8]), True),
            legal_name=(cl.JaroWinklerAtThresholds("legal_name", [0.95, 0.88]), True),
            word=(cl.DamerauLevenshteinAtThresholds("longest_word", [1, 2]), True),
            postcode=(cl.LevenshteinAtThresholds("postcode", [1]), True),
            house_number=(cl.ExactMatch("house_number"), False),
            street=(cl.JaroWinklerAtThresholds("street", [0.9]), True),
            place=(cl.ExactMatch("place"), True),
            phone=(cl.DamerauLevenshteinAtThresholds("phone", [1]), False),
            email=(cl.ExactMatch("email"), False),
            domain=(cl.ExactMatch("domain"), False),
            kvk_number=(cl.ExactMatch("kvk_number"), False),
            contact=(cl.JaroWinklerAtThresholds("contact", [0.9]), True),
            sector=(cl.ExactMatch("sector"), True),
        ),
        blocking_rules_to_generate_predictions=[f"({rule}) and {NOT_BOTH_KVK}" for rule in BLOCKS],
        retain_matching_columns=False,
    )


def trained(linker: Linker) -> Linker:
    linker.training.estimate_probability_two_random_records_match(list(SURE), recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=2_000_000, seed=1)
    for rule in TRAINING:
        linker.training.estimate_parameters_using_expectation_maximisation(f"{rule} and {NOT_BOTH_KVK}")
    return linker


def best_earlier(pairs: list[tuple[int, int, float]]) -> dict[int, tuple[int, float]]:
    best: dict[int, tuple[int, float]] = {}
    for one, other, weight in pairs:
        earlier, later = sorted((one, other))
        score = weight + 1000  # above nothing, also where the weight is negative
        if score > best.get(later, (0, 0.0))[1]:
            best[later] = (earlier, score)
    return best


def main() -> None:
    rows = pyarrow.Table.from_pylist(json.load(sys.stdin))
    started = time.process_time()
    database = DuckDBAPI(connection=duckdb.connect())
    linker = trained(Linker(database.register(rows), settings(), log_level=None))
    found = linker.inference.predict(threshold_match_probability=0.001)
    rows = found.as_record_list()
    pairs = [(row["unique_id_l"], row["unique_id_r"], row["match_weight"]) for row in rows]
    json.dump({"best": best_earlier(pairs), "seconds": time.process_time() - started}, sys.stdout)


if __name__ == "__main__":
    main()
