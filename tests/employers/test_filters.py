"""Every parameter of the employer list: whom it shows."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from employers.facets import Counts
from employers.filters import EmployerFilter
from employers.models import Employer, Municipality, Network, NetworkMembership
from employers.size import Band
from lwl_crm.unchanged import Unchanged
from outreach.models import Interest, Lead, Overlap, Variant
from tests.factories import (
    AccreditationFactory,
    CompanyFactory,
    ContactMomentFactory,
    EmployerFactory,
    FollowUpFactory,
    InterestFactory,
    PortfolioEntryFactory,
    RegistrationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(rf, adviser_lwl):
    """The names on the list with this query string, for the adviser of LWL."""

    def names(query):
        return sorted(str(employer) for employer in filtered(query).qs)

    def filtered(query):
        request = rf.get("/")
        request.user = adviser_lwl
        return EmployerFilter(QueryDict(query), Employer.objects.visible_to(adviser_lwl), request=request)

    names.filter = filtered
    return names


@pytest.fixture
def cast(adviser_lwl, adviser_baanbrekend):
    """Employers that differ in one thing each; "Gewoon" differs in nothing."""
    make = EmployerFactory
    make(trade_name="Gewoon", size=12)
    make(trade_name="Papendrecht", size=12, municipality=Municipality.objects.get(cbs_code="GM0590"))
    make(trade_name="Elders", size=12, municipality=None, place="Rotterdam")
    make(trade_name="Zonder sector", size=12, sector=None)
    make(trade_name="Zzp", size=1)
    make(trade_name="Groot", size=60)
    make(trade_name="Onbekend")
    company = CompanyFactory()
    make(trade_name="Filiaal", size=12, company=company)
    make(trade_name="Hoofdkantoor", size=500, company=company)
    make(trade_name="Gestopt", size=12, ended_on=timezone.localdate())
    make(trade_name="Liever niet", size=12, is_opted_out=True)
    ContactMomentFactory(employer=make(trade_name="Gesproken LWL", size=12), adviser=adviser_lwl)
    long_ago = timezone.now() - timedelta(days=800)
    ContactMomentFactory(
        employer=make(trade_name="Lang geleden", size=12), adviser=adviser_baanbrekend, happened_at=long_ago
    )
    InterestFactory(employer=make(trade_name="Wil EVC", size=12), variant=Variant.EVC, updated_by=adviser_lwl)
    none = make(trade_name="Wil geen EVC", size=12)
    InterestFactory(employer=none, variant=Variant.EVC, status=Interest.Status.NONE, updated_by=adviser_lwl)
    PortfolioEntryFactory(employer=make(trade_name="Van Sanne", size=12), adviser=adviser_lwl)
    RegistrationFactory(employer=make(trade_name="Op lijst", size=12))
    FollowUpFactory(employer=make(trade_name="Te laat", size=12), adviser=adviser_lwl, due_on="2020-01-01")
    FollowUpFactory(employer=make(trade_name="Van Mark", size=12), adviser=adviser_baanbrekend)
    lead = {"organisation": adviser_lwl.organisation, "since_on": "2026-01-01", "chosen_by": adviser_lwl}
    Lead.objects.create(employer=make(trade_name="LWL leidt", size=12), **lead)
    Lead.objects.create(employer=make(trade_name="LWL leidde", size=12), until_on="2026-02-01", **lead)
    NetworkMembership.objects.create(employer=make(trade_name="Lid", size=12), network=Network.objects.first())
    _cast_of_lists(make)


def _cast_of_lists(make):
    """What holds today, and what held once."""
    AccreditationFactory(employer=make(trade_name="Erkend", size=12))
    AccreditationFactory(employer=make(trade_name="Was erkend", size=12), until_on=date(2020, 1, 1))
    entry = RegistrationFactory(employer=make(trade_name="Was lid", size=12), is_current=False)
    NetworkMembership.objects.create(employer=entry.employer, network=Network.objects.first(), registration=entry)


ALL = {
    "Gewoon", "Papendrecht", "Zonder sector", "Zzp", "Groot", "Onbekend", "Filiaal", "Hoofdkantoor", "Liever niet",
    "Gesproken LWL", "Lang geleden", "Wil EVC", "Wil geen EVC", "Van Sanne", "Op lijst", "Te laat", "Van Mark", "Lid",
    "Erkend", "Was erkend", "Was lid", "LWL leidt", "LWL leidde",
}  # fmt: skip
NOT_SMALL = {"Groot", "Onbekend", "Filiaal", "Hoofdkantoor"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("", ALL, id="active and in the region by default"),
        pytest.param("regio=alle", ALL | {"Elders"}, id="region and outside"),
        pytest.param("regio=nee", {"Elders"}, id="outside the region"),
        pytest.param("tekst=rotter&regio=alle", {"Elders"}, id="text"),
        pytest.param("gemeente=GM0590", {"Papendrecht"}, id="municipality"),
        pytest.param("gemeente=GM0590&gemeente=GM0505", ALL, id="two municipalities"),
        pytest.param("sector=geen", {"Zonder sector"}, id="no sector"),
        pytest.param("sector=industrie&sector=geen", ALL, id="a sector or none"),
        pytest.param("omvang=1", {"Zzp"}, id="size band"),
        pytest.param("omvang=1-4&omvang=26%2B", {"Zzp", "Groot", "Filiaal", "Hoofdkantoor"}, id="sums of bands"),
        pytest.param("omvang=unknown", {"Onbekend"}, id="unknown size"),
        pytest.param("eigen_omvang=26%2B", {"Groot", "Hoofdkantoor"}, id="own size"),
        pytest.param("klein=ja", ALL - NOT_SMALL, id="small"),
        pytest.param("zzp=ja", {"Zzp"}, id="self-employed"),
        pytest.param("keten=ja", {"Filiaal"}, id="branch of a larger company"),
        pytest.param("erkend=ja", {"Erkend"}, id="accredited by SBB"),
        pytest.param("bereikt=niet", ALL - {"Gesproken LWL", "Lang geleden"}, id="never reached"),
        pytest.param("bereikt=lwl", {"Gesproken LWL"}, id="reached by one"),
        pytest.param("bereikt=ja", {"Gesproken LWL", "Lang geleden"}, id="reached by anyone"),
        pytest.param("bereikt=lwl&bereikt=baanbrekend", {"Gesproken LWL", "Lang geleden"}, id="reached by either"),
        pytest.param("bereikt=ja&bereikt_tot=2020-01-01", set(), id="reached before a day"),
        pytest.param("blind=ja", ALL - NOT_SMALL - {"Gesproken LWL", "Liever niet"}, id="blind spots"),
        pytest.param("leidend=lwl", {"LWL leidt"}, id="led by one"),
        pytest.param("leidend=niemand", ALL - {"LWL leidt"}, id="led by nobody"),
        pytest.param("leidend=niemand&leidend=lwl", ALL, id="led by one or by nobody"),
        pytest.param("interesse=evc", {"Wil EVC"}, id="interest"),
        pytest.param("interesse=evc&interesse=bpv", {"Wil EVC"}, id="interest in either"),
        pytest.param("interesse=evc&stand=none", {"Wil geen EVC"}, id="no interest"),
        pytest.param("stand=none&stand=interested", {"Wil EVC", "Wil geen EVC"}, id="status alone"),
        pytest.param("contact=ik", {"Van Sanne"}, id="my portfolio"),
        pytest.param("contact=geen", ALL - {"Van Sanne"}, id="nobody's portfolio"),
        pytest.param("bron=baanbrekend", {"Op lijst"}, id="on a list"),
        pytest.param("bron=zelf", ALL - {"Op lijst", "Was lid"}, id="added by hand"),
        pytest.param("inbeeld=lwl", {"Gesproken LWL"}, id="in view of LWL"),
        pytest.param("inbeeld=baanbrekend", {"Lang geleden", "Op lijst"}, id="in view of Baanbrekend"),
        pytest.param("opvolgen=week", {"Te laat"}, id="my follow-ups of this week"),
        pytest.param("opvolgen=telaat", {"Te laat"}, id="my follow-ups that are late"),
        pytest.param("nietbenaderen=ja", {"Liever niet"}, id="opted out"),
        pytest.param("nietbenaderen=nee", ALL - {"Liever niet"}, id="not opted out"),
        pytest.param("gemeente=GM9999", ALL, id="an unknown value is left out"),
    ],
)
def test_shows(query, expected, cast, shown):
    assert set(shown(query)) == expected


def test_a_network_shows_its_members(cast, shown):
    assert shown(f"netwerk={Network.objects.first().pk}") == ["Lid"]


def test_an_open_overlap(cast, shown, lwl, baanbrekend, adviser_lwl):
    moment = ContactMomentFactory(employer=Employer.objects.get(trade_name="Gewoon"), adviser=adviser_lwl)
    first, second = sorted([lwl, baanbrekend], key=lambda each: each.pk)
    overlap = Overlap.objects.create(
        subject="x", employer=moment.employer, first_organisation=first, second_organisation=second
    )
    overlap.moments.add(moment)
    assert shown("overlap=ja") == ["Gewoon"]


def test_an_unknown_value_is_told(shown):
    assert shown.filter("gemeente=GM9999&omvang=1").problems == ["gemeente"]


def test_active_filters_are_put_into_words_with_a_way_out(shown):
    chips = {
        chip.label: chip.query_without
        for chip in shown.filter("gemeente=GM0505&gemeente=GM0590&bereikt=lwl&x=1").chips()
    }
    assert chips == {
        "Dordrecht": "gemeente=GM0590&bereikt=lwl",
        "Papendrecht": "gemeente=GM0505&bereikt=lwl",
        "Bereikt door LWL": "gemeente=GM0505&gemeente=GM0590",
    }


def test_all_known_sizes_are_one_chip(shown):
    query = QueryDict(mutable=True)
    query.setlist("omvang", [band.value for band in Band if band != Band.UNKNOWN])
    assert [chip.label for chip in shown.filter(query.urlencode()).chips()] == ["Omvang bekend"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "gemeente=GM0505",
        "gemeente=GM0590&omvang=10-14",
        "bereikt=lwl&sector=geen",
        "tekst=e&klein=ja",
        "stand=none",
        "leidend=lwl",
        "leidend=niemand&leidend=baanbrekend&klein=ja",
        "bereikt_vanaf=2000-01-01",
        "bereikt_tot=2000-01-01",
        "bereikt_vanaf=2000-01-01&gemeente=GM0505&zzp=ja&klein=ja",
        "bereikt=lwl&bereikt_vanaf=2000-01-01",
        "blind=ja&gemeente=GM0505",
        "overlap=ja&keten=ja",
        "erkend=ja&tekst=o",
    ],
)
def test_each_count_is_the_length_of_the_list_it_leads_to(query, cast, shown):
    asked = shown.filter(query)
    counts = Counts(asked, Employer.objects.all(), Unchanged())
    assert counts.numbers.found == len(shown(query))
    for group in counts.facets():
        kept = [part for part in query.split("&") if not part.startswith(f"{group.name}=")]
        for option in group.options:
            choice = f"{option.name}={option.value.replace('+', '%2B')}"
            leads_to = "&".join([*kept, choice])
            assert (choice, option.count) == (choice, len(shown(leads_to)))


@pytest.mark.parametrize("name", ["bereikt_vanaf", "bereikt_tot"])
@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "31-02-2026"])
def test_an_impossible_day_in_the_link_is_said_and_does_not_count(as_user, adviser_lwl, name, day):
    page = as_user(adviser_lwl).get(reverse("employers:list"), {name: day})
    assert page.status_code == 200
    assert "telt niet mee" in page.text


@pytest.fixture
def found(rf, adviser_lwl):
    """How many employers one person finds with a query."""

    def found(query):
        request = rf.get("/")
        request.user = adviser_lwl
        employers = Employer.objects.all()
        asked = EmployerFilter(QueryDict(query), employers, request=request)
        return Counts(asked, employers, Unchanged()).numbers.found

    return found


def test_every_text_has_counts_of_its_own(found):
    for name in ("Ooievaar Eén", "Ooievaar Twee", "Reiger"):
        EmployerFactory(trade_name=name, size=3)
    counts = [found(f"klein=ja&tekst={text}") for text in ("ooievaar", "reiger", "ooievaar twee", "wulp", "ooievaar")]
    assert counts == [2, 1, 1, 0, 2]


def test_counts_follow_a_code_that_was_changed(found, adviser_lwl, lwl, baanbrekend):
    ContactMomentFactory(employer=EmployerFactory(), adviser=adviser_lwl)
    assert found("inbeeld=lwl") == 1
    for organisation, slug in ((lwl, "tussen"), (baanbrekend, "lwl")):
        type(lwl).objects.filter(pk=organisation.pk).update(slug=slug)
    assert found("inbeeld=lwl") == 0


@pytest.mark.parametrize(("days", "shown"), [(-1, True), (6, True), (7, False)])
def test_a_week_is_today_and_the_six_days_after_it(as_user, adviser_lwl, days, shown):
    employer = EmployerFactory()
    FollowUpFactory(employer=employer, adviser=adviser_lwl, due_on=timezone.localdate() + timedelta(days=days))
    page = as_user(adviser_lwl).get("/werkgevers/", {"opvolgen": "week"})
    assert (employer in page.context["listing"].page.object_list) is shown
