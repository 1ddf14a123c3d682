"""Reference data of the first region, kept as files so that another region replaces files and no code."""

import csv
from pathlib import Path

from django.apps import apps as live_apps

FOLDER = Path(__file__).resolve().parent

REGION = "Drechtsteden"
ORGANISATIONS = [
    {"slug": "baanbrekend", "name": "Baanbrekend Drechtsteden", "short_name": "Baanbrekend", "accent": "violet"},
    {"slug": "lwl", "name": "LeerWerkLoket Drechtsteden", "short_name": "LWL", "accent": "teal"},
]
LISTS = [
    {"slug": "kvk", "name": "KvK", "organisation": None, "rank": 10},
    {"slug": "baanbrekend", "name": "Lijst Baanbrekend", "organisation": "baanbrekend", "rank": 20},
    {"slug": "lwl", "name": "Lijst LWL", "organisation": "lwl", "rank": 30},
    {"slug": "uwv", "name": "Lijst UWV (WSP)", "organisation": None, "rank": 40},
    {"slug": "sbb", "name": "Leerbedrijven SBB", "organisation": None, "rank": 50},
    {"slug": "netwerk", "name": "Ledenlijst van een netwerk", "organisation": None, "rank": 60},
]


def load_reference(apps=live_apps) -> None:
    """Write organisations, region, municipalities, sectors, lists and networks; running it again adds nothing twice.

    Existing rows keep what an admin changed: only what is missing is added.
    """
    _load_organisations(apps)
    _load_municipalities(apps)
    _load_sectors(apps)
    _load_lists(apps)
    _load_networks(apps)


def read_rows(name):
    """One of the files, row by row."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def _load_organisations(apps):
    region, _ = apps.get_model("employers", "Region").objects.get_or_create(name=REGION)
    for fields in ORGANISATIONS:
        organisation, created = apps.get_model("accounts", "Organisation").objects.get_or_create(
            slug=fields["slug"], defaults=fields
        )
        if created:
            region.partners.add(organisation)


def _load_municipalities(apps):
    region = apps.get_model("employers", "Region").objects.get(name=REGION)
    rows = list(read_rows("municipalities.csv"))
    municipalities = _add_missing(
        apps.get_model("employers", "Municipality"),
        "cbs_code",
        {row["cbs_code"]: {"name": row["name"]} for row in rows},
    )
    memberships = apps.get_model("employers", "RegionMembership")
    known = {(each.municipality_id, str(each.valid_from)) for each in memberships.objects.all()}
    memberships.objects.bulk_create(
        memberships(region=region, municipality=municipalities[row["cbs_code"]], valid_from=row["valid_from"])
        for row in rows
        if (municipalities[row["cbs_code"]].pk, row["valid_from"]) not in known
    )
    places = {
        place_key(place): {"name": place, "municipality": municipalities[row["cbs_code"]]}
        for row in rows
        for place in reversed(row["places"].split("|"))
    }
    _add_missing(apps.get_model("employers", "Place"), "key", places)


def _load_sectors(apps):
    rows = list(read_rows("sectors.csv"))
    sectors = _add_missing(
        apps.get_model("employers", "Sector"),
        "slug",
        {row["slug"]: {"name": row["name"], "position": position} for position, row in enumerate(rows)},
    )
    divisions = apps.get_model("employers", "SbiDivision")
    known = set(divisions.objects.values_list("version", "division"))
    divisions.objects.bulk_create(
        divisions(version=version, division=division, sector=sectors[row["slug"]])
        for row in rows
        for version in ("2008", "2025")
        for division in row[f"divisions_{version}"].split()
        if (version, division) not in known
    )


def _add_missing(model, key, wanted):
    """Create the rows of which the key is not there yet; all rows by their key."""
    known = set(model.objects.values_list(key, flat=True))
    model.objects.bulk_create(model(**{key: value}, **fields) for value, fields in wanted.items() if value not in known)
    return {getattr(each, key): each for each in model.objects.all()}


def _load_lists(apps):
    organisations = {each.slug: each for each in apps.get_model("accounts", "Organisation").objects.all()}
    for fields in LISTS:
        defaults = fields | {"organisation": organisations.get(fields["organisation"])}
        apps.get_model("employers", "SourceList").objects.get_or_create(slug=fields["slug"], defaults=defaults)


def _load_networks(apps):
    municipalities = {each.name: each for each in apps.get_model("employers", "Municipality").objects.all()}
    model = apps.get_model("employers", "Network")
    rows = {row["name"]: row for row in read_rows("networks.csv")}
    new = set(rows) - set(model.objects.values_list("name", flat=True))
    columns = ("abbreviation", "kind", "audience", "website", "email", "remark")
    wanted = {
        name: {column: row[column] for column in columns} | {"municipality": municipalities.get(row["municipality"])}
        for name, row in rows.items()
    }
    networks = _add_missing(model, "name", wanted)
    members = [networks[name] for name in new if rows[name]["member_of"]]
    for network in members:
        network.member_of = networks[rows[network.name]["member_of"]]
    model.objects.bulk_update(members, ["member_of"])


def place_key(name: str) -> str:
    """A place name without case, hyphens and dots: how lists write it differs."""
    return "".join(sign for sign in name.lower() if sign.isalnum())
