"""Events: who is on the list, a pasted list of names, the calendar file, and logging everybody at once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from employers.models import Employer, Network
from outreach.contact_batches import Entry, log_batch, undo_batch
from outreach.events import change_list, put_on_list
from outreach.models import ContactMoment, EventAttendance, NetworkEvent, Overlap
from outreach.name_list import match_names
from outreach.networks import add_member
from tests.factories import ContactMomentFactory, ContactPersonFactory, EmployerFactory

pytestmark = pytest.mark.django_db
VALUES = {"channel": "event", "result": "met", "topics": ["learning"]}


@pytest.fixture
def event(adviser_lwl):
    """A breakfast of yesterday."""
    return make_event(adviser_lwl, timezone.now() - timedelta(days=1))


def make_event(by, starts_at, **values):
    return NetworkEvent.objects.create(
        title="Ontbijt van de ondernemers", network=Network.objects.first(), starts_at=starts_at, created_by=by,
        place="Dordrecht", **values,
    )  # fmt: skip


def at(event):
    return {"happened_at": event.starts_at}


def log(by, event, employers, key=None, **values):
    entries = [Entry(employer) for employer in employers]
    return log_batch(
        by=by, key=key or uuid4(), event=event, entries=entries, happened_at=event.starts_at, **VALUES | values
    )


def test_an_event_that_has_been_asks_who_was_there(as_user, adviser_lwl):
    page = as_user(adviser_lwl).post(
        reverse("outreach:event_create"), planned(starts_at="2026-01-15T16:00"), follow=True
    )
    assert "Borrel is vastgelegd. Zet nu op de lijst wie er waren." in page.text
    assert "donderdag 15 januari 2026, 16.00 uur" in page.text


def planned(**answers):
    starts = timezone.localtime(timezone.now() + timedelta(days=9))
    return {"kind": "gathering", "title": "Borrel", "starts_at": starts.strftime("%Y-%m-%dT%H:%M")} | answers


def test_planning_an_event(as_user, adviser_lwl):
    page = as_user(adviser_lwl).post(reverse("outreach:event_create"), planned(), follow=True)
    assert "Borrel is vastgelegd. Zet nu op de lijst wie u uitnodigt." in page.text
    assert "Borrel" in as_user(adviser_lwl).get(reverse("outreach:events")).text


def test_an_event_cannot_end_before_it_begins(as_user, adviser_lwl):
    page = as_user(adviser_lwl).post(reverse("outreach:event_create"), planned(ends_at="2026-01-01T10:00"))
    assert page.status_code == 422
    assert "Het einde ligt voor het begin" in page.text


def test_calendar_file(as_user, adviser_lwl, event):
    response = as_user(adviser_lwl).get(reverse("outreach:event_ics", args=[event.pk]))
    (entry,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert response["Content-Type"].startswith("text/calendar")
    assert (str(entry["summary"]), str(entry["location"])) == (event.title, "Dordrecht")
    assert entry.decoded("dtstart") == event.starts_at.replace(microsecond=0)
    assert entry.decoded("dtend") - entry.decoded("dtstart") == timedelta(hours=2)


def test_who_is_on_the_list_stays_as_it_was(adviser_lwl, event):
    employers = [EmployerFactory(), EmployerFactory()]
    assert put_on_list(by=adviser_lwl, event=event, employers=employers[:1], status="coming") == 1
    assert put_on_list(by=adviser_lwl, event=event, employers=employers, status="invited") == 1
    assert event.attendances.get(employer=employers[0]).status == "coming"


def test_list_is_changed_and_shortened(as_user, adviser_lwl, event):
    put_on_list(by=adviser_lwl, event=event, employers=[EmployerFactory(), EmployerFactory()], status="invited")
    first, second = event.attendances.all()
    data = {f"stand_{first.pk}": "been", f"stand_{second.pk}": "weg"}
    page = as_user(adviser_lwl).post(reverse("outreach:attendees_change", args=[event.pk]), data, follow=True)
    assert "2 gewijzigd" in page.text
    assert [it.status for it in event.attendances.all()] == ["been"]


def test_an_unknown_status_changes_nothing(adviser_lwl, event):
    put_on_list(by=adviser_lwl, event=event, employers=[EmployerFactory()], status="invited")
    assert change_list(event=event, statuses={event.attendances.get().pk: "verzonnen"}) == 0


@pytest.mark.parametrize(
    ("line", "is_certain", "first"),
    [
        pytest.param("Bakkerij De Lindt", True, "Bakkerij De Lindt", id="the name"),
        pytest.param("bakkerij de lindt b.v., Dordrecht", True, "Bakkerij De Lindt", id="legal form, case and place"),
        pytest.param("Bakkerij De Lindt, Gorinchem", False, "Bakkerij De Lindt", id="another place is doubt"),
        pytest.param("Bakkery De Lint", False, "Bakkerij De Lindt", id="misspelt is doubt"),
        pytest.param("Kapsalon Knip", False, "Kapsalon Knip", id="namesakes are doubt"),
        pytest.param("Kapsalon Knip; Zwijndrecht", True, "Kapsalon Knip", id="place decides between namesakes"),
        pytest.param("Iets heel anders", False, None, id="nobody"),
    ],
)
def test_a_pasted_name(line, is_certain, first):
    EmployerFactory(trade_name="Bakkerij De Lindt")
    EmployerFactory(trade_name="Kapsalon Knip")
    EmployerFactory(trade_name="Kapsalon Knip", place="Zwijndrecht")
    (found,) = match_names(Employer.objects.all(), line)
    assert found.is_certain == is_certain
    assert [each.employer.trade_name for each in found.candidates[:1]] == ([first] if first else [])


def test_membership_decides_between_namesakes(event):
    EmployerFactory(trade_name="Kapsalon Knip")
    member = EmployerFactory(trade_name="Kapsalon Knip", place="Zwijndrecht")
    add_member(network=event.network, employer=member)
    (found,) = match_names(Employer.objects.all(), "Kapsalon Knip", Employer.objects.member_of(event.network))
    assert found.is_certain
    assert [each.employer for each in found.candidates] == [member]


def test_pasted_list_shows_doubt_and_what_was_not_found(as_user, adviser_lwl, event):
    EmployerFactory(trade_name="Bakkerij De Lindt")
    address = reverse("outreach:attendees_find", args=[event.pk])
    page = as_user(adviser_lwl).post(address, {"namen": "Bakkerij De Lindt\nBakkery De Lint\n\nNiemand & Zn"})
    assert "Twijfel" in page.text
    assert "Niet gevonden" in page.text
    assert [line.is_certain for line in page.context["lines"]] == [True, False, False]


def test_every_namesake_can_be_chosen(as_user, adviser_lwl, event):
    for number in range(12):
        EmployerFactory(trade_name="Lidl", place="Dordrecht", street=f"Straat {number:02}")
    address = reverse("outreach:attendees_find", args=[event.pk])
    page = as_user(adviser_lwl).post(address, {"namen": "Lidl"})
    assert page.text.count("zelfde naam, 12 keer in het register") == 12
    assert f'href="{event.get_absolute_url()}?tekst=Lidl#erbij"' in page.text


def test_everybody_at_once(as_user, adviser_lwl, event, django_capture_on_commit_callbacks):
    employers = [EmployerFactory(trade_name=f"Zaak {number:02}") for number in range(25)]
    put_on_list(by=adviser_lwl, event=event, employers=employers, status="coming")
    address = reverse("outreach:event_log", args=[event.pk])
    form = as_user(adviser_lwl).get(address).context["form"]
    data = posted(form) | {"topics": "learning", "notes": "Samen ontbeten.", f"notitie_{employers[3].pk}": "Wil bbl."}
    with django_capture_on_commit_callbacks(execute=True):
        page = as_user(adviser_lwl).post(address, data, follow=True)
    assert "25 contacten vastgelegd." in page.text
    assert "Van 25 werkgevers weten we de omvang nog niet" in page.text
    assert event.contact_moments.reaching().count() == 25
    assert event.contact_moments.get(employer=employers[3]).notes == "Samen ontbeten.\nWil bbl."
    assert set(event.attendances.values_list("status", flat=True)) == {"been"}
    listed = as_user(adviser_lwl).get(f"/werkgevers/?via={event.pk}&regio=alle")
    assert listed.context["listing"].total == 25
    assert f"Bereikt bij {event.title}" in listed.text


def posted(form):
    """What the browser sends for the form as it is shown."""
    values = {name: form[name].value() for name in form.fields}
    values["happened_at"] = values["happened_at"].strftime("%Y-%m-%dT%H:%M")
    sent = {name: value for name, value in values.items() if value not in (None, False, "")}
    return {name: "on" if value is True else value for name, value in sent.items()}


def test_the_same_form_twice_logs_once(as_user, adviser_lwl, event):
    put_on_list(by=adviser_lwl, event=event, employers=[EmployerFactory(), EmployerFactory()], status="been")
    address = reverse("outreach:event_log", args=[event.pk])
    client = as_user(adviser_lwl)
    data = posted(client.get(address).context["form"])
    client.post(address, data)
    page = client.post(address, data, follow=True)
    assert "Deze contacten stonden er al" in page.text
    assert ContactMoment.objects.count() == 2


def test_another_form_about_the_same_contacts_logs_nothing_new(adviser_lwl, event):
    employers = [EmployerFactory(), EmployerFactory()]
    log(adviser_lwl, event, employers)
    again = log(adviser_lwl, event, employers)
    assert (len(again.logged), len(again.stood), ContactMoment.objects.count()) == (0, 2, 2)


def test_undo_stays_on_the_page_of_the_event(as_user, adviser_lwl, event):
    batch = log(adviser_lwl, event, [EmployerFactory()])
    undo = reverse("outreach:batch_undo", args=[batch.key])
    assert as_user(adviser_lwl).post(undo, {"terug": event.get_absolute_url()}).url == event.get_absolute_url()


def test_undo_takes_the_whole_batch_back(as_user, adviser_lwl, event):
    employers = [EmployerFactory(), EmployerFactory()]
    put_on_list(by=adviser_lwl, event=event, employers=employers[:1], status="coming")
    batch = log(adviser_lwl, event, employers)
    page = as_user(adviser_lwl).post(reverse("outreach:batch_undo", args=[batch.key]), follow=True)
    assert "2 contacten zijn verwijderd." in page.text
    assert not ContactMoment.objects.exists()
    assert [(it.employer, it.status) for it in event.attendances.all()] == [(employers[0], "coming")]


def test_undo_leaves_what_was_changed_or_is_too_old(adviser_lwl, event):
    batch = log(adviser_lwl, event, [EmployerFactory(), EmployerFactory(), EmployerFactory()])
    first, second, _ = batch.logged
    ContactMoment.objects.filter(pk=first.pk).update(version=1)
    ContactMoment.objects.filter(pk=second.pk).update(created_at=timezone.now() - timedelta(minutes=11))
    assert undo_batch(key=batch.key, by=adviser_lwl) == (1, 2)


def test_undo_is_for_who_logged_it(adviser_lwl, adviser_baanbrekend, event):
    batch = log(adviser_lwl, event, [EmployerFactory()])
    assert undo_batch(key=batch.key, by=adviser_baanbrekend) == (0, 0)
    assert ContactMoment.objects.count() == 1


def test_double_approaches_are_found_for_everybody(
    adviser_lwl, adviser_baanbrekend, event, django_capture_on_commit_callbacks
):
    employers = [EmployerFactory(), EmployerFactory()]
    for employer in employers:
        ContactMomentFactory(employer=employer, adviser=adviser_baanbrekend)
    with django_capture_on_commit_callbacks(execute=True):
        batch = log(adviser_lwl, event, employers)
    assert Overlap.objects.open().count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        undo_batch(key=batch.key, by=adviser_lwl)
    assert not Overlap.objects.open().exists()


def test_the_other_organisation_is_told_on_the_form(as_user, adviser_lwl, adviser_baanbrekend, event):
    employer = EmployerFactory()
    put_on_list(by=adviser_lwl, event=event, employers=[employer], status="been")
    ContactMomentFactory(employer=employer, adviser=adviser_baanbrekend)
    page = as_user(adviser_lwl).get(reverse("outreach:event_log", args=[event.pk]))
    assert "Baanbrekend (M. de Wit): telefoon op" in page.text


def test_both_organisations_at_one_event_are_there_together(as_user, adviser_lwl, baanbrekend, lwl, event):
    event.organisers.set([lwl, baanbrekend])
    form = as_user(adviser_lwl).get(reverse("outreach:event_log", args=[event.pk])).context["form"]
    assert form["is_joint"].value() is True


def test_an_event_ahead_is_not_logged(as_user, adviser_lwl):
    event = make_event(adviser_lwl, timezone.now() + timedelta(days=2))
    page = as_user(adviser_lwl).get(reverse("outreach:event_log", args=[event.pk]), follow=True)
    assert "Deze bijeenkomst is nog niet geweest." in page.text


def test_nobody_chosen_says_so(as_user, adviser_lwl, event):
    put_on_list(by=adviser_lwl, event=event, employers=[EmployerFactory()], status="invited")
    address = reverse("outreach:event_log", args=[event.pk])
    client = as_user(adviser_lwl)
    page = client.post(address, posted(client.get(address).context["form"]))
    assert page.status_code == 422
    assert "Kies minstens één werkgever." in page.text


def test_contact_person_is_kept_with_the_attendance(adviser_lwl, event):
    person = ContactPersonFactory()
    log_batch(
        by=adviser_lwl, key=uuid4(), event=event, happened_at=event.starts_at,
        entries=[Entry(person.employer, contact_person=person)], **VALUES,
    )  # fmt: skip
    assert ContactMoment.objects.get().contact_person == event.attendances.get().contact_person == person


def test_several_employers_without_an_event(as_user, adviser_lwl):
    employers = [EmployerFactory(trade_name="Zaak Een"), EmployerFactory(trade_name="Zaak Twee")]
    address = reverse("outreach:contact_many") + "?" + "&".join(f"w={each.pk}" for each in employers)
    client = as_user(adviser_lwl)
    page = client.post(address, posted(client.get(address).context["form"]) | {"topics": "learning"}, follow=True)
    assert "2 contacten vastgelegd." in page.text
    assert {moment.employer for moment in ContactMoment.objects.reaching()} == set(employers)


def test_what_is_too_long_in_a_folded_part_is_in_sight(as_user, adviser_lwl):
    client, address = as_user(adviser_lwl), reverse("outreach:contact_many") + f"?w={EmployerFactory().pk}"
    data = posted(client.get(address).context["form"]) | {"follow_up_what": "a" * 300}
    page = client.post(address, data)
    assert "Dit zijn 300 tekens. Maak het korter: hoogstens 255 tekens." in page.text
    assert "<details open><summary>Opvolgen" in page.text


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({}, "Zo tellen deze contacten niet mee als bereikt."),
        ({"topics": "vacancy"}, ""),
        ({"variants": "bpv"}, ""),
        ({"result": "no_answer"}, ""),
    ],
)
def test_who_says_nothing_of_the_subject_is_told_what_that_means(as_user, adviser_lwl, about, said):
    employers = [EmployerFactory(), EmployerFactory()]
    address = reverse("outreach:contact_many") + "?" + "&".join(f"w={each.pk}" for each in employers)
    client = as_user(adviser_lwl)
    page = client.post(address, posted(client.get(address).context["form"]) | about, follow=True)
    assert "2 contacten vastgelegd." in page.text
    assert said in page.text
    assert ("Waar het over ging, is niet ingevuld." in page.text) == bool(said)


def test_several_employers_are_found_one_by_one(as_user, adviser_lwl):
    employer = EmployerFactory(trade_name="Bakkerij De Lindt")
    page = as_user(adviser_lwl).get(reverse("outreach:contact_many"), {"tekst": "lindt"})
    assert f"&amp;w={employer.pk}" in page.text


@pytest.mark.parametrize("count", [2, 12])
def test_queries_of_the_pages_do_not_grow(count, as_user, adviser_lwl, event, django_assert_max_num_queries):
    employers = [EmployerFactory() for _ in range(count)]
    put_on_list(by=adviser_lwl, event=event, employers=employers, status="coming")
    log(adviser_lwl, event, employers[:1])
    client = as_user(adviser_lwl)
    for name, most in [("event", 13), ("attendees_find", 12), ("event_log", 13)]:
        with django_assert_max_num_queries(most):
            client.get(reverse(f"outreach:{name}", args=[event.pk]))
    with django_assert_max_num_queries(9):
        client.get(reverse("outreach:events"))


def test_attendance_statuses_are_known_to_merging():
    from employers.merging.relations import ATTENDANCE

    assert list(ATTENDANCE) == EventAttendance.Status.values
