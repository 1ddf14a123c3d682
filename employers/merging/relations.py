"""Everything that can hang on an employer, and how it moves when two become one.

Higher floors add relations; they are known here by name only. A relation without a rule stops every merge, so that
nothing is ever left behind unnoticed.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pghistory.models
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db.models import ForeignObjectRel, Model
from django.utils import timezone
from django.utils.module_loading import import_string

from employers.merging.journal import Journal
from employers.models import Employer, PossibleDuplicate

STAGES = {"unknown": 0, "none": 1, "informed": 1, "interested": 2, "starting": 3, "active": 4}  # of an interest

INTEREST = (
    "awareness", "experience", "since_year", "status", "kinds", "paths", "levels", "direction", "crebo", "places",
    "seasons", "barriers", "reason", "updated_by_id", "updated_at",
)  # fmt: skip
ATTENDANCE = {"invited": 0, "coming": 1, "been": 2}  # of an event


class UnknownRelationError(Exception):
    """Something hangs on an employer and nobody said what a merge does with it."""


@dataclass(frozen=True)
class Rule:
    """How the rows of one relation move.

    `twin_by` names the columns that make a row of the dropped employer the same as one of the kept employer; those two
    are handed to `join`, all other rows get the kept employer. `is_shown` is off for what only we know about. `around`
    names who finds the derived rows that a merge of these employers (keys) may make vanish, wherever they stand.
    """

    one: str
    many: str
    twin_by: tuple[str, ...] = ()
    only: Mapping[str, Any] | None = None
    join: Callable[["Moving", Model, Model], None] | None = None
    is_derived: bool = False
    is_shown: bool = True
    around: str = ""


@dataclass(frozen=True)
class Moving:
    """The rows of one relation underway from one employer to the other."""

    journal: Journal
    rule: Rule
    column: str
    keep: int
    drop: int
    by: int

    def point(self, row: Model, **also: Any) -> None:
        values = {self.column: self.keep, **also}
        self.journal.update(row, values, what=self.rule.one, is_derived=self.rule.is_derived)

    def take_over(self, ours: Model, theirs: Model, names: tuple[str, ...]) -> None:
        values = {name: getattr(theirs, name) for name in names}
        self.journal.update(ours, values, what=self.rule.one)

    def remove(self, row: Model) -> None:
        self.journal.delete(row, what=self.rule.one)


def _earliest_membership(moving: Moving, ours: Model, theirs: Model) -> None:
    """One membership of the two: the earliest day, and current when one of the two is."""
    if theirs.is_current and not ours.is_current:
        moving.take_over(ours, theirs, ("registration_id", "removed_at"))
    if theirs.since_on and (not ours.since_on or theirs.since_on < ours.since_on):
        moving.take_over(ours, theirs, ("since_on", "source_name"))
    moving.remove(theirs)


def _furthest_interest(moving: Moving, ours: Model, theirs: Model) -> None:
    """The stand that is furthest counts, of two equally far the newest; the other one is kept in the journal."""
    if _stand(theirs) > _stand(ours):
        moving.take_over(ours, theirs, INTEREST)
    moving.remove(theirs)


def _stand(interest: Model) -> tuple:
    return STAGES.get(interest.status, 0), interest.updated_at


def _furthest_attendance(moving: Moving, ours: Model, theirs: Model) -> None:
    """Who was there goes before who was expected, and then the note and the person of that row."""
    if ATTENDANCE.get(theirs.status, 0) > ATTENDANCE.get(ours.status, 0):
        moving.take_over(ours, theirs, ("status", "contact_person_id", "note", "added_by_id"))
    moving.remove(theirs)


def _one_of_the_two(moving: Moving, ours: Model, theirs: Model) -> None:
    """Both say the same."""
    moving.remove(theirs)


def _one_fixed_contact(moving: Moving, ours: Model, theirs: Model) -> None:
    """One adviser an organisation, or one that leads: that of the kept employer; the other stretch becomes history."""
    moving.point(theirs, until_on=max(timezone.localdate(), theirs.since_on))


def _earliest_claim(moving: Moving, ours: Model, theirs: Model) -> None:
    """One organisation holds one employer: the claim that was made first holds, the other one ends."""
    later = theirs if ours.made_at <= theirs.made_at else ours
    end = {"ended_at": timezone.now(), "ended_because": "merged"}
    if later is ours:
        moving.journal.update(ours, end, what=moving.rule.one)
    moving.point(theirs, **(end if later is theirs else {}))


def _same_over_different(moving: Moving, ours: Model, theirs: Model) -> None:
    """An entry that is one of the two employers is the employer that they become."""
    if theirs.is_same and not ours.is_same:
        moving.take_over(ours, theirs, ("is_same", "is_sister", "answered_by_id", "answered_at"))
    moving.remove(theirs)


STAYS = "stays"
RULES: dict[str, Rule | str] = {
    "employers.ErasedPerson.employer": Rule("verwijderde contactpersoon", "verwijderde contactpersonen"),
    "employers.ContactPerson.employer": Rule("contactpersoon", "contactpersonen"),
    "employers.Registration.employer": Rule("registratie op een lijst", "registraties op lijsten"),
    "employers.Accreditation.employer": Rule("erkenning van SBB", "erkenningen van SBB"),
    "employers.NetworkMembership.employer": Rule(
        "lidmaatschap", "lidmaatschappen", twin_by=("network_id",), join=_earliest_membership
    ),
    "employers.Employer.merged_into": Rule("eerdere samenvoeging", "eerdere samenvoegingen"),
    "employers.PossibleDuplicate.first": STAYS,  # pairs have two ends: `move_pairs`
    "employers.PossibleDuplicate.second": STAYS,
    "employers.Merge.keep": STAYS,  # says what happened then
    "employers.Merge.drop": STAYS,
    "outreach.ContactMoment.employer": Rule("contactmoment", "contactmomenten"),
    "outreach.FollowUp.employer": Rule("vervolgactie", "vervolgacties"),
    "outreach.Agreement.employer": Rule("afspraak", "afspraken"),
    "outreach.EventAttendance.employer": Rule(
        "aanwezigheid bij een bijeenkomst", "aanwezigheden bij bijeenkomsten", ("event_id",), join=_furthest_attendance
    ),
    "outreach.Claim.employer": Rule(
        "benaderslot", "benadersloten", twin_by=("ended_at",), only={"ended_at": None}, join=_earliest_claim
    ),
    "outreach.Interview.employer": Rule("behoeftegesprek", "behoeftegesprekken"),
    "outreach.AgendaItem.employer": Rule("agendapunt", "agendapunten"),
    "outreach.Interest.employer": Rule("interesse", "interesses", twin_by=("variant",), join=_furthest_interest),
    "outreach.SupportNeed.employer": Rule("hulpvraag", "hulpvragen"),
    "outreach.SchemeExplanation.employer": Rule("uitgelegde regeling", "uitgelegde regelingen"),
    "outreach.PortfolioEntry.employer": Rule(
        "vast contact", "vaste contacten", ("organisation_id",), {"until_on": None}, _one_fixed_contact
    ),
    "outreach.Lead.employer": Rule(
        "leidende organisatie", "leidende organisaties", ("until_on",), {"until_on": None}, _one_fixed_contact
    ),
    "outreach.Overlap.employer": Rule(
        "dubbele benadering", "dubbele benaderingen", is_derived=True, around="outreach.subjects.open_overlaps_around"
    ),
    "targets.Snooze.employer": Rule(
        "keer niet vandaag", "keren niet vandaag", ("adviser_id", "on"), join=_one_of_the_two, is_shown=False
    ),
    "imports.ImportRow.employer": Rule("regel uit een import", "regels uit imports"),
    "imports.ImportRow.sister": Rule("regel uit een import", "regels uit imports", is_shown=False),
    "imports.RememberedAnswer.employer": Rule(
        "bewaard antwoord", "bewaarde antwoorden", ("source_id", "own_key"), join=_same_over_different, is_shown=False
    ),
}


def relations() -> Iterator[tuple[str, ForeignObjectRel]]:
    """Every relation to an employer by name, hidden ones too.

    History is of its time and stays with the row that it was about. A many-to-many relation is the foreign key of its
    own table.
    """
    for relation in Employer._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.many_to_many:
            continue
        if not issubclass(relation.related_model, pghistory.models.Event):
            yield f"{relation.related_model._meta.label}.{relation.field.name}", relation


def check_relations() -> None:
    """Refuse as long as there is a relation that no rule covers."""
    unknown = {name for name, _ in relations()} - set(RULES)
    unknown |= {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    }
    if unknown:
        raise UnknownRelationError(f"No rule for a merge with: {', '.join(sorted(unknown))}")


def moved_relations() -> Iterator[tuple[Rule, ForeignObjectRel]]:
    check_relations()
    for name, relation in relations():
        rule = RULES[name]
        if isinstance(rule, Rule):
            yield rule, relation


def keep_derived(journal: Journal, *employers: int) -> None:
    """Remember what may be worked out anew once these employers are one, so that an undo brings the same rows back."""
    for rule in RULES.values():
        if isinstance(rule, Rule) and rule.around:
            for row in import_string(rule.around)(employers):
                journal.keep(row, what=rule.one)


def move_relations(journal: Journal, *, keep: int, drop: int, by: int) -> None:
    for rule, relation in moved_relations():
        moving = Moving(journal, rule, relation.field.attname, keep, drop, by)
        twins = twins_of(rule, relation, keep)
        for row in _rows(relation, drop):
            twin = twins.get(_twin_key(rule, row))
            rule.join(moving, twin, row) if twin else moving.point(row)


def counts(keep: int, drop: int) -> list[tuple[Rule, int, int]]:
    """Per relation that has something to move: how many rows, and how many of them the kept employer has too."""
    found = []
    for rule, relation in moved_relations():
        rows = list(_rows(relation, drop))
        if rows and rule.is_shown:
            twins = twins_of(rule, relation, keep)
            tally = Counter(_twin_key(rule, row) in twins for row in rows)
            found.append((rule, len(rows), tally[True]))
    return found


def employers_with_strays() -> set[int]:
    """Merged employers on which something hangs nevertheless."""
    strays: set[int] = set()
    for _, relation in moved_relations():
        merged = {f"{relation.field.name}__merged_into__isnull": False}
        column = relation.field.attname
        strays.update(relation.related_model._base_manager.filter(**merged).values_list(column, flat=True).distinct())
    return strays


def _rows(relation: ForeignObjectRel, employer: int):
    return relation.related_model._base_manager.filter(**{relation.field.attname: employer}).order_by("pk")


def twins_of(rule: Rule, relation: ForeignObjectRel, keep: int) -> dict[tuple, Model]:
    """The rows of the kept employer that a row of the other may be the same as."""
    if not rule.twin_by:
        return {}
    rows = _rows(relation, keep).filter(**(rule.only or {}))
    return {_twin_key(rule, row): row for row in rows}


def _twin_key(rule: Rule, row: Model) -> tuple:
    """Nothing when the row is of a kind that may stand beside others, such as a stretch that ended."""
    if not rule.twin_by or any(getattr(row, name) != value for name, value in (rule.only or {}).items()):
        return ()
    return tuple(getattr(row, name) for name in rule.twin_by)


def move_pairs(journal: Journal, *, keep: int, drop: int, by: int) -> None:
    """Questions and answers about the dropped employer are about the kept one; that these two are the same is said."""
    what = "mogelijk dubbel"
    known = {_other(pair, keep): pair for pair in _pairs_of(keep)}
    for pair in _pairs_of(drop):
        other = _other(pair, drop)
        if other == keep:
            answer = {"answer": PossibleDuplicate.Answer.SAME.value, "answered_by_id": by}
            journal.update(pair, answer | {"answered_at": timezone.now(), "is_postponed": False}, what=what)
        elif other in known:
            _join_pairs(journal, known[other], pair, what)
        else:
            first, second = sorted([keep, other])
            journal.update(pair, {"first_id": first, "second_id": second}, what=what)


def _pairs_of(employer: int):
    return list(PossibleDuplicate.objects.of_employer(employer).order_by("pk"))


def _other(pair: PossibleDuplicate, employer: int) -> int:
    return pair.second_id if pair.first_id == employer else pair.first_id


def _join_pairs(journal: Journal, ours: PossibleDuplicate, theirs: PossibleDuplicate, what: str) -> None:
    """A person's answer goes before an open question."""
    if ours.answer == PossibleDuplicate.Answer.OPEN:
        is_answered = theirs.answer != PossibleDuplicate.Answer.OPEN
        names = ("answer", "answered_by_id", "answered_at", "is_postponed", "shared_company") if is_answered else ()
        names += ("score", "reasons") if is_answered or theirs.score > ours.score else ()
        journal.update(ours, {name: getattr(theirs, name) for name in names}, what=what)
    journal.delete(theirs, what=what)
