"""Merge, then undo: the database is what it was, whatever hung on the two employers.

Every stored column of every table is compared, but for: the history that the database keeps by itself, the record of
the merge, the version and time of change of the two employers (they count on), and the row numbers of plain
many-to-many tables.
"""

from datetime import date, timedelta

import pghistory.models
import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from employers.merging import merge_employers, undo_merge
from employers.merging.journal import snapshot
from employers.merging.relations import RULES, relations
from employers.models import (
    Accreditation,
    Employer,
    ErasedPerson,
    Merge,
    Network,
    NetworkMembership,
    PossibleDuplicate,
    SourceList,
)
from imports.models import ImportBatch, ImportRow, RememberedAnswer
from outreach import overlaps
from outreach.claims import ClaimedByOtherError, claim_employer, release_claim
from outreach.interviewing import begin_interview, finish_interview
from outreach.models import (
    AgendaItem,
    Agreement,
    EventAttendance,
    Lead,
    NetworkEvent,
    Overlap,
    OverlapMoment,
    Scheme,
    Variant,
)
from outreach.schemes import explain_scheme, set_explained
from targets.models import Snooze
from tests.factories import (
    CompanyFactory,
    ContactMomentFactory,
    ContactPersonFactory,
    EmployerFactory,
    FollowUpFactory,
    InterestFactory,
    MeetingFactory,
    PortfolioEntryFactory,
    RegistrationFactory,
    SupportNeedFactory,
)
from tests.properties import tried

pytestmark = pytest.mark.django_db

NOT_COMPARED = (Merge, Session)
COUNTS_ON = {"version", "updated_at"}


def dump():
    """Every row of every table, by table and key."""
    models = [it for it in apps.get_models(include_auto_created=True) if not issubclass(it, NOT_COMPARED)]
    models = [it for it in models if not issubclass(it, pghistory.models.Event) and it._meta.app_label != "pghistory"]
    return {model._meta.label: sorted(_rows(model), key=str) for model in models}


def _rows(model):
    left_out = (
        COUNTS_ON if model is Employer else {"id"} if model._meta.auto_created or model is OverlapMoment else set()
    )
    for row in model._base_manager.all():
        yield {name: value for name, value in snapshot(row).items() if name not in left_out}


DAYS = st.integers(0, 40)
SIDES = st.sampled_from(["keep", "drop", "third"])
ORGANISATIONS = st.sampled_from(["lwl", "baanbrekend"])
STATUSES = st.sampled_from(["unknown", "none", "informed", "interested", "active"])


@st.composite
def worlds(draw):
    """What hangs on the three employers, as lists of plain facts; what must be unique is."""
    return {
        "people": draw(st.lists(SIDES, max_size=3)),
        "erased": draw(st.lists(SIDES, max_size=2)),
        "moments": draw(st.lists(st.tuples(SIDES, ORGANISATIONS, DAYS), max_size=6)),
        "is_closed": draw(st.booleans()),
        "follow_ups": draw(st.lists(SIDES, max_size=3)),
        "needs": draw(st.lists(SIDES, max_size=2)),
        "schemes": draw(st.lists(st.tuples(SIDES, st.booleans()), max_size=2)),
        "agreements": draw(st.lists(SIDES, max_size=2)),
        "claims": draw(st.dictionaries(SIDES, st.tuples(ORGANISATIONS, DAYS, st.booleans()))),
        "snoozes": draw(st.sets(st.tuples(SIDES, ORGANISATIONS))),
        "interviews": draw(st.lists(st.tuples(SIDES, st.booleans()), max_size=2)),
        "agenda_items": draw(st.lists(SIDES, max_size=2)),
        "interests": draw(st.dictionaries(st.tuples(SIDES, st.sampled_from(Variant.values[:2])), STATUSES)),
        "portfolio": draw(st.dictionaries(st.tuples(SIDES, ORGANISATIONS, st.booleans()), DAYS, max_size=6)),
        "leads": draw(st.dictionaries(st.tuples(SIDES, st.booleans()), ORGANISATIONS)),
        "networks": draw(st.dictionaries(st.tuples(SIDES, st.integers(0, 1)), st.none() | DAYS)),
        "left_networks": draw(st.sets(st.tuples(SIDES, st.integers(0, 1)), max_size=2)),
        "attendances": draw(
            st.dictionaries(
                st.tuples(SIDES, st.integers(0, 1)), st.sampled_from(["invited", "coming", "been"]), max_size=4
            )
        ),
        "accreditations": draw(st.sets(st.tuples(SIDES, st.sampled_from(["S1", "S2"]), st.integers(0, 2)), max_size=4)),
        "is_listed": draw(st.booleans()),
        "registrations": draw(st.lists(SIDES, max_size=3)),
        "rows": draw(st.lists(SIDES, max_size=3)),
        "answers": draw(st.dictionaries(st.tuples(SIDES, st.integers(0, 1)), st.booleans())),
        "pairs": draw(
            st.dictionaries(
                st.sampled_from([("keep", "drop"), ("keep", "third"), ("drop", "third"), ("drop", "gone")]),
                st.sampled_from(PossibleDuplicate.Answer.values),
            )
        ),
        "values": draw(st.lists(st.fixed_dictionaries(VALUES), min_size=3, max_size=3)),
        "chosen": draw(st.dictionaries(st.sampled_from(["phone", "numbers", "address", "size"]), KEEP_OR_DROP)),
        "has_earlier_merge": draw(st.booleans()),
    }


KEEP_OR_DROP = st.sampled_from(["keep", "drop"])
VALUES = {
    "phone": st.sampled_from(["", "+31780000101", "+31780000102"]),
    "street": st.sampled_from(["", "Lindtstraat", "Voorstraat"]),
    "remarks": st.sampled_from(["", "Belt graag", "Ingang achterom"]),
    "is_opted_out": st.booleans(),
    "size": st.none() | st.integers(0, 60),
    "has_company": st.booleans(),
    "source": st.sampled_from(["", "kvk", "lwl", "person"]),
}


def build(world, people):
    employers = {
        side: _employer(values) for side, values in zip(("keep", "drop", "third"), world["values"], strict=True)
    }
    employers["gone"] = EmployerFactory(merged_into=employers["drop"] if world["has_earlier_merge"] else None)
    _build_outreach(world, employers, people)
    _build_lists(world, employers, people["lwl"])
    for (one, other), answer in world["pairs"].items():
        first, second = sorted([employers[one], employers[other]], key=lambda it: it.pk)
        PossibleDuplicate.objects.create(first=first, second=second, answer=answer, reasons=["zelfde naam"])
    overlaps.sweep_overlaps()
    for employer in employers.values():
        employer.refresh_from_db()  # a finished interview wrote that the size was not asked
    if world["is_closed"]:
        Overlap.objects.filter(pk__in=Overlap.objects.order_by("pk")[:1]).update(
            closed_at=timezone.now(), outcome="coordinated"
        )
    return employers["keep"], employers["drop"]


def _employer(values):
    values = dict(values)
    source, has_company = values.pop("source"), values.pop("has_company")
    entry = {"source": source, "label": source, "on": "2026-01-01"}
    names = ["phone", "street", "size", "company"]
    provenance = {name: dict(entry) for name in names} if source else {}
    return EmployerFactory(**values, company=CompanyFactory() if has_company else None, provenance=provenance)


def _build_outreach(world, employers, people):
    for side in world["people"]:
        ContactPersonFactory(employer=employers[side])
    for side in world["erased"]:
        ErasedPerson.objects.create(employer=employers[side], mark="a" * 64, erased_by=people["lwl"])
    for side, organisation, days in world["moments"]:
        moment = {"employer": employers[side], "adviser": people[organisation]}
        ContactMomentFactory(**moment, happened_at=timezone.now() - timedelta(days=days))
    for side in world["follow_ups"]:
        FollowUpFactory(employer=employers[side], adviser=people["lwl"])
    for side in world["needs"]:
        SupportNeedFactory(employer=employers[side], adviser=people["lwl"])
    _build_schemes(world, employers, people["lwl"])
    for side in world["agreements"]:
        Agreement.objects.create(
            employer=employers[side], text="LWL belt", made_by=people["lwl"], from_on=date(2020, 1, 1),
            until_on=date(2020, 2, 1),
        )  # fmt: skip
    _build_events(world, employers, people["lwl"])
    for side, is_finished in world["interviews"]:
        interview = begin_interview(by=people["lwl"], employer=employers[side], form="new")
        if is_finished:
            finish_interview(by=people["lwl"], interview=interview, channel="visit", happened_at=timezone.now())
    for side, organisation in world["snoozes"]:
        Snooze.objects.create(employer=employers[side], adviser=people[organisation])
    for side, (organisation, days, is_ended) in world["claims"].items():
        until = timezone.localdate() + timedelta(days=days)
        claim = claim_employer_of(employers[side], people[organisation], until)
        if claim and is_ended:
            release_claim(claim=claim, by=claim.adviser)
    meeting = MeetingFactory(planned_by=people["lwl"])
    for side in world["agenda_items"]:
        AgendaItem.objects.create(meeting=meeting, kind="planned", title="Bezoek", employer=employers[side])
    for (side, variant), status in world["interests"].items():
        InterestFactory(employer=employers[side], variant=variant, status=status, updated_by=people["lwl"])
    for (side, is_current), organisation in world["leads"].items():
        until = None if is_current else date(2026, 1, 31)
        leads = people[organisation]
        Lead.objects.create(
            employer=employers[side], organisation=leads.organisation, since_on=date(2026, 1, 1), until_on=until,
            chosen_by=leads,
        )  # fmt: skip
    for (side, organisation, is_current), days in world["portfolio"].items():
        since = timezone.localdate() - timedelta(days=days)
        PortfolioEntryFactory(
            employer=employers[side],
            adviser=people[organisation],
            since_on=since,
            until_on=None if is_current else since,
        )


def _build_schemes(world, employers, adviser):
    """Explained in a contact and apart from one."""
    scheme = Scheme.objects.first()
    for side, is_in_contact in world["schemes"]:
        if is_in_contact:
            moment = ContactMomentFactory(employer=employers[side], adviser=adviser)
            set_explained(by=adviser, moment=moment, schemes=[scheme])
        else:
            explain_scheme(by=adviser, employer=employers[side], scheme=scheme)


def _build_events(world, employers, adviser):
    events = [
        NetworkEvent.objects.create(title=f"Ontbijt {number}", starts_at=timezone.now(), created_by=adviser)
        for number in range(2)
    ]
    for (side, index), status in world["attendances"].items():
        EventAttendance.objects.create(
            employer=employers[side], event=events[index], status=status, note=side, added_by=adviser
        )


def claim_employer_of(employer, adviser, until):
    """A claim, unless the other organisation holds a record that may be the same."""
    try:
        return claim_employer(employer=employer, by=adviser, until_on=until)
    except ClaimedByOtherError:
        return None


def _build_lists(world, employers, user):
    networks = Network.objects.order_by("pk")[:2]
    for (side, index), days in world["networks"].items():
        since = None if days is None else timezone.localdate() - timedelta(days=days)
        entry = RegistrationFactory(employer=employers[side], is_current=world["is_listed"]) if index else None
        NetworkMembership.objects.create(
            employer=employers[side], network=networks[index], since_on=since, registration=entry,
            removed_at=timezone.now() if (side, index) in world["left_networks"] else None,
        )  # fmt: skip
    _build_accreditations(world, employers)
    for side in world["registrations"]:
        RegistrationFactory(employer=employers[side])
    source = SourceList.objects.get(slug="baanbrekend")
    batch = ImportBatch.objects.create(source=source, filename="lijst.xlsx", sha256="0" * 64)
    for number, side in enumerate(world["rows"]):
        sister = employers[world["rows"][-1 - number]]
        ImportRow.objects.create(batch=batch, row_number=number, employer=employers[side], sister=sister)
    for (side, key), is_same in world["answers"].items():
        RememberedAnswer.objects.create(
            source=source, own_key=f"S{key}", employer=employers[side], is_same=is_same, answered_by=user
        )


def _build_accreditations(world, employers):
    """What two of them have of one leerbedrijf is unique: the number of the side is in it."""
    source = SourceList.objects.get(slug="sbb")
    for side, number, code in sorted(world["accreditations"]):
        Accreditation.objects.create(
            employer=employers[side], source=source, leerbedrijf_id=f"{number}-{side}", crebo=f"2518{code}",
            checked_on=date(2026, 1, 1),
        )  # fmt: skip


EVERYTHING = {
    "people": ["drop"],
    "erased": ["drop"],
    "moments": [("drop", "lwl", 3), ("drop", "baanbrekend", 1)],
    "is_closed": False,
    "follow_ups": ["drop"],
    "needs": ["drop"],
    "schemes": [("drop", True), ("drop", False)],
    "agreements": ["drop"],
    "claims": {"drop": ("lwl", 3, False)},
    "snoozes": {("drop", "lwl")},
    "interviews": [("drop", True)],
    "agenda_items": ["drop"],
    "interests": {("drop", Variant.values[0]): "interested"},
    "portfolio": {("drop", "lwl", True): 3},
    "leads": {("drop", True): "lwl"},
    "networks": {("drop", 0): 3},
    "left_networks": set(),
    "attendances": {("drop", 0): "been"},
    "accreditations": {("drop", "S1", 0)},
    "is_listed": True,
    "registrations": ["drop"],
    "rows": ["drop"],
    "answers": {("drop", 0): True},
    "pairs": {("keep", "drop"): "open", ("drop", "third"): "open", ("drop", "gone"): "different"},
    "values": [{"source": "", "has_company": False}] * 3,
    "chosen": {},
    "has_earlier_merge": True,
}
NOTHING = {name: type(value)() for name, value in EVERYTHING.items()} | {"values": EVERYTHING["values"]}
OVERLAP_OF_KEEP_GIVES_WAY = NOTHING | {  # the company comes from `drop`, and so does the subject that stays
    "moments": [(side, organisation, 0) for side in ("keep", "drop") for organisation in ("lwl", "baanbrekend")],
    "values": [
        {"source": "", "has_company": False},
        {"source": "", "has_company": True},
        {"source": "", "has_company": False},
    ],
}
OVERLAP_OF_THIRD_GIVES_WAY = NOTHING | {  # tied to `drop` as a possible duplicate
    "moments": [(side, organisation, 0) for side in ("keep", "third") for organisation in ("lwl", "baanbrekend")],
    "pairs": {("drop", "third"): "open"},
}


@tried(10)
@given(world=worlds())
@example(world=OVERLAP_OF_KEEP_GIVES_WAY)
@example(world=OVERLAP_OF_THIRD_GIVES_WAY)
def test_undo_gives_the_same_database(world, adviser_lwl, adviser_baanbrekend, admin):
    people = {"lwl": adviser_lwl, "baanbrekend": adviser_baanbrekend}
    with transaction.atomic():
        keep, drop = build(world, people)
        before = dump()
        merged = merge_employers(keep=keep, drop=drop, values=world["chosen"], by=admin)
        nothing_is_left_on(drop)
        overlaps.sweep_overlaps()
        assert undo_merge(merge=merged, by=admin).stayed == []
        overlaps.sweep_overlaps()
        assert dump() == before
        transaction.set_rollback(True)


def nothing_is_left_on(drop):
    for name, relation in relations():
        if RULES[name] != "stays":
            rows = relation.related_model._base_manager.filter(**{relation.field.name: drop})
            assert not rows.exists(), name


OF_MERGES = {"employers.Merge.keep", "employers.Merge.drop"}  # made by merging itself


def test_the_worlds_hold_every_relation_that_an_employer_can_have(adviser_lwl, adviser_baanbrekend):
    """A relation that is added later must be built here, or the property above says nothing about it."""
    _, drop = build(EVERYTHING, {"lwl": adviser_lwl, "baanbrekend": adviser_baanbrekend})
    ends = {"employers.PossibleDuplicate.first", "employers.PossibleDuplicate.second"}
    found = {
        name
        for name, relation in relations()
        if relation.related_model._base_manager.filter(**{relation.field.name: drop}).exists()
    }
    assert found | ends == {name for name, _ in relations()} - OF_MERGES
