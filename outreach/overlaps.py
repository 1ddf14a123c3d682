"""Finding overlaps: two organisations approach one employer shortly after each other (design.md 2).

The open overlaps follow from the approaches, the agreements, the possible duplicates and the closed overlaps alone.
Both the task after every saved approach and the nightly sweep work out which ones there should be and bring the
table in line with that, so that neither order nor repetition matters.

Days apart are counted between days in the Netherlands: 29 days apart overlaps, 30 does not, whatever the hour.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import TruncDate

from outreach.models import Agreement, ContactMoment, Overlap, OverlapMoment
from outreach.models.agreements import AgreementQuerySet
from outreach.models.contact_moments import ContactMomentQuerySet
from outreach.subjects import (
    connected,
    duplicate_links,
    employers_of,
    node_number,
    node_of,
    nodes_of,
    open_overlaps,
    possible_duplicates,
    subjects,
)

LOCK = 0x0E71A9  # first half of the advisory locks taken here: all of it for the sweep, one key a node for the rest

PAIRS = """
WITH approach AS MATERIALIZED ({approaches}),
possible_duplicate AS ({duplicates}),
tie AS (
  SELECT first_id AS employer, second_id AS other FROM possible_duplicate
  UNION ALL SELECT second_id, first_id FROM possible_duplicate
),
sides AS (
  SELECT one.id AS first, two.id AS second
  FROM accounts_organisation one JOIN accounts_organisation two ON one.id < two.id
),
pair AS (
  SELECT one.id AS one, two.id AS two, one.node AS one_node, two.node AS two_node,
         one.organisation_id AS first, two.organisation_id AS second,
         greatest(one.day, two.day) AS later, abs(two.day - one.day) AS apart
  FROM sides JOIN approach one ON one.organisation_id = sides.first
  JOIN approach two ON two.organisation_id = sides.second AND two.node = one.node AND abs(two.day - one.day) < %s
  UNION
  SELECT one.id, two.id, one.node, two.node, one.organisation_id, two.organisation_id,
         greatest(one.day, two.day), abs(two.day - one.day)
  FROM tie JOIN approach one ON one.employer_id = tie.employer JOIN approach two ON two.employer_id = tie.other
  WHERE one.organisation_id < two.organisation_id AND abs(two.day - one.day) < %s
),
agreed AS ({agreements}),
settled AS (
  SELECT member.contactmoment_id AS moment, closed.id AS overlap, closed.outcome,
         closed.first_organisation_id AS first, closed.second_organisation_id AS second
  FROM outreach_overlap closed JOIN outreach_overlap_moments member ON member.overlap_id = closed.id
  WHERE closed.closed_at IS NOT NULL
)
"""
NOT_AGREED = """NOT EXISTS (
    SELECT FROM agreed WHERE agreed.node IN (pair.one_node, pair.two_node)
      AND agreed.from_on <= pair.later AND (agreed.until_on IS NULL OR agreed.until_on >= pair.later))"""
OVERLAPPING = f"""
SELECT DISTINCT member.moment, member.node, pair.first, pair.second, approach.employer_id, approach.happened_at
FROM pair
CROSS JOIN LATERAL (VALUES (pair.one, pair.one_node), (pair.two, pair.two_node)) AS member (moment, node)
JOIN approach ON approach.id = member.moment
WHERE {NOT_AGREED}
  AND NOT ((pair.one, pair.first, pair.second) IN (SELECT moment, first, second FROM settled)
       AND (pair.two, pair.first, pair.second) IN (SELECT moment, first, second FROM settled))
ORDER BY approach.happened_at, member.moment
"""


class Key(NamedTuple):
    """What there is at most one open overlap of."""

    subject: str
    first: int
    second: int


@dataclass
class Wanted:
    """An overlap there should be: its moments, and the establishment of the first of them."""

    employer: int
    moments: set[int] = field(default_factory=set)


def detect_overlaps(employers: Iterable[int]) -> None:
    """Bring the open overlaps around these employers in line with the approaches."""
    nodes = nodes_of(employers)
    if not nodes:
        return
    with transaction.atomic():
        _reconcile(_lock_around(nodes))


def sweep_overlaps() -> None:
    """Bring all open overlaps in line with the approaches; heals whatever a lost task left behind."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        _reconcile(None)


def lock_around(overlap: Overlap) -> None:
    """Keep detection away from this overlap until the transaction ends."""
    _lock_around(nodes_of([overlap.employer_id, *overlap.moments.values_list("employer", flat=True)]))


def _lock_around(nodes: set[str]) -> set[str]:
    """Lock these nodes and all that is tied to them; answer with all of them, also what got tied in the meantime."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])
        locked: set[str] = set()
        while (around := connected(nodes)) - locked:
            keys = "SELECT DISTINCT hashtext(unnest(%s::text[])) AS key ORDER BY key"
            cursor.execute(f"SELECT pg_advisory_xact_lock(%s, key) FROM ({keys}) AS ordered", [LOCK, list(around)])
            locked |= around
    return around


def overlapping_moments(nodes: set[str] | None) -> Iterator[tuple]:
    """Rows (moment, node, first organisation, second organisation, employer, time) of the rule, earliest first.

    An approach overlaps with one by another organisation to the same employer, company or possible double, less than
    OVERLAP_DAYS apart, neither joint, without an agreement on the day of the later one. Two approaches that were both
    dealt with in closed overlaps do not come back; together with a new one they do.
    """
    approaches = ContactMoment.objects.approaches().filter(is_joint=False).order_by()
    agreements = Agreement.objects.order_by()
    if nodes is not None:
        here = employers_of(nodes)
        approaches = approaches.filter(employer__in=here)
        agreements = agreements.filter(employer__in=here)
    rows = with_pairs(OVERLAPPING, approaches, agreements, settings.OVERLAP_DAYS)
    return ((moment, node_of(number), *others) for moment, number, *others in rows)


def with_pairs(
    query: str, approaches: ContactMomentQuerySet, agreements: AgreementQuerySet, days: int, also: Sequence = ()
) -> list[tuple]:
    """Rows of a query over the pairs of approaches less than so many days apart (PAIRS); `also` are its parameters."""
    approaches = approaches.annotate(day=TruncDate("happened_at"), node=node_number("employer__"))
    queries = {
        "approaches": approaches.values("id", "employer_id", "organisation_id", "happened_at", "day", "node"),
        "duplicates": possible_duplicates().order_by().values("first_id", "second_id"),
        "agreements": agreements.annotate(node=node_number("employer__")).values("node", "from_on", "until_on"),
    }
    compiled = {name: rows.query.sql_with_params() for name, rows in queries.items()}
    parameters = (*compiled["approaches"][1], *compiled["duplicates"][1], days, days, *compiled["agreements"][1], *also)
    with connection.cursor() as cursor:
        cursor.execute(PAIRS.format(**{name: sql for name, (sql, _) in compiled.items()}) + query, parameters)
        return cursor.fetchall()


def _wanted(nodes: set[str] | None) -> dict[Key, Wanted]:
    subject_of = subjects(duplicate_links(nodes))
    wanted: dict[Key, Wanted] = {}
    for moment, node, first, second, employer, _ in overlapping_moments(nodes):
        key = Key(subject_of.get(node, node), first, second)
        wanted.setdefault(key, Wanted(employer)).moments.add(moment)
    return wanted


def _reconcile(nodes: set[str] | None) -> None:
    """Remove, change and add open overlaps until they are the wanted ones; touches nothing that is right already."""
    wanted = _wanted(nodes)
    kept, dropped = _match(wanted, nodes)
    Overlap.objects.filter(pk__in=dropped).delete()
    changed = []
    for key, overlap in kept.items():
        if (overlap.subject, overlap.employer_id) != (key.subject, wanted[key].employer):
            overlap.subject, overlap.employer_id = key.subject, wanted[key].employer
            changed.append(overlap)
    Overlap.objects.bulk_update(changed, ["subject", "employer"])
    new = [
        Overlap(
            subject=key.subject,
            employer_id=it.employer,
            first_organisation_id=key.first,
            second_organisation_id=key.second,
        )
        for key, it in wanted.items()
        if key not in kept
    ]
    Overlap.objects.bulk_create(new)
    _set_moments({overlap.pk: wanted[_key(overlap)].moments for overlap in [*kept.values(), *new]})


def _match(wanted: dict[Key, Wanted], nodes: set[str] | None) -> tuple[dict[Key, Overlap], list[int]]:
    """Which open overlap stays on as which wanted one, and which are no longer wanted.

    One whose subject changed, because the employer got a company or a double was judged, is known by its moments.
    """
    standing = {_key(overlap): overlap for overlap in open_overlaps(nodes).prefetch_related("moments")}
    kept = {key: standing.pop(key) for key in wanted if key in standing}
    renamed = defaultdict(list)
    for overlap in sorted(standing.values(), key=lambda it: it.pk):
        for moment in overlap.moments.all():
            renamed[overlap.first_organisation_id, overlap.second_organisation_id, moment.pk].append(overlap)
    taken: set[int] = set()
    for key in [key for key in wanted if key not in kept]:
        known = {it.pk: it for moment in wanted[key].moments for it in renamed[key.first, key.second, moment]}
        free = sorted(known.keys() - taken)
        if free:
            kept[key] = known[free[0]]
            taken.add(free[0])
    return kept, [overlap.pk for overlap in standing.values() if overlap.pk not in taken]


def _key(overlap: Overlap) -> Key:
    return Key(overlap.subject, overlap.first_organisation_id, overlap.second_organisation_id)


def _set_moments(moments: dict[int, set[int]]) -> None:
    """Give each overlap exactly these moments."""
    wanted = {(overlap, moment) for overlap, members in moments.items() for moment in members}
    rows = OverlapMoment.objects.filter(overlap__in=moments).values_list("overlap", "contactmoment", "pk")
    present = {(overlap, moment): pk for overlap, moment, pk in rows}
    OverlapMoment.objects.filter(pk__in=[pk for pair, pk in present.items() if pair not in wanted]).delete()
    missing = sorted(wanted - present.keys())
    OverlapMoment.objects.bulk_create(
        [OverlapMoment(overlap_id=overlap, contactmoment_id=moment) for overlap, moment in missing]
    )
