"""Claiming an employer, releasing it, and asking the other organisation to go together.

Every writer takes `lock_claims` first and locks the employer after it, as `contact_logging.py` does, so that two
advisers who tap at once follow each other, also at two establishments of one company, and never wait for each other.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Organisation, User
from employers.models import Employer
from outreach.models import Agreement, Claim, ClaimRequest, ContactMoment
from outreach.subjects import alike, node_expression

LOCK = 0x636C6169  # of all claims; any number nobody else locks


class ClaimedByOtherError(Exception):
    """Another organisation holds the employer; `claim` says who."""

    def __init__(self, claim: Claim):
        super().__init__(f"{claim.organisation.short_name} benadert deze werkgever al.")
        self.claim = claim


def claim_on(employer: Employer, on: date | None = None) -> Claim | None:
    """The claim on an employer, on its company, or on a record held to be the same; the earliest when there are two."""
    return Claim.objects.active(on).filter(employer__in=alike(employer)).with_names().first()


def claims_on(employers: Iterable[Employer]) -> dict[int, Claim]:
    """Who holds many employers and their companies, and until when, by employer; one query."""
    employers = list(employers)
    companies = {employer.company_id for employer in employers if employer.company_id}
    concerned = Q(employer__in=[employer.pk for employer in employers]) | Q(employer__company__in=companies)
    claims = list(Claim.objects.active().filter(concerned).with_holder().order_by("-made_at", "-pk"))
    of_employer = {claim.employer_id: claim for claim in claims}
    of_company = {claim.employer.company_id: claim for claim in claims if claim.employer.company_id}
    held = {it.pk: of_company.get(it.company_id) or of_employer.get(it.pk) for it in employers}
    return {pk: claim for pk, claim in held.items() if claim}


@transaction.atomic
def claim_employer(
    *, employer: Employer, by: User, until_on: date | None = None, made_with: ContactMoment | None = None
) -> Claim:
    """Hold an employer for `by`'s organisation until a day (CLAIM_DAYS from today); ClaimedByOtherError when taken.

    What the own organisation holds already, is held until the later day of the two.
    """
    until_on = until_on or timezone.localdate() + timedelta(days=settings.CLAIM_DAYS)
    lock_claims()
    employer = Employer.objects.select_for_update(of=["self"], no_key=True).get(pk=employer.pk)
    standing = claim_on(employer)
    if standing and standing.organisation_id != by.organisation_id:
        raise ClaimedByOtherError(standing)
    if standing:
        return _lengthen(standing, until_on)
    subject = _free_subject(employer)
    return Claim.objects.create(
        subject=subject,
        employer=employer,
        organisation=by.organisation,
        adviser=by,
        until_on=until_on,
        made_with=made_with,
    )


def claim_for_plan(moment: ContactMoment, by: User) -> Claim | None:
    """A planned approach claims by itself, at least until its day; not what another organisation holds.

    Nor an employer that wants to be left alone.
    """
    if not (moment.is_planned and moment.is_approach) or moment.employer.is_opted_out:
        return None
    first = timezone.localdate() + timedelta(days=settings.CLAIM_DAYS)
    until_on = max(first, timezone.localdate(moment.happened_at))
    try:
        return claim_employer(employer=moment.employer, by=by, until_on=until_on, made_with=moment)
    except ClaimedByOtherError:
        return None


@transaction.atomic
def release_claim(*, claim: Claim, by: User) -> bool:
    """End a claim before its day; False when it had ended already."""
    return bool(_end(Claim.objects.running().filter(pk=claim.pk), Claim.End.RELEASED, by=by))


@transaction.atomic
def resume_claim(*, claim: Claim) -> bool:
    """Take a release back; False when somebody claimed the employer meanwhile."""
    return _resume([claim]) == 1


def release_for_talk(moment: ContactMoment, by: User) -> int:
    """A real talk is what the claim was for: it ends, unless something is still promised."""
    if not moment.is_exchange or moment.employer.follow_ups.open().filter(adviser__organisation=moment.organisation):
        return 0
    own = Claim.objects.running().filter(employer__in=alike(moment.employer), organisation=moment.organisation)
    return _end(own, Claim.End.CONTACT, by=by, ended_with=moment)


def release_for_cancelled(moment: ContactMoment, by: User | None = None) -> int:
    """A plan that is off no longer holds the employer, if the claim was made by that plan."""
    return _end(Claim.objects.running().filter(made_with=moment), Claim.End.RELEASED, by=by, ended_with=moment)


def resume_after(moment: ContactMoment) -> int:
    """Hold again what this contact released, now that the contact is taken back."""
    return _resume(Claim.objects.filter(ended_with=moment, until_on__gte=timezone.localdate()))


@transaction.atomic
def undo_claim(*, claim: Claim) -> None:
    """As if nobody had tapped."""
    claim.delete()


def undo_plan_claim(moment: ContactMoment) -> None:
    """The claim that a planned contact made goes with it; one that the other organisation answered to stays."""
    Claim.objects.filter(made_with=moment, requests=None).delete()


@transaction.atomic
def ask_to_join(*, claim: Claim, by: User) -> ClaimRequest:
    """Ask the holder to go together; asking again changes nothing."""
    request, _ = ClaimRequest.objects.get_or_create(
        claim=claim, organisation=by.organisation, defaults={"asked_by": by}
    )
    return request


@transaction.atomic
def answer_request(*, request: ClaimRequest, answer: str, by: User) -> ClaimRequest:
    """Ja or nee. Ja makes an agreement from today until the claim ends, which covers what both approach later."""
    locked = ClaimRequest.objects.select_for_update(of=["self"]).with_people().get(pk=request.pk)
    if locked.answer:
        return locked
    locked.answer, locked.answered_by, locked.answered_at = answer, by, timezone.now()
    if answer == ClaimRequest.Answer.YES:
        locked.agreement = _together(locked.claim, locked.organisation, by)
    locked.save()
    return locked


@transaction.atomic
def undo_answer(*, request: ClaimRequest) -> None:
    """The question is open again, without the agreement."""
    locked = ClaimRequest.objects.select_for_update(of=["self"]).select_related("agreement").get(pk=request.pk)
    agreement, locked.agreement = locked.agreement, None
    locked.answer, locked.answered_by, locked.answered_at = "", None, None
    locked.save()
    if agreement:
        agreement.delete()


def end_expired_claims() -> int:
    """Mark what ended by itself; only tidying, for nothing counts an expired claim as held."""
    expired = Claim.objects.open().filter(until_on__lt=timezone.localdate())
    return _end(expired, Claim.End.EXPIRED)


def _together(claim: Claim, organisation: Organisation, by: User) -> Agreement:
    holder, other = claim.organisation.short_name, organisation.short_name
    text = f"{holder} en {other} gaan samen naar deze werkgever."
    today = timezone.localdate()
    return Agreement.objects.create(
        employer=claim.employer, text=text, from_on=today, until_on=max(claim.until_on, today), made_by=by
    )


def _lengthen(claim: Claim, until_on: date) -> Claim:
    if until_on > claim.until_on:
        claim.until_on = until_on
        claim.save(update_fields=["until_on"])
    return claim


def _free_subject(employer: Employer) -> str:
    """The subject to claim, after ending what expired on it, and what was made with an establishment left alone since.

    An employer that changed company since its claim keeps that claim under its own name.
    """
    subject = Employer.objects.values_list(node_expression(), flat=True).get(pk=employer.pk)
    is_over = Q(until_on__lt=timezone.localdate()) | Q(employer__is_opted_out=True)
    _end(Claim.objects.open().filter(is_over, subject=subject), Claim.End.EXPIRED)
    for moved in Claim.objects.open().filter(subject=subject):
        Claim.objects.filter(pk=moved.pk).update(subject=f"moved:{moved.pk}")
    return subject


def _end(claims, because: str, *, by: User | None = None, ended_with: ContactMoment | None = None) -> int:
    return claims.update(ended_at=timezone.now(), ended_because=because, ended_by=by, ended_with=ended_with)


def _resume(claims: Iterable[Claim]) -> int:
    resumed = 0
    lock_claims()
    for claim in list(claims):
        employer = Employer.objects.select_for_update(of=["self"], no_key=True).get(pk=claim.employer_id)
        if claim_on(employer):
            continue
        subject = _free_subject(employer)
        ended = Claim.objects.filter(pk=claim.pk, ended_at__isnull=False)
        resumed += ended.update(subject=subject, ended_at=None, ended_because="", ended_by=None, ended_with=None)
    return resumed


def lock_claims() -> None:
    """Until the end of the transaction; taking it again does nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
