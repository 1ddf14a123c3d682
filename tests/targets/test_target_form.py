from datetime import date, datetime, time, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from employers.models import Municipality, Sector, SourceList
from outreach.models import Capacity
from targets.agreeing import agree_target, change_target, count_starts, restore_target, withdraw_target
from targets.forms import TargetForm
from targets.history import revisions
from targets.hours import hours_for
from targets.models import Measure, Target
from targets.preview import preview
from tests.factories import ContactMomentFactory, EmployerFactory, RegistrationFactory, TargetFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)
SEEN = date(2026, 1, 1)


def filled(**changes):
    """What a manager sends for a good target."""
    return {
        "name": "Kleine winkels",
        "measure": "reached",
        "unit": "number",
        "number": "120",
        "from_on": "2026-07-01",
        "until_on": "2027-06-30",
        "agreed_by": "Stuurgroep",
        "agreed_on": "2026-06-15",
        "version": "0",
    } | changes


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        pytest.param({"number": "0"}, "number", "Een doel is ten minste 1.", id="nothing asked"),
        pytest.param({"until_on": "2026-07-01"}, "until_on", "De einddatum moet na de begindatum", id="ends at once"),
        pytest.param({"size_band": "26+"}, "size_band", "tot en met 25", id="large in a count of small"),
        pytest.param({"agreed_by": ""}, "agreed_by", "Vul dit veld in.", id="agreed by nobody"),
        pytest.param({"measure": "talks", "unit": "share"}, "unit", "als we werkgevers tellen", id="a share of talks"),
        pytest.param({"unit": "share"}, "number", "Een percentage is hoogstens 100.", id="more than all"),
        pytest.param({"measure": "events", "variant": "evc"}, "variant", "niet over een vorm", id="no variant"),
        pytest.param({"from_on": "0001-01-01"}, "from_on", "Het jaar klopt niet.", id="since the year 1"),
        pytest.param({"until_on": "9999-12-31"}, "until_on", "Het jaar klopt niet.", id="for ever"),
        pytest.param({"measure": "omzet"}, "measure", "Deze keuze is er niet meer", id="not counted here"),
    ],
)
def test_wrong_input_gets_a_dutch_message(changes, field, message):
    form = TargetForm(filled(**changes))
    assert not form.is_valid()
    assert message in " ".join(form.errors[field])


def test_an_adviser_works_at_the_organisation_of_the_target(adviser_lwl, baanbrekend):
    form = TargetForm(filled(adviser=adviser_lwl.pk, organisation=baanbrekend.pk))
    assert form.errors["adviser"] == ["Sanne van Dijk werkt niet bij Baanbrekend. Kies één van beide."]


def test_a_size_that_is_chosen_is_always_known():
    form = TargetForm(filled(measure="size_known", size_band="1-25"))
    assert form.errors["size_band"] == ["Van deze groep is de omvang altijd bekend. Kies Alle groottes."]


def test_talks_may_be_about_large_employers():
    assert TargetForm(filled(measure="talks", size_band="26+")).is_valid()


# What is haalbaar ---------------------------------------------------------------------------------------------------


def test_the_preview_counts_the_period_before_and_the_segment(adviser_lwl, talk):
    for day in (date(2025, 6, 30), date(2025, 7, 1), date(2026, 6, 30), date(2026, 7, 1)):
        talk(EmployerFactory(size=3), adviser_lwl, on=day)
    found = preview(TargetForm(filled()).draft(), ON)
    assert (found.previous_from, found.previous_until) == (date(2025, 7, 1), date(2026, 6, 30))
    assert (found.population, found.previous, found.now) == (4, 2, 1)


def test_the_preview_warns_of_more_than_there_are():
    EmployerFactory(size=3)
    assert preview(TargetForm(filled(number="2")).draft(), ON).is_impossible
    assert not preview(TargetForm(filled(number="1")).draft(), ON).is_impossible
    assert not preview(TargetForm(filled(number="2", measure="talks")).draft(), ON).is_impossible


def test_the_preview_of_a_stand_needs_no_period():
    EmployerFactory(size=3)
    found = preview(TargetForm({"measure": "size_known", "number": "1"}).draft(), ON)
    assert (found.now, found.population, found.previous, found.is_made_already) == (1, 1, None, True)


def test_the_preview_of_a_share_says_how_many_it_takes():
    for _ in range(3):
        EmployerFactory(size=3)
    found = preview(TargetForm(filled(number="50", unit="share")).draft(), ON)
    assert (found.number, found.is_impossible) == (2, False)


def test_without_a_measure_there_is_nothing_to_count():
    assert TargetForm(filled(measure="")).draft() is None


# Storing ------------------------------------------------------------------------------------------------------------


def test_a_stand_starts_from_what_is_known_already(manager, lwl):
    for size in (3, 4, None):
        RegistrationFactory(
            employer=EmployerFactory(size=size), source=SourceList.objects.get(slug="lwl"), first_seen_on=SEEN
        )
    target = TargetFactory.build(measure=Measure.SIZE_KNOWN, organisation=lwl, created_by=None)
    agree_target(target=target, by=manager, on=ON)
    assert (target.start_count, target.start_on, target.created_by) == (2, date(2026, 6, 30), manager)


def test_a_count_of_talks_starts_from_nothing(manager):
    target = agree_target(target=TargetFactory.build(created_by=None), by=manager, on=ON)
    assert (target.start_count, target.start_on) == (0, None)


def test_the_very_same_target_is_agreed_once(manager, admin):
    def agree(by, **changes):
        given = {"name": "Winkels", "number": 40, "created_by": None} | changes
        return agree_target(target=TargetFactory.build(**given), by=by, on=ON)

    first, again = agree(manager), agree(manager)
    assert (again.pk, again.is_sent_again, first.is_sent_again) == (first.pk, True, False)
    others = [agree(manager, number=41), agree(manager, sector=Sector.objects.first()), agree(admin)]
    withdraw_target(target=first)
    assert not any(each.is_sent_again for each in [*others, agree(manager)])
    assert Target.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_of_two_that_agree_the_same_at_once_one_is_made(manager):
    start, made = Barrier(2), []

    def agree():
        start.wait()
        try:
            made.append(agree_target(target=TargetFactory.build(name="Winkels", created_by=None), by=manager, on=ON))
        finally:
            connection.close()

    threads = [Thread(target=agree) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join(timeout=20) for thread in threads]
    assert sorted(each.is_sent_again for each in made) == [False, True]
    assert Target.objects.count() == 1


def test_only_counting_something_else_counts_the_start_again():
    EmployerFactory(size=3)
    target = TargetFactory(measure=Measure.SIZE_KNOWN, start_count=0, start_on=date(2026, 7, 1))
    change_target(target=target, changed=["number"], on=ON)
    assert (target.start_count, target.start_on, target.version) == (0, date(2026, 7, 1), 1)
    change_target(target=target, changed=["sector"], on=ON)
    assert (target.start_count, target.start_on, target.version) == (1, date(2026, 6, 30), 2)


def test_a_stand_agreed_beforehand_is_counted_again_when_its_target_begins(manager):
    EmployerFactory(size=3)
    begins = date(2027, 1, 1)
    target = TargetFactory.build(
        measure=Measure.SIZE_KNOWN, from_on=begins, until_on=date(2027, 6, 30), created_by=None
    )
    agree_target(target=target, by=manager, on=timezone.localdate())
    assert (target.start_count, target.start_on) == (1, timezone.localdate())
    assert count_starts(begins - timedelta(days=1)) == 0
    EmployerFactory(size=4)
    assert (count_starts(begins), count_starts(begins)) == (1, 0)
    target.refresh_from_db()
    assert (target.start_count, target.start_on) == (2, begins - timedelta(days=1))


def test_a_withdrawn_target_is_kept_and_can_come_back():
    target = TargetFactory(from_on=ON - timedelta(days=9), until_on=ON)
    withdraw_target(target=target)
    assert list(Target.objects.running(ON)) == []
    restore_target(target=target)
    assert list(Target.objects.running(ON)) == [target]


# History ------------------------------------------------------------------------------------------------------------


def test_history_tells_old_and_new_in_words(lwl):
    target = TargetFactory()
    target.number, target.organisation = 80, lwl
    change_target(target=target, changed=["number", "organisation"])
    latest, first = revisions(target)
    assert [(change.label, change.before, change.after) for change in latest.changes] == [
        ("Hoeveel", "100", "80"),
        ("Organisatie", "leeg", "LWL"),
    ]
    assert (first.note, first.by) == ("Doel afgesproken", target.created_by)


def test_history_tells_of_withdrawing_and_restoring():
    target = TargetFactory()
    withdraw_target(target=target)
    restore_target(target=target)
    assert [revision.note for revision in revisions(target)] == ["Teruggezet", "Ingetrokken", "Doel afgesproken"]


def test_the_preview_tells_what_else_the_same_people_have_to_make(adviser_lwl, adviser_baanbrekend, lwl):
    for owner in ({"adviser": adviser_lwl}, {"organisation": lwl}, {}):
        TargetFactory(**owner)
    TargetFactory(adviser=adviser_lwl, from_on=date(2027, 7, 1), until_on=date(2028, 6, 30))
    expected = [({"adviser": adviser_lwl.pk}, 3), ({"organisation": lwl.pk}, 3), ({}, 3)]
    for owner, alongside in [*expected, ({"adviser": adviser_baanbrekend.pk}, 1)]:
        assert preview(TargetForm(filled(**owner)).draft(), ON).alongside == alongside


def test_a_target_is_not_another_one_beside_itself():
    target = TargetFactory()
    assert preview(TargetForm(filled(), instance=target).draft(), ON).alongside == 0


def _noon(days_ago):
    return timezone.make_aware(datetime.combine(ON - timedelta(days=days_ago), time(12)))


def test_a_period_before_that_is_not_over_is_judged_by_its_days(adviser_lwl):
    for days in (1, 11):
        ContactMomentFactory(employer=EmployerFactory(size=3), adviser=adviser_lwl, happened_at=_noon(days))
    draft = TargetForm(filled(from_on="2027-01-01", until_on="2027-06-30")).draft()  # before it: 4 July to 31 December
    known = preview(draft, ON)
    assert (known.previous, known.previous_days, known.days) == (2, 144, 181)
    assert (known.as_before, known.previous_per_week) == (3, "0,1")
    assert preview(TargetForm(filled(from_on="2029-01-01", until_on="2029-06-30")).draft(), ON).previous is None


def test_nobody_to_count_is_told_for_talks_too(as_user, manager):
    sent = filled(measure="talks", municipality=Municipality.objects.get(cbs_code="GM0505").pk)
    assert "Zo kan er niets meetellen" in as_user(manager).get("/doelen/voorproef/", sent).text
    EmployerFactory()
    assert "Zo kan er niets meetellen" not in as_user(manager).get("/doelen/voorproef/", sent).text


def test_what_makes_no_sense_is_named_beside_the_figures(as_user, manager):
    page = as_user(manager).get("/doelen/voorproef/", filled(size_band="26+")).text
    assert "Nog niet meegenomen, want dit klopt nog niet: Omvang." in page


def test_the_form_calculates_without_script(as_user, manager):
    sent = filled(name="", bereken="1") | {"agreed_by": ""}
    page = as_user(manager).post("/doelen/nieuw/", sent).content.decode()
    assert "Dit doel vraagt <b>2,3</b> per week" in page
    assert "Bereken</span>" in page
    assert "Vul dit veld in." not in page
    assert not Target.objects.exists()


@pytest.fixture
def hours(adviser_lwl, adviser_baanbrekend, manager):
    for adviser, number in ((adviser_lwl, 12), (adviser_baanbrekend, 7.5)):
        Capacity.objects.create(adviser=adviser, hours=number, changed_by=manager)


def test_what_a_blind_spot_filled_in_is_calculated_at_once(as_user, manager):
    for _ in range(2):
        EmployerFactory(size=3)
    page = as_user(manager).get("/doelen/nieuw/?measure=reached&size_band=1-4&number=2").content.decode()
    assert "Er kunnen nu hoogstens <b>2</b> werkgevers meetellen." in page
    assert "Kies eerst wat we tellen." in as_user(manager).get("/doelen/nieuw/").content.decode()


def test_hours_are_of_the_adviser_else_the_organisation_else_everybody(hours, adviser_lwl, baanbrekend, manager):
    owners = [{"adviser": adviser_lwl}, {"organisation": baanbrekend}, {}, {"adviser": manager}]
    assert [hours_for(TargetFactory(**owner)) for owner in owners] == [12, 7.5, 19.5, None]
    adviser_lwl.is_active = False
    adviser_lwl.save()
    assert hours_for(TargetFactory()) == 7.5


def test_the_form_tells_how_many_hours_there_are_for_each(as_user, manager, adviser_lwl):
    asked = filled(measure="talks", number="26", from_on="2026-07-01", until_on="2026-09-29")
    client = as_user(manager)
    assert "Hoeveel uur er is, is nog niet ingevuld." in client.get("/doelen/voorproef/", asked).content.decode()
    Capacity.objects.create(adviser=adviser_lwl, hours=4, changed_by=manager)
    page = client.get("/doelen/voorproef/", asked).content.decode()
    assert "Er zijn <b>4 uur</b> per week: <b>52 uur</b> in deze periode. Dat is <b>2 uur</b> per gesprek." in page
