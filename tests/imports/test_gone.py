"""What a list told ends when the list has the entry no more, comes back with it, and is told on the screens."""

from datetime import date

import pytest
from django.urls import reverse

from employers.models import Accreditation, Employer, Network, NetworkMembership, Registration, SourceList
from imports.gone import GONE
from imports.models import Category
from tests.imports.delivered import ON, apply_only, previewed
from tests.imports.register_snapshot import whole_register
from tests.imports.test_undo import undo

pytestmark = pytest.mark.django_db
MEMBERS, MEMBER_ROWS = ["Lid", "Plaats"], [["Bakkerij De Korenaar", "Dordrecht"], ["Slagerij Het Hert", "Dordrecht"]]
SBB = ["Leerbedrijf-ID", "Naam", "Adres", "Postcode", "Plaats", "Crebo", "Kwalificatie"]
SBB_ROWS = [
    ["100001", "Bakkerij De Korenaar", "Merwestraat 18", "3311 ZZ", "Dordrecht", "25244", "Bakker"],
    ["100002", "Slagerij Het Hert", "Lange Weg 3", "3361 AB", "Sliedrecht", "25118", "Slager"],
]
HALF_WAY, NEXT, LATER = date(2026, 9, 1), date(2027, 3, 1), date(2028, 3, 1)


@pytest.fixture(autouse=True)
def years_later(monkeypatch):
    """The deliveries of this test lie in the past."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: date(2028, 6, 1))


@pytest.fixture
def dov():
    return Network.objects.get(abbreviation="DOV")


@pytest.fixture
def members(dov):
    """Deliver a member list with some of the rows, with what is gone."""
    slug = SourceList.objects.for_network(dov).slug
    return lambda rows, on: deliver(slug, MEMBERS, rows, on)


def deliver(slug, header, rows, on):
    return apply_only(previewed(slug, header, rows, on=on), *Category.values, GONE)


def leerbedrijven(rows, on):
    return deliver("sbb", SBB, rows, on)


def names(employers):
    return sorted(employers.values_list("trade_name", flat=True))


def listed(as_user, admin, query):
    page = as_user(admin).get(f"{reverse('employers:list')}?regio=alle&{query}").content.decode()
    return [name for name in ("Bakkerij De Korenaar", "Slagerij Het Hert") if f">{name}<" in page]


def slager(as_user, admin):
    employer = Employer.objects.get(trade_name="Slagerij Het Hert")
    return as_user(admin).get(employer.get_absolute_url()).content.decode()


def test_a_membership_ends_on_the_day_of_the_list_that_has_it_no_more(members, dov):
    members(MEMBER_ROWS, ON)
    members(MEMBER_ROWS[:1], NEXT)
    assert names(Employer.objects.member_of(dov)) == ["Bakkerij De Korenaar"]
    assert names(Employer.objects.former_member_of(dov)) == ["Slagerij Het Hert"]
    ended = NetworkMembership.objects.ended().get()
    assert (ended.is_current, ended.ended_on) == (False, NEXT)


def test_an_ended_membership_is_told_on_every_screen(members, dov, as_user, admin):
    members(MEMBER_ROWS, ON)
    members(MEMBER_ROWS[:1], NEXT)
    text = slager(as_user, admin)
    assert "Staat niet meer op de ledenlijst van 1 maart 2027" in text
    assert f'<span class="utrecht-data-badge">{dov.short_name}</span>' not in text
    assert listed(as_user, admin, f"netwerk={dov.pk}") == ["Bakkerij De Korenaar"]
    assert listed(as_user, admin, f"oudlid={dov.pk}") == ["Slagerij Het Hert"]
    assert listed(as_user, admin, f"verdwenen={SourceList.objects.get(network=dov).slug}") == ["Slagerij Het Hert"]
    assert "1 geen lid meer" in as_user(admin).get(dov.get_absolute_url()).content.decode()


def test_the_filters_of_who_left_are_said_in_words(dov, as_user, admin):
    client = as_user(admin)
    assert f"Geen lid meer van {dov}" in client.get(f"/werkgevers/?oudlid={dov.pk}").content.decode()
    sbb = SourceList.objects.get(slug="sbb")
    assert f"Verdwenen van {sbb}" in client.get("/werkgevers/?verdwenen=sbb").content.decode()
    assert "Niet meer erkend (SBB)" in client.get("/werkgevers/?waserkend=ja").content.decode()


def test_an_accreditation_ends_on_the_day_of_the_list_that_has_it_no_more(as_user, admin):
    leerbedrijven(SBB_ROWS, ON)
    leerbedrijven(SBB_ROWS[:1], NEXT)
    assert names(Employer.objects.accredited()) == ["Bakkerij De Korenaar"]
    assert names(Employer.objects.formerly_accredited()) == ["Slagerij Het Hert"]
    assert Accreditation.objects.get(crebo="25118").gone_on == NEXT
    text = slager(as_user, admin)
    assert "Niet meer erkend" in text
    assert "Staat niet meer op de lijst van 1 maart 2027." in text
    assert listed(as_user, admin, "erkend=ja") == ["Bakkerij De Korenaar"]
    assert listed(as_user, admin, "waserkend=ja") == ["Slagerij Het Hert"]


def test_on_a_day_before_it_ended_an_accreditation_counts():
    leerbedrijven(SBB_ROWS, ON)
    leerbedrijven(SBB_ROWS[:1], NEXT)
    assert Accreditation.objects.current(on=date(2027, 2, 28)).count() == 2
    assert Accreditation.objects.current(on=NEXT).count() == 1


@pytest.mark.parametrize("kind", ["members", "leerbedrijven"])
def test_an_undo_restores_what_ended(kind, members):
    deliver, rows = (members, MEMBER_ROWS) if kind == "members" else (leerbedrijven, SBB_ROWS)
    deliver(rows, ON)
    before = whole_register()
    batch = deliver(rows[:1], NEXT)
    assert whole_register() != before
    undo(batch)
    assert whole_register() == before


def test_a_later_list_that_has_it_again_opens_it(members, dov, as_user, admin):
    members(MEMBER_ROWS, ON)
    members(MEMBER_ROWS[:1], NEXT)
    members(MEMBER_ROWS, LATER)
    assert names(Employer.objects.member_of(dov)) == ["Bakkerij De Korenaar", "Slagerij Het Hert"]
    assert not NetworkMembership.objects.ended().exists()
    assert "Geen lid meer" not in slager(as_user, admin)


def test_an_accreditation_that_comes_back_is_shown_before_and_open_after():
    leerbedrijven(SBB_ROWS, ON)
    leerbedrijven(SBB_ROWS[:1], NEXT)
    batch = previewed("sbb", SBB, SBB_ROWS, on=LATER)
    change = batch.rows.get(row_number=3).changes[0]
    assert (change["before"], change["after"]) == ("Slager (25118), niet meer op de lijst", "Slager (25118)")
    apply_only(batch, *Category.values, GONE)
    assert names(Employer.objects.accredited()) == ["Bakkerij De Korenaar", "Slagerij Het Hert"]


@pytest.mark.parametrize("kind", ["members", "leerbedrijven"])
def test_an_older_list_that_comes_late_opens_nothing(kind, members):
    deliver, rows = (members, MEMBER_ROWS) if kind == "members" else (leerbedrijven, SBB_ROWS)
    deliver(rows, ON)
    deliver(rows[:1], NEXT)
    deliver(rows, HALF_WAY)
    entry = Registration.objects.get(employer__trade_name="Slagerij Het Hert")
    assert (entry.is_current, entry.gone_on, entry.last_seen_on) == (False, NEXT, HALF_WAY)


@pytest.mark.parametrize("kind", ["members", "leerbedrijven"])
def test_undone_in_any_order_the_first_delivery_is_left(kind, members):
    deliver, rows = (members, MEMBER_ROWS) if kind == "members" else (leerbedrijven, SBB_ROWS)
    deliver(rows, ON)
    before = whole_register()
    gone, back = deliver(rows[:1], NEXT), deliver(rows, LATER)
    undo(gone)
    entry = Registration.objects.get(employer__trade_name="Slagerij Het Hert")
    assert (entry.is_current, entry.gone_on) == (True, None)
    undo(back)
    assert whole_register() == before
