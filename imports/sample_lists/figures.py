"""How many of each: the figures of the report, and a believable split where the report is silent.

The report prints 7,204 firms of at most 25 people, its bands add up to 7,203: the one left over is a row with a size
class instead of a number.
"""

import csv
import json
from functools import cache
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
DATA = Path(__file__).resolve().parent / "data"

REPORT = json.loads((BASE_DIR / "targets/data/report_figures.json").read_text(encoding="utf-8"))
KVK = REPORT["kvk_list"]
BAANBREKEND = REPORT["baanbrekend_list"]
LWL = REPORT["lwl_list"]

SELF_EMPLOYED_SHARE = 0.45
SELF_EMPLOYED = round(KVK["size_bands"]["1-4"] * SELF_EMPLOYED_SHARE)
SIZES_SMALL = {
    (1, 1): SELF_EMPLOYED,
    (2, 4): KVK["size_bands"]["1-4"] - SELF_EMPLOYED,
    (5, 9): KVK["size_bands"]["5-9"],
    (10, 14): KVK["size_bands"]["10-14"],
    (15, 19): KVK["size_bands"]["15-19"],
    (20, 25): KVK["size_bands"]["20-25"],
}
CLASS_ONLY = "10 t/m 19"
LARGE = KVK["total"] - KVK["up_to_25_employees"]
SIZES_LARGE = {(26, 49): LARGE - 234, (50, 99): 136, (100, 249): 72, (250, 900): 26}
LARGE_CLASS = "100 t/m 199"
LARGE_CLASS_ROWS = 6

SECTORS_SMALL = {
    "zakelijke-dienstverlening": KVK["top_sectors_small"]["zakelijke dienstverlening"],
    "detailhandel": KVK["top_sectors_small"]["detailhandel"],
    "groothandel": KVK["top_sectors_small"]["groothandel"],
    "transport": KVK["top_sectors_small"]["transport"],
    "techniek": 770,
    "zorg-en-welzijn": 430,
    "bouw": 360,
    "industrie": 330,
    "horeca": 300,
    "ict-en-media": 210,
    "persoonlijke-dienstverlening": 190,
    "cultuur-sport-en-recreatie": 110,
    "onderwijs": 70,
    "overig": 40,
    "landbouw": 30,
}
SECTORS_LARGE = {
    "industrie": 112,
    "zorg-en-welzijn": 84,
    "zakelijke-dienstverlening": 72,
    "transport": 50,
    "detailhandel": 48,
    "groothandel": 40,
    "techniek": 36,
    "onderwijs": 26,
    "bouw": 14,
    "ict-en-media": 8,
    "overheid": 6,
    "horeca": 4,
    "cultuur-sport-en-recreatie": 2,
}
# Sectors whose firms tend to be larger than others of the same list; shifts the draw, never the totals.
SIZE_BIAS = {"industrie": 0.45, "onderwijs": 0.3, "groothandel": 0.2, "zorg-en-welzijn": 0.15, "horeca": 0.1}
SMALLER_BIAS = {"persoonlijke-dienstverlening": -0.3, "ict-en-media": -0.2, "cultuur-sport-en-recreatie": -0.2}

MUNICIPALITIES = REPORT["sbb_leerbedrijven"]["by_municipality"]

# Rows of Baanbrekend's list inside the region, under the names Baanbrekend gives its sectors.
NO_SECTOR = "Geen sector benoemd"
BAANBREKEND_SECTORS = {
    "Industrie": ("industrie", BAANBREKEND["in_region_sectors"]["industrie"]),
    "Zakelijke dienstverlening": (
        "zakelijke-dienstverlening",
        BAANBREKEND["in_region_sectors"]["zakelijke dienstverlening"],
    ),
    "Detailhandel": ("detailhandel", 62),
    "Transport & Logistiek": ("transport", 58),
    "Bouw": ("bouw", 42),
    "Installatie en techniek": ("techniek", 58),
    "Zorg & Welzijn": ("zorg-en-welzijn", 46),
    "Groothandel": ("groothandel", 38),
    "Horeca": ("horeca", 28),
    "ICT": ("ict-en-media", 11),
    "Onderwijs": ("onderwijs", 9),
    "Persoonlijke verzorging": ("persoonlijke-dienstverlening", 6),
    "Sport, cultuur en recreatie": ("cultuur-sport-en-recreatie", 4),
    "Agrarisch / groen": ("landbouw", 3),
    "Overheid": ("overheid", 2),
}
BAANBREKEND_DOUBLES_IN_REGION = 14
BAANBREKEND_DOUBLES_OUTSIDE = 13
BAANBREKEND_IN_KVK_SHARE = 0.88

LWL_IN_BOTH = 42
LWL_IN_KVK_ONLY = 36
LWL_IN_BAANBREKEND_ONLY = 2
LWL_DOUBLES = 2


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of one of the data files beside this module."""
    return _read_csv(DATA / name)


def _read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@cache
def words() -> dict:
    return json.loads((DATA / "words.json").read_text(encoding="utf-8"))


@cache
def sector_of_division() -> dict[str, str]:
    """Sector slug per SBI 2008 division, from the register's own reference table."""
    rows = _read_csv(BASE_DIR / "employers/reference/sectors.csv")
    return {division: row["slug"] for row in rows for division in row["divisions_2008"].split()}
