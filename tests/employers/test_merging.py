"""Two employers become one, and two again."""

from datetime import date

import pytest
from celery.canvas import Signature
from django.apps import apps
from django.db import models
from django.utils import timezone

from employers.merging import (
    MergeRefused,
    UnknownRelationError,
    follow_pointers,
    merge_employers,
    plan_merge,
    relations,
    undo_merge,
)
from employers.merging.relations import RULES
from employers.models import (
    Employer,
    Network,
    NetworkMembership,
    PossibleDuplicate,
)
from employers.provenance import ACTIVITY, ADDRESS, SIZE
from outreach.models import FollowUp, Interest, PortfolioEntry
from tests.factories import (
    AccreditationFactory,
    CompanyFactory,
    ContactMomentFactory,
    ContactPersonFactory,
    EmployerFactory,
    FollowUpFactory,
    InterestFactory,
    PortfolioEntryFactory,
    RegistrationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep():
    return EmployerFactory(trade_name="Slagerij De Ham", company=CompanyFactory(), establishment_number="000012345678")


@pytest.fixture
def drop():
    return EmployerFactory(trade_name="Slagerij de Ham BV", phone="+31780000104", remarks="Belt graag terug")


def merge(keep, drop, by, **values):
    merged = merge_employers(keep=keep, drop=drop, values=values, by=by)
    keep.refresh_from_db()
    drop.refresh_from_db()
    return merged


def entry(source, on="2026-03-01", **more):
    return {"source": source, "label": source.upper(), "on": on, **more}


def test_the_dropped_employer_stays_as_a_pointer(keep, drop, admin):
    merge(keep, drop, admin)
    assert drop.merged_into == keep
    assert set(Employer.objects.current().filter(pk__in=[keep.pk, drop.pk])) == {keep}


@pytest.mark.parametrize(
    "factory", [ContactPersonFactory, RegistrationFactory, ContactMomentFactory, FollowUpFactory, InterestFactory],
    ids=["contact person", "registration", "contact moment", "follow-up", "interest"],
)  # fmt: skip
def test_what_hangs_on_it_moves(factory, keep, drop, admin):
    row = factory(employer=drop)
    merge(keep, drop, admin)
    row.refresh_from_db()
    assert row.employer == keep


def test_a_membership_that_both_have_is_kept_once_with_the_earliest_day(keep, drop, admin):
    network = Network.objects.first()
    NetworkMembership.objects.create(employer=keep, network=network, since_on=date(2024, 1, 1))
    NetworkMembership.objects.create(employer=drop, network=network, since_on=date(2020, 1, 1), source_name="DOV")
    merge(keep, drop, admin)
    membership = NetworkMembership.objects.get(network=network, employer__in=[keep, drop])
    assert (membership.employer, membership.since_on, membership.source_name) == (keep, date(2020, 1, 1), "DOV")


def test_a_membership_is_current_when_one_of_the_two_is(keep, drop, admin):
    network = Network.objects.first()
    for employer, is_current in ((keep, False), (drop, True)):
        entry = RegistrationFactory(employer=employer, is_current=is_current)
        NetworkMembership.objects.create(employer=employer, network=network, registration=entry)
    merge(keep, drop, admin)
    assert Employer.objects.member_of(network).get() == keep


def test_accreditations_go_along(keep, drop, admin):
    for employer, number in ((keep, "1"), (drop, "2")):
        AccreditationFactory(employer=employer, leerbedrijf_id=number)
    merge(keep, drop, admin)
    assert keep.accreditations.count() == 2


@pytest.mark.parametrize(
    ("ours", "theirs", "left"),
    [
        ("interested", "active", "active"),
        ("active", "interested", "active"),
        ("unknown", "none", "none"),
        ("informed", "none", "none"),
        ("none", "interested", "interested"),
    ],
    ids=["theirs is further", "ours is further", "unknown says nothing", "equally far: the newest", "wanting goes on"],
)
def test_of_two_interests_in_one_variant_the_furthest_counts(ours, theirs, left, keep, drop, admin):
    InterestFactory(employer=keep, variant="bpv", status=ours)
    InterestFactory(employer=drop, variant="bpv", status=theirs)
    merge(keep, drop, admin)
    assert Interest.objects.get(variant="bpv").status == left
    assert Interest.objects.get(variant="bpv").employer == keep


def test_an_organisation_keeps_one_fixed_contact_and_the_other_becomes_history(keep, drop, admin, adviser_lwl):
    ours = PortfolioEntryFactory(employer=keep, adviser=adviser_lwl)
    theirs = PortfolioEntryFactory(employer=drop, organisation=adviser_lwl.organisation)
    merge(keep, drop, admin)
    assert list(PortfolioEntry.objects.current().filter(employer=keep)) == [ours]
    theirs.refresh_from_db()
    assert (theirs.employer, theirs.until_on) == (keep, timezone.localdate())


def test_a_fixed_contact_of_another_organisation_goes_along(keep, drop, admin, adviser_lwl, adviser_baanbrekend):
    PortfolioEntryFactory(employer=keep, adviser=adviser_lwl)
    PortfolioEntryFactory(employer=drop, adviser=adviser_baanbrekend)
    merge(keep, drop, admin)
    assert PortfolioEntry.objects.current().filter(employer=keep).count() == 2


def test_an_answer_about_a_pair_goes_before_an_open_question(keep, drop, admin):
    other = EmployerFactory()
    ours = PossibleDuplicate.objects.create(first=keep, second=other, score=60)
    theirs = PossibleDuplicate.objects.create(first=drop, second=other, answer="different", answered_by=admin)
    merge(keep, drop, admin)
    ours.refresh_from_db()
    assert (ours.answer, ours.answered_by) == ("different", admin)
    assert not PossibleDuplicate.objects.filter(pk=theirs.pk).exists()


def test_the_pair_itself_is_answered(keep, drop, admin):
    pair = PossibleDuplicate.objects.create(first=keep, second=drop)
    merge(keep, drop, admin)
    pair.refresh_from_db()
    assert (pair.answer, pair.answered_by) == ("same", admin)


def test_a_pair_with_a_third_stays_ordered(admin):
    low, drop, high = EmployerFactory(), EmployerFactory(), EmployerFactory()
    pair = PossibleDuplicate.objects.create(first=low, second=drop)
    merge(high, drop, admin)
    pair.refresh_from_db()
    assert (pair.first, pair.second) == (low, high)


def test_who_was_merged_before_points_to_the_survivor(keep, drop, admin):
    oldest = EmployerFactory()
    merge(drop, oldest, admin)
    merge(keep, drop, admin)
    oldest.refresh_from_db()
    assert oldest.merged_into == keep


# the values


def proposed(keep, drop):
    return {choice.key: choice.proposed for choice in plan_merge(keep, drop).differing}


def with_phone(number, provenance):
    return EmployerFactory(phone=number, provenance={"phone": provenance} if provenance else {})


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (("", None), ("+31780000105", entry("lwl")), "drop"),
        (("+31780000104", entry("lwl")), ("", None), "keep"),
        (("+31780000104", entry("lwl")), ("+31780000105", entry("kvk")), "drop"),
        (("+31780000104", entry("kvk", "2020-01-01")), ("+31780000105", entry("lwl")), "keep"),
        (("+31780000104", entry("kvk")), ("+31780000105", entry("person", by_name="Sanne")), "drop"),
        (("+31780000104", entry("lwl", "2025-01-01")), ("+31780000105", entry("lwl", "2026-01-01")), "drop"),
        (("+31780000104", None), ("+31780000105", None), "keep"),
    ],
    ids=[
        "filled before empty", "empty never overwrites", "a list that goes first", "also when it is older",
        "a person before every list", "the newest of one list", "nothing known of either",
    ],
)  # fmt: skip
def test_the_proposal_follows_the_precedence_of_sources(ours, theirs, expected):
    assert proposed(with_phone(*ours), with_phone(*theirs))["phone"] == expected


def from_source(source, **values):
    """An employer with only these values, all of one source."""
    nothing = {"place": "", "municipality": None}
    return EmployerFactory(**nothing | values, provenance={name: entry(source) for name in (SIZE, *ADDRESS, *ACTIVITY)})


TWO_PEOPLE = {"size": 2}
NOT_SAID = {"size": None, "size_unknown_reason": "Wil dat niet zeggen"}
DOOR = {"street": "Kade", "house_number": 1}
IN_TOWN = DOOR | {"place": "Dordrecht"}
FULL = IN_TOWN | {"postcode": "3311 AA"}
LETTER = FULL | {"house_letter": "A"}


@pytest.mark.parametrize(
    ("key", "less", "more"),
    [
        ("size", NOT_SAID, TWO_PEOPLE),
        ("address", IN_TOWN, FULL),
        ("address", IN_TOWN | {"street": "KADE"}, FULL),
        ("address", IN_TOWN, DOOR | {"postcode": "3311 AA"}),
        ("address", DOOR | {"postcode": "3311 AA"}, FULL),
        ("address", {"place": "Dordrecht"}, FULL),
        ("activity", {"sbi_code": "4722"}, {"sbi_code": "4722", "sbi_version": "2008"}),
    ],
    ids=[
        "size unknown", "no postcode", "street in capitals", "postcode goes before place", "fewer parts",
        "only the town", "version unknown",
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_kept", [True, False], ids=["kept", "dropped"])
def test_a_poorer_value_is_not_proposed_whatever_its_source(key, less, more, is_kept):
    poorer, fuller = from_source("person", **less), from_source("lwl", **more)
    assert proposed(*((fuller, poorer) if is_kept else (poorer, fuller)))[key] == ("keep" if is_kept else "drop")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (IN_TOWN | {"street": "Spuiweg"}, FULL),
        (IN_TOWN | {"house_number": 2}, FULL),
        (IN_TOWN, LETTER),
        ({"place": "Zwijndrecht"}, FULL),
        (DOOR, {"postcode": "3311 AA", "place": "Dordrecht"}),
    ],
    ids=["another street", "another number", "another door", "another town", "nothing in common"],
)
def test_of_two_addresses_the_one_of_the_better_source_is_proposed(first, second):
    assert proposed(from_source("person", **first), from_source("lwl", **second))["address"] == "keep"
    assert proposed(from_source("lwl", **second), from_source("person", **first))["address"] == "drop"


def test_who_does_not_want_to_be_approached_is_left_alone_afterwards(keep, admin):
    drop = EmployerFactory(is_opted_out=True, opted_out_reason="Heeft geen tijd")
    merge(keep, drop, admin)
    assert (keep.is_opted_out, keep.opted_out_reason) == (True, "Heeft geen tijd")


def test_a_value_comes_with_its_origin_and_says_what_it_replaced(admin):
    keep, drop = with_phone("+31780000104", entry("lwl")), with_phone("+31780000105", entry("kvk"))
    merge(keep, drop, admin)
    assert keep.phone == "+31780000105"
    assert keep.provenance["phone"] == entry("kvk", replaced="+31780000104")


def test_a_person_may_choose_otherwise(keep, drop, admin):
    merge(keep, drop, admin, trade_name="drop", phone="keep")
    assert (keep.trade_name, keep.phone) == ("Slagerij de Ham BV", "")


def test_remarks_of_both_are_kept(drop, admin):
    keep = EmployerFactory(remarks="Ingang achterom")
    merge(keep, drop, admin)
    assert keep.remarks == "Ingang achterom\n\nBelt graag terug"


def test_the_numbers_of_the_dropped_employer_may_go_over(admin):
    keep = EmployerFactory()
    drop = EmployerFactory(company=CompanyFactory(), establishment_number="000012345678")
    merge(keep, drop, admin)
    assert (keep.company, keep.establishment_number) == (drop.company, "000012345678")


def test_an_invented_choice_is_refused(keep, drop, admin):
    with pytest.raises(ValueError, match="phone from both"):
        merge(keep, drop, admin, phone="both")


# the plan


def test_the_plan_counts_what_moves_and_what_joins(keep, drop):
    ContactMomentFactory.create_batch(2, employer=drop)
    InterestFactory(employer=keep, variant="bpv")
    InterestFactory(employer=drop, variant="bpv")
    lines = {line.name: (line.count, line.joined) for line in plan_merge(keep, drop).relations}
    assert lines == {"contactmomenten": (2, 0), "interesse": (1, 1)}


def test_the_plan_warns_for_two_establishments(keep):
    other = EmployerFactory(company=CompanyFactory(), establishment_number="000087654321")
    assert "twee vestigingen" in plan_merge(keep, other).warnings[0]


def test_every_relation_to_an_employer_has_a_rule():
    """A new model that points to an employer: say in employers/merging/relations.py what a merge does with it."""
    assert {name for name, _ in relations.relations()} == set(RULES)


@pytest.fixture
def invented_relation():
    """A model of another app that points to employers, without a name to find it by."""

    class Visit(models.Model):  # noqa: DJ008
        employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "outreach"

    yield "outreach.Visit.employer"
    del apps.all_models["outreach"]["visit"]
    apps.clear_cache()


def test_a_relation_without_a_rule_stops_the_merge(keep, drop, admin, invented_relation):
    with pytest.raises(UnknownRelationError, match=invented_relation):
        merge(keep, drop, admin)
    drop.refresh_from_db()
    assert drop.merged_into is None


def test_the_plan_refuses_it_too(keep, drop, invented_relation):
    with pytest.raises(UnknownRelationError):
        plan_merge(keep, drop)


# who else is busy


def test_a_merge_of_what_changed_since_it_was_read_is_refused(keep, drop, admin):
    Employer.objects.filter(pk=drop.pk).update(version=drop.version + 1)
    with pytest.raises(MergeRefused, match="net gewijzigd"):
        merge(keep, drop, admin)


def test_an_employer_is_merged_once(keep, drop, admin):
    merge(EmployerFactory(), drop, admin)
    with pytest.raises(MergeRefused, match="al samengevoegd"):
        merge(keep, drop, admin)


def test_an_employer_is_not_merged_with_itself(keep, admin):
    with pytest.raises(MergeRefused, match="twee verschillende"):
        merge(keep, keep, admin)


def test_what_came_in_on_the_dropped_employer_follows_and_goes_back(keep, drop, admin):
    merged = merge(keep, drop, admin)
    moment = ContactMomentFactory(employer=drop)
    assert follow_pointers() == 1
    moment.refresh_from_db()
    assert moment.employer == keep
    undo_merge(merge=merged, by=admin)
    moment.refresh_from_db()
    assert moment.employer == drop


def test_nothing_to_follow_changes_nothing(keep, drop, admin):
    ContactMomentFactory(employer=drop)
    merge(keep, drop, admin)
    assert follow_pointers() == 0


def test_a_merge_stands_when_no_worker_can_be_told(
    keep, drop, admin, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    def fail(*arguments, **options):
        raise ConnectionError("Redis is away")

    monkeypatch.setattr(Signature, "apply_async", fail)
    with django_capture_on_commit_callbacks(execute=True):
        merge(keep, drop, admin)
    assert drop.merged_into == keep
    assert "Redis is away" in caplog.text


# undo


def test_a_value_that_somebody_changed_since_stays(keep, drop, admin):
    merged = merge(keep, drop, admin)
    Employer.objects.filter(pk=keep.pk).update(phone="+31780000199")
    assert undo_merge(merge=merged, by=admin).stayed == ["telefoon"]
    keep.refresh_from_db()
    assert keep.phone == "+31780000199"


def test_what_was_logged_since_stays_with_the_survivor(keep, drop, admin):
    merged = merge(keep, drop, admin)
    moment = ContactMomentFactory(employer=keep)
    undo_merge(merge=merged, by=admin)
    moment.refresh_from_db()
    assert moment.employer == keep


def test_what_was_deleted_since_stays_deleted(keep, drop, admin):
    follow_up = FollowUpFactory(employer=drop)
    merged = merge(keep, drop, admin)
    follow_up.delete()
    assert "vervolgactie" in undo_merge(merge=merged, by=admin).stayed
    assert not FollowUp.objects.exists()


def test_a_merge_is_undone_once(keep, drop, admin):
    merged = merge(keep, drop, admin)
    undo_merge(merge=merged, by=admin)
    with pytest.raises(MergeRefused, match="al ongedaan"):
        undo_merge(merge=merged, by=admin)


def test_the_latest_merge_is_undone_first(keep, drop, admin):
    first = merge(keep, drop, admin)
    second = merge(EmployerFactory(), keep, admin)
    with pytest.raises(MergeRefused, match="van later"):
        undo_merge(merge=first, by=admin)
    undo_merge(merge=second, by=admin)
    undo_merge(merge=first, by=admin)
    drop.refresh_from_db()
    assert drop.merged_into is None


def test_undo_is_refused_when_the_number_has_gone_to_another(keep, admin):
    company = CompanyFactory()
    drop = EmployerFactory(company=company, establishment_number="000011112222")
    merged = merge(keep, drop, admin)
    EmployerFactory(company=company, establishment_number="000011112222")
    with pytest.raises(MergeRefused, match="vestigingsnummer"):
        undo_merge(merge=merged, by=admin)
    drop.refresh_from_db()
    assert drop.merged_into == keep
