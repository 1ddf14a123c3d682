"""Names and codes of lists to the register's own municipalities, places and sectors; read once per job."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.db.models.functions import Left
from rapidfuzz.distance import OSA

from employers.models import Employer, Municipality, Place, SbiDivision, Sector
from employers.names import plain_words
from employers.reference import place_key

SURE_LENGTH = 8  # letters: with fewer one wrong letter may be another place
# How lists name their branches, as words of `plain_words`, beside the register's own names of sectors.
BRANCHES = {
    "zakelijke-dienstverlening": "zakelijke dienstverlening|zakelijk|financiele dienstverlening|uitzendbureau",
    "detailhandel": "detailhandel|winkel|retail",
    "groothandel": "groothandel|handel",
    "transport": "transport|transport en logistiek|logistiek|vervoer|transport logistiek|binnenvaart",
    "bouw": "bouw|bouw en infra|bouwnijverheid|infra",
    "techniek": "techniek|installatie|installatie en techniek|installatietechniek|technische installatie|autobranche",
    "industrie": "industrie|productie|metaal|metaal en industrie|maakindustrie|maritiem|maritieme industrie",
    "zorg-en-welzijn": "zorg|zorg en welzijn|welzijn|gezondheidszorg",
    "horeca": "horeca|horeca en recreatie|horeca en toerisme",
    "ict-en-media": "ict|ict en media|media|automatisering|communicatie",
    "persoonlijke-dienstverlening": "persoonlijke dienstverlening|persoonlijke verzorging|uiterlijke verzorging",
    "cultuur-sport-en-recreatie": "cultuur|sport|recreatie|sport en recreatie|sport cultuur en recreatie",
    "onderwijs": "onderwijs|opleiding|onderwijs en opleiding",
    "landbouw": "landbouw|agrarisch|groen|agrarisch groen|agrarisch en groen|tuinbouw|land en tuinbouw",
    "overheid": "overheid|openbaar bestuur|gemeente",
    "overig": "overig|overige|anders",
}  # fmt: skip


@dataclass
class ReferenceData:
    municipalities: dict[str, Municipality]
    places: dict[str, Place]
    sectors: dict[str, Sector]
    divisions: dict[tuple[str, str], Sector]

    @classmethod
    def load(cls) -> "ReferenceData":
        municipalities, sectors = Municipality.objects.in_bulk(), Sector.objects.in_bulk()
        places = list(Place.objects.all())
        for place in places:
            place.municipality = municipalities.get(place.municipality_id)
        divisions = SbiDivision.objects.values_list("version", "division", "sector")
        return cls(
            {place_key(each.name): each for each in municipalities.values()},
            {each.key: each for each in places},
            sector_names(sectors.values()),
            {(version, division): sectors[sector] for version, division, sector in divisions},
        )

    @cached_property
    def postcode_areas(self) -> dict[str, Municipality]:
        """The four digits that the register knows in one municipality only; few rows need them."""
        municipalities = {each.pk: each for each in self.municipalities.values()}
        areas: dict[str, set[int]] = {}
        known = Employer.objects.current().exclude(postcode="").exclude(municipality=None).order_by()
        for digits, municipality in known.values_list(Left("postcode", 4), "municipality").distinct():
            areas.setdefault(digits, set()).add(municipality)
        return {digits: municipalities[found.pop()] for digits, found in areas.items() if len(found) == 1}

    def municipality(self, name: str, place: str, postcode: str) -> Municipality | None:
        """By its own name or code, else by the place, else by what the register has in that postcode area.

        A slip of the pen is forgiven: "Dordrect" is Dordrecht. A municipality with another name lies outside the
        region: None. So does a place with another name, but in a postcode area of ours it is a part of a town.
        """
        if name:
            return self._municipality_named(name)
        if place and (known := self._place(place)):
            return known.municipality
        return self.postcode_areas.get(postcode[:4])

    def place_name(self, name: str) -> str:
        """The place as the register writes it: "DORDRECHT" and "Dordrect" are Dordrecht."""
        known = self._place(name)
        return known.name if known else name

    def _municipality_named(self, name):
        key = place_key(name).removeprefix("gemeente")
        code = key.removeprefix("gm")
        if code.isdecimal():
            return self.by_code.get(f"GM{code.zfill(4)}")
        return _nearest(key, self.municipalities)

    @cached_property
    def _place(self):
        """By its name; a list of a country has few thousand, each of them in many rows."""
        return lru_cache(10_000)(lambda name: _nearest(place_key(name), self.places))

    @cached_property
    def by_code(self) -> dict[str, Municipality]:
        return {each.cbs_code: each for each in self.municipalities.values()}

    def sector(self, sbi_code: str, sbi_version: str, branch: str) -> Sector | None:
        """By the SBI division, in the code list of its version; else by the name that the list gives."""
        versions = [sbi_version] if sbi_version else ["2025", "2008"]
        for version in versions:
            if sbi_code and (found := self.divisions.get((version, sbi_code[:2]))):
                return found
        return self.sectors.get(plain_words(branch)) if branch else None


def _nearest(key, known):
    """What has this name; else the one that has it but for a letter, when the name is long."""
    if key in known or len(key) < SURE_LENGTH:
        return known.get(key)
    alike = [each for each in known if OSA.distance(key, each, score_cutoff=1) <= 1]
    return known[alike[0]] if len(alike) == 1 else None


def sector_names(sectors) -> dict[str, Sector]:
    """Sectors by all names that lists give them."""
    names = {}
    for sector in sectors:
        names[plain_words(sector.name)] = sector
        for branch in BRANCHES.get(sector.slug, "").split("|"):
            names.setdefault(branch, sector)
    names.pop("", None)
    return names
