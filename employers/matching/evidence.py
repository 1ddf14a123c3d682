"""Points for and against two records being one establishment, each with its reason in Dutch.

The kinds of evidence (numbers, name, address, contact data) are independent of one another: an unattended link needs
two of them. The points add up to the score; `verdicts.py` says what a score means.
"""

from dataclasses import dataclass, field

from employers.matching.addresses import Nearness, nearness
from employers.matching.blocks import Blocks
from employers.matching.likeness import HOLDING, NOT_ALIKE, NameLikeness, compare_names
from employers.matching.names import NameForm
from employers.matching.prepared import Prepared
from employers.matching.rarity import Rarity
from employers.matching.scores import DOUBT
from employers.names import email_domain

NAME_POINTS = 58
NAME_FROM = 0.55  # likeness from which a name speaks for
NAME_FULL = 0.97
NAME_INFORMATION = 1.1  # shared rarity from which a name earns all its points
OTHER_NAME = 0.4
STRONG_NAME = 0.8
TWIN_NAME = 0.93  # likeness from which two firms may be branches of one
PARTLY = 0.5
SPELLED_POINTS = 20  # where the names are not alike but the web domain of one spells the other: a trade name
BY_DOMAIN = 0.92  # likeness of a name to the web domain that spells it

ADDRESS_POINTS = {
    # nearness: points, reason, kind of evidence
    Nearness.SAME_DOOR: (36, "zelfde postcode en huisnummer", "address"),
    Nearness.SAME_DOOR_BY_STREET: (32, "zelfde straat en huisnummer", "address"),
    Nearness.OTHER_SUFFIX: (18, "zelfde huisnummer, andere toevoeging", "near"),
    Nearness.POSTCODE_ONLY: (18, "zelfde postcode", "near"),
    Nearness.SAME_TOWN: (12, "zelfde plaats", ""),
    Nearness.SAME_POSTCODE: (10, "zelfde postcode, ander huisnummer", ""),
    Nearness.SAME_STREET: (8, "zelfde straat, ander huisnummer", ""),
    Nearness.OTHER_IN_TOWN: (4, "zelfde plaats, ander adres", ""),
    Nearness.NEXT_TOWN: (-15, "plaats verschilt", ""),
    Nearness.ELSEWHERE: (-25, "plaats verschilt", ""),
}
NEIGHBOURS = {Nearness.SAME_STREET, Nearness.SAME_POSTCODE, Nearness.OTHER_SUFFIX}
OTHER_ADDRESSES = {Nearness.OTHER_SUFFIX, Nearness.SAME_POSTCODE, Nearness.SAME_STREET, Nearness.OTHER_IN_TOWN}
BUSINESS_CENTRE = 4  # firms at one address from which the address says less
BUSINESS_CENTRE_POINTS = 24

CONTACT_POINTS = {
    "email": (34, "zelfde e-mailadres"),
    "phone": (30, "zelfde telefoonnummer"),
    "domain": (26, "zelfde webdomein"),
}
SHARED_CONTACT = 3  # firms with one phone or mail address from which it is an accountant's or a chain's
SHARED_CONTACT_POINTS = 10


@dataclass(slots=True)
class Evidence:
    """What two records say about each other. `kinds` are the independent kinds that strongly agree."""

    prepared: Prepared
    name: NameLikeness = NOT_ALIKE
    points: float = 0.0
    reasons: list[tuple[float, str]] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    conflicts: list[str] = field(default_factory=list)
    nearness: Nearness = Nearness.UNKNOWN
    same_kvk_number: bool = False
    doubts: int = 0
    shared_points: float = 0.0  # for what all branches of a firm may have: its web domain and mail at it

    @property
    def branch_points(self) -> float:
        """What speaks for this very branch."""
        return self.points - self.shared_points

    @property
    def sureness(self) -> float:
        """What candidates are ranked by."""
        return self.points - DOUBT * self.doubts

    @property
    def same_place(self) -> bool:
        return self.nearness > Nearness.UNKNOWN

    @property
    def other_address(self) -> bool:
        return self.nearness in OTHER_ADDRESSES

    @property
    def is_neighbour(self) -> bool:
        """Near enough for one slip in a house number to make the one address the other."""
        return self.nearness in NEIGHBOURS

    def add(self, points: float, reason: str, kind: str = "") -> None:
        self.points += points
        self.reasons.append((points, reason))
        if kind:
            self.kinds.add(kind)

    def against(self, points: float, reason: str) -> None:
        """Speaks so much against that a person has to look."""
        self.add(points, reason)
        self.conflicts.append(reason)

    def doubt(self, reason: str) -> None:
        """Does not speak against, but there may be another that fits as well: a person has to look."""
        self.against(0, reason)
        self.doubts += 1

    def is_doubt(self, points: float, reason: str) -> bool:
        return points == 0 and reason in self.conflicts


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many different employers share one key; what many share, says little."""

    blocks: Blocks

    def size(self, *key: str) -> int:
        return len(set(self.blocks.members(*key)))


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
    if not ours.kvk_number or not theirs.kvk_number:
        return
    if ours.kvk_number == theirs.kvk_number:
        evidence.same_kvk_number = True
        evidence.add(50, "zelfde KvK-nummer", "kvk")
    else:
        evidence.against(-40, "ander KvK-nummer: mogelijk concern")


def _weigh_name(evidence: Evidence, ours: Prepared, theirs: Prepared, rarity: Rarity) -> None:
    name = compare_names(ours.names, theirs.names, rarity, ours.place_words | theirs.place_words)
    partly = PARTLY <= name.likeness < STRONG_NAME and not name.contradiction
    spelled = partly and _spelled_by_domain(ours, theirs)
    if spelled:
        name = NameLikeness(BY_DOMAIN, sum(map(rarity.weight, spelled.words)), name.contradiction)
    evidence.name = name
    if name.likeness < OTHER_NAME and _spelled_by_domain(ours, theirs):
        evidence.add(SPELLED_POINTS, "webadres spelt de naam")
        return
    if name.likeness < OTHER_NAME:
        evidence.add(-5 if evidence.same_kvk_number else -15, "naam lijkt niet")
        return
    fit = min(1.0, max(0.0, (name.likeness - NAME_FROM) / (NAME_FULL - NAME_FROM)))
    points = NAME_POINTS * fit * (0.55 + 0.45 * min(1.0, name.information / NAME_INFORMATION))
    percentage = min(99, round(100 * name.likeness))
    words = "naam gelijk zonder rechtsvorm" if name.likeness == 1 else f"naam {percentage}% gelijk zonder rechtsvorm"
    words = "webadres spelt de naam" if spelled else words
    evidence.add(points, words, "name" if name.likeness >= STRONG_NAME and name.information >= 0.5 else "")
    if name.contradiction:
        evidence.against(-35 if name.contradiction == HOLDING else -20, name.contradiction)


def _spelled_by_domain(ours: Prepared, theirs: Prepared) -> NameForm | None:
    """The name of one that the web domain of the other spells: a trade name that its list left out."""
    for one, other in ((ours, theirs), (theirs, ours)):
        spelled = set(one.domain_letters)
        for form in other.names if spelled else ():
            if len(form.letters) >= 6 and form.letters in spelled:
                return form
    return None


def _weigh_address(evidence: Evidence, ours: Prepared, theirs: Prepared, crowd: Crowd) -> None:
    """The nearest pair of addresses counts: an employer may be known at an older address too."""
    near, at = max(
        ((nearness(one, other), other) for one in ours.addresses for other in theirs.addresses),
        key=lambda found: found[0],
    )
    evidence.nearness = near
    if near not in ADDRESS_POINTS:
        return
    points, words, kind = ADDRESS_POINTS[near]
    firms = crowd.size("postcode", at.postcode, str(at.number)) if kind == "address" and at.postcode else 1
    if firms >= BUSINESS_CENTRE:
        points, words = BUSINESS_CENTRE_POINTS, f"{words} ({firms} bedrijven op dit adres)"
    evidence.add(points, words, kind)


def _weigh_contact(evidence: Evidence, ours: Prepared, theirs: Prepared, crowd: Crowd) -> None:
    """The strongest counts whole, what comes with it a quarter: a shared mail address has a shared domain too.

    A web domain, and mail at it, may be those of all branches; a phone or a mailbox at a provider is one branch's own.
    """
    found = []
    for kind, value in ours.contact & theirs.contact:
        points, words = CONTACT_POINTS[kind]
        firms = crowd.size(kind, value)
        if firms >= SHARED_CONTACT:
            found.append((SHARED_CONTACT_POINTS, f"{words} ({firms} bedrijven)", ""))
        else:
            found.append((points, words, "contact"))
            if kind == "phone" or (kind == "email" and not email_domain(value)):
                evidence.kinds.add("own contact")
    before = evidence.points
    found.sort(reverse=True)
    for place, (points, words, kind) in enumerate(found):
        evidence.add(points if place == 0 else points / 4, words, kind)
    if "own contact" not in evidence.kinds:
        evidence.shared_points = evidence.points - before


def _weigh_people(evidence: Evidence, ours: Prepared, theirs: Prepared) -> None:
    if shared := ours.surnames & theirs.surnames:
        evidence.add(10, f"zelfde contactpersoon ({min(shared).capitalize()})", "person")
    elif ours.surnames & (theirs.words - ours.words) or theirs.surnames & (ours.words - theirs.words):
        evidence.add(8, "achternaam van de contactpersoon staat in de naam")


def _weigh_sector(evidence: Evidence, ours: Prepared, theirs: Prepared) -> None:
    if ours.sector and theirs.sector:
        same = ours.sector == theirs.sector
        evidence.add(4 if same else -4, "zelfde sector" if same else "andere sector")
