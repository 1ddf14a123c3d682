"""Points for and against two records being one establishment, each with its reason in Dutch.

The kinds of evidence (numbers, name, address, contact data) are independent of one another: an unattended link needs
two of them. The points add up to the score; `verdicts.py` says what a score means.
"""

from dataclasses import dataclass, field

from rapidfuzz import fuzz

from employers.matching.blocks import Blocks
from employers.matching.names import NOT_ALIKE, NameLikeness, compare_names
from employers.matching.prepared import Prepared
from employers.matching.rarity import Rarity

NAME_POINTS = 58
NAME_FROM = 0.55  # likeness from which a name speaks for
NAME_FULL = 0.97
NAME_INFORMATION = 1.1  # shared rarity from which a name earns all its points
OTHER_NAME = 0.4
STRONG_NAME = 0.8


@dataclass(slots=True)
class Evidence:
    """What two records say about each other. `kinds` are the independent kinds that strongly agree."""

    prepared: Prepared
    name: NameLikeness = NOT_ALIKE
    points: float = 0.0
    reasons: list[tuple[float, str]] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    conflicts: list[str] = field(default_factory=list)
    same_place: bool = False
    same_kvk_number: bool = False
    other_address: bool = False

    def add(self, points: float, reason: str, kind: str = "") -> None:
        self.points += points
        self.reasons.append((points, reason))
        if kind:
            self.kinds.add(kind)

    def against(self, points: float, reason: str) -> None:
        """Speaks so much against that no person may be left out."""
        self.add(points, reason)
        self.conflicts.append(reason)


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many different employers share one key; what many share, says little."""

    blocks: Blocks

    def size(self, *key: str) -> int:
        return len({member.id for member in self.blocks.members(*key)})


def weigh(ours: Prepared, theirs: Prepared, rarity: Rarity, crowd: Crowd) -> Evidence:
    """All evidence on one pair."""
    evidence = Evidence(theirs)
    _weigh_numbers(evidence, ours, theirs)
    _weigh_name(evidence, ours, theirs, rarity)
    _weigh_address(evidence, ours, theirs, crowd)
    _weigh_contact(evidence, ours, theirs, crowd)
    _weigh_people(evidence, ours, theirs)
    _weigh_sector(evidence, ours, theirs)
    return evidence


def _weigh_numbers(evidence: Evidence, ours: Prepared, theirs: Prepared) -> None:
    one, other = ours.record.kvk_number, theirs.record.kvk_number
    if not one or not other:
        return
    if one == other:
        evidence.same_kvk_number = True
        evidence.add(50, "zelfde KvK-nummer", "kvk")
    else:
        evidence.against(-40, "ander KvK-nummer: mogelijk concern")


def _weigh_name(evidence: Evidence, ours: Prepared, theirs: Prepared, rarity: Rarity) -> None:
    name = compare_names(ours.names, theirs.names, rarity, ours.place_words | theirs.place_words)
    evidence.name = name
    percentage = round(100 * name.likeness)
    if name.likeness < OTHER_NAME:
        evidence.add(-5 if evidence.same_kvk_number else -15, "naam lijkt niet")
        return
    fit = min(1.0, max(0.0, (name.likeness - NAME_FROM) / (NAME_FULL - NAME_FROM)))
    points = NAME_POINTS * fit * (0.55 + 0.45 * min(1.0, name.information / NAME_INFORMATION))
    words = "naam gelijk zonder rechtsvorm" if name.likeness == 1 else f"naam {percentage}% gelijk zonder rechtsvorm"
    evidence.add(points, words, "name" if name.likeness >= STRONG_NAME and name.information >= 0.5 else "")
    if name.contradiction:
        evidence.against(-20, name.contradiction)


def _weigh_address(evidence: Evidence, ours: Prepared, theirs: Prepared, crowd: Crowd) -> None:
    evidence.same_place = not set(ours.areas).isdisjoint(theirs.areas)
    if ours.number is not None and ours.number == theirs.number:
        same_postcode = bool(ours.postcode) and ours.postcode == theirs.postcode
        same_street = _same_street(ours, theirs)
        if same_postcode or (same_street and evidence.same_place):
            _same_address(evidence, ours, theirs, same_postcode, crowd)
            return
    if ours.has_address and theirs.has_address:
        evidence.other_address = True
    if ours.postcode and ours.postcode == theirs.postcode:
        known = evidence.other_address
        evidence.add(10 if known else 18, "zelfde postcode, ander huisnummer" if known else "zelfde postcode")
    elif evidence.same_place:
        _same_town(evidence, ours, theirs)
    elif ours.areas and theirs.areas:
        evidence.add(-25, "plaats verschilt")


def _same_street(ours: Prepared, theirs: Prepared) -> bool:
    if not ours.street or not theirs.street:
        return False
    return ours.street == theirs.street or fuzz.ratio(ours.street, theirs.street) >= 85


def _same_address(evidence: Evidence, ours: Prepared, theirs: Prepared, same_postcode: bool, crowd: Crowd) -> None:
    words = "zelfde postcode en huisnummer" if same_postcode else "zelfde straat en huisnummer"
    if ours.suffix and theirs.suffix and ours.suffix != theirs.suffix:
        evidence.add(18, f"{words}, andere toevoeging")
        evidence.other_address = True
        return
    firms = crowd.size("postcode", theirs.postcode, str(theirs.number)) if theirs.postcode else 1
    if firms >= 4:
        evidence.add(24, f"{words} ({firms} bedrijven op dit adres)", "address")
    else:
        evidence.add(36 if same_postcode else 32, words, "address")


def _same_town(evidence: Evidence, ours: Prepared, theirs: Prepared) -> None:
    if not evidence.other_address:
        evidence.add(12, "zelfde plaats")
    elif _same_street(ours, theirs):
        evidence.add(8, "zelfde straat, ander huisnummer")
    else:
        evidence.add(4, "zelfde plaats, ander adres")


CONTACT = (
    ("phone", "zelfde telefoonnummer", 30),
    ("email", "zelfde e-mailadres", 34),
    ("domain", "zelfde webdomein", 26),
)


def _weigh_contact(evidence: Evidence, ours: Prepared, theirs: Prepared, crowd: Crowd) -> None:
    """The strongest counts whole, what comes with it a quarter: a shared mail address has a shared domain too."""
    found = []
    for kind, words, points in CONTACT:
        for value in set(_reachable(ours, kind)) & set(_reachable(theirs, kind)):
            firms = crowd.size(kind, value)
            found.append((10, f"{words} ({firms} bedrijven)", "") if firms >= 3 else (points, words, "contact"))
    found.sort(reverse=True)
    for place, (points, words, kind) in enumerate(found):
        evidence.add(points if place == 0 else points / 4, words, kind)


def _reachable(prepared: Prepared, kind: str) -> tuple[str, ...]:
    if kind == "domain":
        return prepared.domains
    return prepared.record.phones if kind == "phone" else prepared.record.emails


def _weigh_people(evidence: Evidence, ours: Prepared, theirs: Prepared) -> None:
    if shared := ours.surnames & theirs.surnames:
        evidence.add(10, f"zelfde contactpersoon ({min(shared).capitalize()})")
        return
    for person, firm in ((ours, theirs), (theirs, ours)):
        own_words = {word for form in person.names for word in form.words}
        named = {word for form in firm.names for word in form.words} - own_words
        if person.surnames & named:
            evidence.add(8, "achternaam van de contactpersoon staat in de naam")
            return


def _weigh_sector(evidence: Evidence, ours: Prepared, theirs: Prepared) -> None:
    one, other = ours.record.sector, theirs.record.sector
    if one and other:
        evidence.add(4 if one == other else -4, "zelfde sector" if one == other else "andere sector")
