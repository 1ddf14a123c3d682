"""Claims: one holder per employer and company, until a day, released early, and going together."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from employers.editing import approach_again, leave_alone
from employers.merging import merge_employers
from employers.models import PossibleDuplicate
from outreach.claims import (
    ClaimedByOtherError,
    answer_request,
    ask_to_join,
    claim_employer,
    claim_on,
    claims_on,
    end_expired_claims,
    release_claim,
    undo_answer,
)
from outreach.contact_logging import cancel_contact, log_contact, restore_contact, undo_contact
from outreach.models import Agreement, Claim, ContactMoment
from outreach.overlap_warnings import overlap_warning
from tests.factories import CompanyFactory, EmployerFactory, UserFactory


def expire(claim):
    Claim.objects.filter(pk=claim.pk).update(until_on=timezone.localdate() - timedelta(days=1))


@pytest.fixture
def employer(db):
    return EmployerFactory(trade_name="Bakkerij De Lindt")


@pytest.fixture
def claim(employer, adviser_lwl):
    return claim_employer(employer=employer, by=adviser_lwl)


def plan(adviser, employer, days=3, **values):
    at = timezone.now() + timedelta(days=days)
    return log_contact(by=adviser, employer=employer, channel="visit", happened_at=at, **values)


def talk(adviser, employer, **values):
    return log_contact(
        by=adviser, employer=employer, channel="phone", result="spoken", happened_at=timezone.now(), **values
    )


def test_a_claim_lasts_as_long_as_the_setting_says(employer, adviser_lwl, settings):
    settings.CLAIM_DAYS = 5
    claim = claim_employer(employer=employer, by=adviser_lwl)
    assert claim.until_on == timezone.localdate() + timedelta(days=5)


def test_the_other_organisation_comes_second(claim, employer, adviser_baanbrekend):
    with pytest.raises(ClaimedByOtherError) as taken:
        claim_employer(employer=employer, by=adviser_baanbrekend)
    assert taken.value.claim == claim


def test_a_claim_holds_the_whole_company(adviser_lwl, adviser_baanbrekend):
    one, two = (EmployerFactory(company=company) for company in [CompanyFactory()] * 2)
    claim = claim_employer(employer=one, by=adviser_lwl)
    assert claims_on([one, two]) == {one.pk: claim, two.pk: claim}
    with pytest.raises(ClaimedByOtherError):
        claim_employer(employer=two, by=adviser_baanbrekend)


def test_a_claim_holds_what_may_be_the_same_employer(claim, employer, adviser_baanbrekend):
    double = EmployerFactory()
    PossibleDuplicate.objects.create(first=employer, second=double)
    with pytest.raises(ClaimedByOtherError):
        claim_employer(employer=double, by=adviser_baanbrekend)


def test_a_claim_ends_by_itself_without_any_job(claim, employer, adviser_baanbrekend):
    expire(claim)
    assert claim_on(employer) is None
    assert claim_employer(employer=employer, by=adviser_baanbrekend).organisation == adviser_baanbrekend.organisation
    claim.refresh_from_db()
    assert claim.ended_because == "expired"


def test_the_nightly_job_marks_what_expired(claim):
    assert end_expired_claims() == 0
    expire(claim)
    assert end_expired_claims() == 1


def test_the_database_refuses_a_second_open_claim(claim, adviser_baanbrekend):
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(
            subject=claim.subject, employer=claim.employer, organisation=adviser_baanbrekend.organisation,
            adviser=adviser_baanbrekend, until_on=claim.until_on,
        )  # fmt: skip


def test_an_employer_that_changed_company_does_not_stop_its_old_company(adviser_lwl, adviser_baanbrekend):
    company = CompanyFactory()
    moved, stayed = EmployerFactory(company=company), EmployerFactory(company=company)
    claim_employer(employer=moved, by=adviser_lwl)
    moved.company = None
    moved.save()
    assert claim_employer(employer=stayed, by=adviser_baanbrekend).is_active
    assert claim_on(moved).organisation == adviser_lwl.organisation


def test_a_planned_approach_claims_by_itself_until_its_day(employer, adviser_lwl):
    plan(adviser_lwl, employer, days=40)
    assert claim_on(employer).until_on == timezone.localdate() + timedelta(days=40)


def test_a_plan_on_the_employers_initiative_claims_nothing(employer, adviser_lwl):
    plan(adviser_lwl, employer, initiative="employer")
    assert claim_on(employer) is None


def test_a_plan_beside_a_claim_of_the_other_is_still_saved(claim, employer, adviser_baanbrekend):
    assert plan(adviser_baanbrekend, employer).is_planned
    assert claim_on(employer) == claim


def test_cancelling_the_plan_releases_and_restoring_holds_again(employer, adviser_lwl):
    moment = plan(adviser_lwl, employer)
    cancel_contact(moment=moment)
    assert claim_on(employer) is None
    restore_contact(moment=moment)
    assert claim_on(employer).organisation == adviser_lwl.organisation


def test_undoing_the_plan_takes_its_claim_along(employer, adviser_lwl):
    undo_contact(moment=plan(adviser_lwl, employer))
    assert not Claim.objects.exists()


def test_a_talk_ends_the_claim_and_undo_holds_again(claim, employer, adviser_lwl):
    moment = talk(adviser_lwl, employer)
    assert claim_on(employer) is None
    undo_contact(moment=moment)
    assert claim_on(employer) == claim


def test_a_talk_with_a_promise_keeps_the_claim(claim, employer, adviser_lwl):
    talk(adviser_lwl, employer, follow_up_on=timezone.localdate() + timedelta(days=7))
    assert claim_on(employer) == claim


def test_no_answer_keeps_the_claim(claim, employer, adviser_lwl):
    log_contact(by=adviser_lwl, employer=employer, channel="phone", result="no_answer", happened_at=timezone.now())
    assert claim_on(employer) == claim


def test_ja_covers_later_approaches_of_both(claim, employer, adviser_lwl, adviser_baanbrekend):
    asked = ask_to_join(claim=claim, by=adviser_baanbrekend)
    answered = answer_request(request=asked, answer="yes", by=adviser_lwl)
    assert answered.agreement.until_on == claim.until_on
    warning = overlap_warning(employer, adviser_baanbrekend.organisation, timezone.localdate())
    assert warning.agreement == answered.agreement
    assert not warning.must_align
    undo_answer(request=asked)
    assert not Agreement.objects.exists()


def test_the_warning_names_the_claim_of_the_other(claim, employer, adviser_lwl, adviser_baanbrekend):
    warning = overlap_warning(employer, adviser_baanbrekend.organisation, timezone.localdate())
    assert warning.claim == claim
    assert warning.must_align
    assert not warning.is_overlap
    assert overlap_warning(employer, adviser_lwl.organisation, timezone.localdate()) is None
    after = claim.until_on + timedelta(days=1)
    assert overlap_warning(employer, adviser_baanbrekend.organisation, after) is None


def test_two_claims_become_the_earliest_when_employers_are_merged(claim, employer, adviser_baanbrekend, admin):
    other = EmployerFactory()
    later = claim_employer(employer=other, by=adviser_baanbrekend)
    merge_employers(keep=other, drop=employer, values={}, by=admin)
    later.refresh_from_db()
    assert later.ended_because == "merged"
    assert claim_on(other) == claim


def test_one_tap_and_undo_on_the_employer_page(as_user, adviser_lwl, employer):
    client = as_user(adviser_lwl)
    page = client.post(f"/werkgevers/{employer.pk}/benaderslot/", follow=True).text
    assert "benadert Bakkerij De Lindt tot en met" in page
    assert "Geef vrij" in page
    page = client.post(f"/benaderslot/{Claim.objects.get().pk}/ongedaan/", follow=True).text
    assert "Het benaderslot op Bakkerij De Lindt is weg." in page
    assert "Wij benaderen" in page


def test_undo_is_over_after_ten_minutes(as_user, adviser_lwl, claim):
    Claim.objects.update(made_at=timezone.now() - timedelta(minutes=11))
    page = as_user(adviser_lwl).post(f"/benaderslot/{claim.pk}/ongedaan/", follow=True).text
    assert "Ongedaan maken kan niet meer." in page
    assert Claim.objects.exists()


def test_a_release_can_be_taken_back(as_user, adviser_lwl, claim, employer):
    client = as_user(adviser_lwl)
    assert "is vrij" in client.post(f"/benaderslot/{claim.pk}/vrijgeven/", follow=True).text
    client.post(f"/benaderslot/{claim.pk}/terug/")
    assert claim_on(employer) == claim


def test_the_holder_answers_on_the_home_page(as_user, adviser_lwl, adviser_baanbrekend, claim):
    client = as_user(adviser_baanbrekend)
    assert "Gevraagd." in client.post(f"/benaderslot/{claim.pk}/samen/", follow=True).text
    client = as_user(adviser_lwl)
    assert "vraagt: samen naar" in client.get("/portefeuille/").text
    page = client.post(f"/benaderslot/samen/{claim.requests.get().pk}/antwoord/", {"antwoord": "yes"}, follow=True)
    assert "Dit telt niet als dubbele benadering." in page.text
    assert "gaat mee" in page.text


def test_the_list_and_the_form_show_the_claim(as_user, adviser_baanbrekend, claim, employer):
    client = as_user(adviser_baanbrekend)
    assert "LWL benadert" in client.get("/werkgevers/?regio=alle").text
    assert "Stem eerst af." in client.get(f"/werkgevers/{employer.pk}/contact/").text


def test_nobody_holds_an_employer_that_wants_to_be_left_alone(claim, employer, adviser_lwl, adviser_baanbrekend):
    leave_alone(by=adviser_lwl, employer=employer, reason="Geen tijd")
    claim.employer.refresh_from_db()
    assert claim_on(employer) is None
    assert claims_on([employer]) == {}
    assert not claim.is_active
    approach_again(by=adviser_lwl, employer=employer)
    assert claim_on(employer) == claim


def test_what_a_claim_was_for_may_end_while_the_employer_is_left_alone(employer, adviser_lwl):
    planned = plan(adviser_lwl, employer)
    leave_alone(by=adviser_lwl, employer=employer, reason="Geen tijd")
    cancel_contact(moment=planned)
    approach_again(by=adviser_lwl, employer=employer)
    assert claim_on(employer) is None


def test_a_talk_or_a_tap_ends_the_claim_on_who_is_left_alone(claim, employer, adviser_lwl, as_user):
    leave_alone(by=adviser_lwl, employer=employer, reason="Geen tijd")
    page = as_user(adviser_lwl).post(f"/benaderslot/{claim.pk}/vrijgeven/", follow=True)
    assert "is vrij" in page.text
    approach_again(by=adviser_lwl, employer=employer)
    again = claim_employer(employer=employer, by=adviser_lwl)
    leave_alone(by=adviser_lwl, employer=employer, reason="Geen tijd")
    talk(adviser_lwl, employer)
    again.refresh_from_db()
    assert again.ended_because == Claim.End.CONTACT


def test_who_claims_a_sister_of_one_that_is_left_alone_keeps_it(adviser_lwl, adviser_baanbrekend):
    company = CompanyFactory()
    one, other = EmployerFactory(company=company), EmployerFactory(company=company)
    claim_employer(employer=one, by=adviser_lwl)
    leave_alone(by=adviser_lwl, employer=one, reason="Geen tijd")
    taken = claim_employer(employer=other, by=adviser_baanbrekend)
    approach_again(by=adviser_lwl, employer=one)
    assert claim_on(one) == claim_on(other) == taken


def test_a_plan_claims_nothing_that_is_left_alone(employer, adviser_lwl, adviser_baanbrekend):
    leave_alone(by=adviser_lwl, employer=employer, reason="Geen tijd")
    employer.refresh_from_db()
    plan(adviser_lwl, employer)
    plan(adviser_baanbrekend, employer)
    approach_again(by=adviser_lwl, employer=employer)
    assert not Claim.objects.exists()


def test_asking_to_join_where_nobody_may_go_says_so(claim, employer, adviser_lwl, adviser_baanbrekend, as_user):
    leave_alone(by=adviser_lwl, employer=employer, reason="Geen tijd")
    page = as_user(adviser_baanbrekend).post(f"/benaderslot/{claim.pk}/samen/", follow=True)
    assert "wil niet benaderd worden. Er is niets gevraagd." in page.text


def test_an_opted_out_employer_cannot_be_claimed(as_user, adviser_lwl):
    employer = EmployerFactory(is_opted_out=True)
    page = as_user(adviser_lwl).post(f"/werkgevers/{employer.pk}/benaderslot/", follow=True).text
    assert "wil niet benaderd worden" in page
    assert not Claim.objects.exists()


def at_once(jobs):
    start = Barrier(len(jobs))

    def run(job):
        try:
            start.wait()
            return job()
        except ClaimedByOtherError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(run, job) for job in jobs]]


@pytest.mark.django_db(transaction=True)
def test_twenty_advisers_tapping_at_once_make_one_holder(lwl, baanbrekend):
    company = CompanyFactory()
    branches = [EmployerFactory(company=company), EmployerFactory(company=company)]
    advisers = [UserFactory(organisation=organisation) for organisation in [lwl, baanbrekend] * 10]

    def tapper(number, adviser):
        return lambda: claim_employer(employer=branches[number // 2 % 2], by=adviser)

    made = at_once([tapper(number, adviser) for number, adviser in enumerate(advisers)])
    claim = Claim.objects.get()
    assert {it.pk for it in made if it} == {claim.pk}
    assert sum(it is None for it in made) == 10


@pytest.mark.django_db(transaction=True)
def test_planning_and_claiming_at_once_never_waits_forever(lwl, baanbrekend):
    company = CompanyFactory()
    branches = [EmployerFactory(company=company), EmployerFactory(company=company)]
    people = [UserFactory(organisation=organisation) for organisation in [lwl, baanbrekend] * 6]
    jobs = []
    for number, adviser in enumerate(people):
        branch = branches[number % 2]
        jobs.append(lambda adviser=adviser, branch=branch: plan(adviser, branch))
        jobs.append(lambda adviser=adviser, branch=branch: claim_employer(employer=branch, by=adviser))
    at_once(jobs)
    assert ContactMoment.objects.count() == 12
    assert Claim.objects.active().count() == 1


def test_releasing_twice_says_so(claim, adviser_lwl):
    assert release_claim(claim=claim, by=adviser_lwl)
    assert not release_claim(claim=claim, by=adviser_lwl)


def test_the_list_releases_a_claim_of_the_own_organisation(as_user, adviser_lwl, adviser_baanbrekend, admin, claim):
    release = f"/benaderslot/{claim.pk}/vrijgeven/"
    assert release not in as_user(adviser_baanbrekend).get("/benadersloten/").text
    assert release not in as_user(admin).get("/benadersloten/").text
    client = as_user(adviser_lwl)
    assert release in client.get("/benadersloten/").text
    page = client.post(release, {"terug": "/benadersloten/"}, follow=True)
    assert page.request["PATH_INFO"] == "/benadersloten/"
    assert "Het benaderslot op Bakkerij De Lindt is vrij." in page.text
    assert not Claim.objects.active().exists()
