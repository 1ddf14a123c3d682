"""The warning on the contact form, before saving: who of another organisation was there, or will be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.dateformat import format as format_date

from accounts.models import Organisation
from employers.models import Employer
from outreach.claims import claim_on
from outreach.models import Agreement, Claim, ContactMoment, Result
from outreach.models.contact_moments import ContactMomentQuerySet
from outreach.subjects import alike

DID = {
    Result.SPOKEN: "sprak",
    Result.VISITED: "bezocht",
    Result.MET: "ontmoette",
    Result.REPLIED: "mailde met",
    Result.NO_ANSWER: "kreeg geen gehoor bij",
    Result.MESSAGE_LEFT: "liet een bericht achter bij",
    Result.SENT: "stuurde bericht aan",
}


@dataclass(frozen=True)
class NearbyApproach:
    """An approach by another organisation, seen from the day of the contact that is being typed."""

    moment: ContactMoment
    employer: Employer
    on: date
    agreement: Agreement | None

    @property
    def day(self) -> date:
        return timezone.localdate(self.moment.happened_at)

    @property
    def days_apart(self) -> int:
        return abs((self.on - self.day).days)

    @property
    def is_elsewhere(self) -> bool:
        """At a sister establishment or a possible double of the employer."""
        return self.moment.employer_id != self.employer.pk

    @property
    def did(self) -> str:
        return "benadert" if self.moment.is_planned else DID.get(self.moment.result, "benaderde")

    @property
    def when(self) -> str:
        """The day in words: "6 dagen geleden" seen from today, else with the days before or after this contact."""
        if self.on == timezone.localdate():
            return _from_today((self.day - self.on).days)
        day = format_date(self.day, "j F")
        if self.day == self.on:
            return f"op dezelfde dag, {day}"
        return f"op {day}, {_days(self.days_apart)} {'voor' if self.day < self.on else 'na'} dit contact"


def _days(count: int) -> str:
    return "1 dag" if count == 1 else f"{count} dagen"


def _from_today(days: int) -> str:
    near = {-1: "gisteren", 0: "vandaag", 1: "morgen"}
    if days in near:
        return near[days]
    return f"{_days(-days)} geleden" if days < 0 else f"over {_days(days)}"


@dataclass(frozen=True)
class OverlapWarning:
    """What to say before saving. `is_overlap`: saving it like this makes a double approach.

    `claim` is held by another organisation: no double approach yet, but one in the making.
    """

    approaches: list[NearbyApproach]
    counts: bool
    claim: Claim | None = None
    standing: Agreement | None = None  # with the claim: what was agreed about this employer

    @property
    def agreement(self) -> Agreement | None:
        return next((it.agreement for it in self.approaches if it.agreement), self.standing)

    @property
    def organisations(self) -> str:
        """The other organisations in words."""
        return " en ".join(sorted({it.moment.organisation.short_name for it in self.approaches}))

    @property
    def must_align(self) -> bool:
        """Speak to the other organisation first."""
        return self.is_overlap or (self.counts and self.claim is not None and self.agreement is None)

    @property
    def is_overlap(self) -> bool:
        return self.counts and any(it.agreement is None for it in self.approaches)


def nearby_approaches(
    employer: Employer, organisation: Organisation, on: date, *, exclude: ContactMoment | None = None
) -> ContactMomentQuerySet:
    """Approaches by other organisations, not joint, less than OVERLAP_DAYS from a day; the rule of overlaps.py."""
    span = timedelta(days=settings.OVERLAP_DAYS - 1)
    moments = ContactMoment.objects.approaches().filter(is_joint=False, employer__in=alike(employer))
    moments = moments.exclude(organisation=organisation).between(on - span, on + span)
    return moments.exclude(pk=exclude.pk) if exclude and exclude.pk else moments


def overlap_warning(
    employer: Employer,
    organisation: Organisation,
    on: date,
    *,
    counts: bool = True,
    exclude: ContactMoment | None = None,
) -> OverlapWarning | None:
    """What an adviser must know before approaching on this day; None when no other organisation is near.

    `counts` says whether the contact being typed would be an approach by itself: not joint, on our initiative, no
    mass mailing. `exclude` is the moment being changed.
    """
    moments = list(nearby_approaches(employer, organisation, on, exclude=exclude).with_names())
    claim = _claim_of_other(employer, organisation, on)
    if not moments and not claim:
        return None
    agreements = list(_agreements(employer, [*moments, claim] if claim else moments))
    approaches = [
        NearbyApproach(moment, employer, on, _covering(agreements, moment, employer, on)) for moment in moments
    ]
    approaches.sort(key=lambda it: (it.days_apart, it.moment.pk))
    standing = _covering_claim(agreements, employer, claim, on)
    return OverlapWarning(approaches, counts, claim, standing)


def _claim_of_other(employer: Employer, organisation: Organisation, on: date) -> Claim | None:
    claim = claim_on(employer, on) if on >= timezone.localdate() else None
    return claim if claim and claim.organisation_id != organisation.pk else None


def _covering_claim(agreements: list[Agreement], employer: Employer, claim: Claim | None, on: date) -> Agreement | None:
    around = [employer, claim.employer] if claim else []
    valid = [it for it in agreements if it.is_valid_on(on)]
    return next((it for it in valid if any(_same_house(it.employer, one) for one in around)), None)


def _agreements(employer: Employer, moments: Iterable[ContactMoment | Claim]) -> Iterable[Agreement]:
    """Agreements about the employer, about one of those approached, or about another establishment of their company."""
    around = [employer, *(moment.employer for moment in moments)]
    companies = {it.company_id for it in around if it.company_id}
    keys = Employer.objects.filter(pk__in={it.pk for it in around}) | Employer.objects.filter(company__in=companies)
    return Agreement.objects.filter(employer__in=keys.values("pk")).select_related("employer")


def _covering(agreements: list[Agreement], moment: ContactMoment, employer: Employer, on: date) -> Agreement | None:
    """The agreement that holds on the day of the later approach for either of the two."""
    later = max(on, timezone.localdate(moment.happened_at))
    for agreement in agreements:
        concerns = any(_same_house(agreement.employer, it) for it in (employer, moment.employer))
        if concerns and agreement.is_valid_on(later):
            return agreement
    return None


def _same_house(one: Employer, two: Employer) -> bool:
    return one.pk == two.pk or (one.company_id is not None and one.company_id == two.company_id)
