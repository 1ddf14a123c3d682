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
    for row in read_rows("municipalities.csv"):
        municipality, _ = apps.get_model("employers", "Municipality").objects.get_or_create(
            cbs_code=row["cbs_code"], defaults={"name": row["name"]}
        )
        apps.get_model("employers", "RegionMembership").objects.get_or_create(
            municipality=municipality, valid_from=row["valid_from"], defaults={"region": region}
        )
        for place in row["places"].split("|"):
            apps.get_model("employers", "Place").objects.get_or_create(
                key=place_key(place), defaults={"name": place, "municipality": municipality}
            )


def _load_sectors(apps):
    for position, row in enumerate(read_rows("sectors.csv")):
        sector, _ = apps.get_model("employers", "Sector").objects.get_or_create(
            slug=row["slug"], defaults={"name": row["name"], "position": position}
        )
        for version in ("2008", "2025"):
            for division in row[f"divisions_{version}"].split():
                apps.get_model("employers", "SbiDivision").objects.get_or_create(
                    version=version, division=division, defaults={"sector": sector}
                )


def _load_lists(apps):
    organisations = {each.slug: each for each in apps.get_model("accounts", "Organisation").objects.all()}
    for fields in LISTS:
        defaults = fields | {"organisation": organisations.get(fields["organisation"])}
        apps.get_model("employers", "SourceList").objects.get_or_create(slug=fields["slug"], defaults=defaults)


def _load_networks(apps):
    municipalities = {each.name: each for each in apps.get_model("employers", "Municipality").objects.all()}
    networks = apps.get_model("employers", "Network").objects
    umbrellas = {}
    for row in read_rows("networks.csv"):
        fields = {name: row[name] for name in ("abbreviation", "kind", "audience", "website", "email", "remark")}
        fields["municipality"] = municipalities.get(row["municipality"])
        network, created = networks.get_or_create(name=row["name"], defaults=fields)
        if created and row["member_of"]:
            umbrellas[network] = row["member_of"]
    for network, umbrella in umbrellas.items():
        network.member_of = networks.get(name=umbrella)
        network.save(update_fields=["member_of"])


def place_key(name: str) -> str:
    """A place name without case, hyphens and dots: how lists write it differs."""
    return "".join(sign for sign in name.lower() if sign.isalnum())
