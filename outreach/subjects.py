"""What counts as one thing to approach: an employer, its company, or records held to be possible doubles.

A node names a company ("company:12") or an employer without one ("employer:34"). Nodes tied together by possible
duplicates share one subject, so that one double approach never shows as two.
"""

from collections.abc import Iterable

from django.db.models import BigIntegerField, Case, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat

from employers.models import Employer, PossibleDuplicate
from outreach.models import Overlap, OverlapMoment

HELD_TO_BE_SAME = [PossibleDuplicate.Answer.OPEN, PossibleDuplicate.Answer.SAME]


def node_expression(employer: str = "") -> Case:
    """The node of an employer in SQL; `employer` is the path to it, such as "employer__"."""
    alone = {f"{employer}company__isnull": True}
    return Case(
        When(**alone, then=Concat(Value("employer:"), f"{employer}pk")),
        default=Concat(Value("company:"), f"{employer}company_id"),
        output_field=TextField(),
    )


def node_number(employer: str = "") -> Case:
    """The node of an employer as a number, which the database compares faster; `node_of` makes it a node again."""
    alone = {f"{employer}company__isnull": True}
    return Case(
        When(**alone, then=-F(f"{employer}pk")), default=F(f"{employer}company_id"), output_field=BigIntegerField()
    )


def node_of(number: int) -> str:
    return f"company:{number}" if number > 0 else f"employer:{-number}"


def possible_duplicates() -> QuerySet:
    return PossibleDuplicate.objects.filter(answer__in=HELD_TO_BE_SAME)


def alike(employer: Employer) -> QuerySet:
    """Keys of the employer, its sister establishments and its possible doubles: who is approached when it is.

    One look-up each, put together: with OR the database would go through the whole register.
    """
    pairs = possible_duplicates().order_by()
    ways = [pairs.filter(first=employer.pk).values("second"), pairs.filter(second=employer.pk).values("first")]
    if employer.company_id:
        ways.append(Employer.objects.filter(company=employer.company_id).order_by().values("pk"))
    return Employer.objects.filter(pk=employer.pk).order_by().values("pk").union(*ways, all=True)


def nodes_of(employers: Iterable[int]) -> set[str]:
    return set(Employer.objects.filter(pk__in=set(employers)).values_list(node_expression(), flat=True))


def employers_of(nodes: Iterable[str]) -> list[int]:
    """Keys of all employers of these nodes."""
    keys = {"company": [], "employer": []}
    for node in nodes:
        kind, key = node.split(":")
        keys[kind].append(int(key))
    of_company = Employer.objects.filter(company__in=keys["company"]).values_list("pk", flat=True)
    alone = Employer.objects.filter(company=None, pk__in=keys["employer"]).values_list("pk", flat=True)
    return [*of_company, *alone]


def connected(nodes: set[str]) -> set[str]:
    """These nodes and all that possible duplicates or open overlaps tie to them, directly or through others."""
    found: set[str] = set()
    while nodes:
        found |= nodes
        nodes = (_tied_by_duplicates(nodes) | _tied_by_overlaps(nodes)) - found
    return found


def _tied_by_duplicates(nodes: set[str]) -> set[str]:
    return {node for link in duplicate_links(nodes) for _, node in link}


def _tied_by_overlaps(nodes: set[str]) -> set[str]:
    keys = _open_overlap_keys(nodes)
    if not keys:
        return set()
    held = OverlapMoment.objects.filter(overlap__in=keys).values_list("employer", flat=True)
    return nodes_of([*held, *Overlap.objects.filter(pk__in=keys).values_list("employer", flat=True)])


def open_overlaps(nodes: set[str] | None) -> QuerySet:
    """Open overlaps that touch these nodes by their subject, their employer or a moment; None means all."""
    found = Overlap.objects.open()
    return found if nodes is None else found.filter(pk__in=_open_overlap_keys(nodes))


def open_overlaps_around(employers: Iterable[int]) -> QuerySet:
    """Open overlaps that may become another, or one with another, when something changes about these employers."""
    return open_overlaps(connected(nodes_of(employers))).order_by("pk")


def _open_overlap_keys(nodes: set[str]) -> set[int]:
    """Three plain look-ups: one query with OR over the joins is slow as long as the tables have no statistics."""
    here = employers_of(nodes)
    found = Overlap.objects.open()
    ways = [{"subject__in": nodes}, {"employer__in": here}, {"parts__employer__in": here}]
    return {key for way in ways for key in found.filter(**way).values_list("pk", flat=True)}


def duplicate_links(nodes: set[str] | None) -> list[tuple[tuple[int, str], tuple[int, str]]]:
    """Possible duplicates as two (employer, node) ends; of these nodes, or all."""
    pairs = possible_duplicates()
    if nodes is not None:
        here = employers_of(nodes)
        pairs = pairs.filter(Q(first__in=here) | Q(second__in=here))
    rows = pairs.values_list("first", node_expression("first__"), "second", node_expression("second__"))
    return [((first, first_node), (second, second_node)) for first, first_node, second, second_node in rows]


def subjects(links: Iterable[tuple[tuple[int, str], tuple[int, str]]]) -> dict[str, str]:
    """The subject of every linked node: among nodes tied together, the node of the lowest-numbered employer.

    A node without links is its own subject and is not in the answer.
    """
    leader: dict[str, tuple[int, str]] = {}
    members: dict[tuple[int, str], set[str]] = {}
    for link in links:
        ends = {leader.get(node, (employer, node)) for employer, node in link} | set(link)
        lowest = min(ends)
        joined = {node for _, node in ends}.union(*(members.pop(end, set()) for end in ends))
        members[lowest] = joined
        leader.update(dict.fromkeys(joined, lowest))
    return {node: found[1] for node, found in leader.items()}
