"""Handing over a portfolio to a colleague, with what was promised, and taking that back."""

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.models import User
from employers.models import Employer
from outreach.models import ContactMoment, FollowUp, Handover, PortfolioEntry
from outreach.portfolios import assign_portfolio, undo_assignment


class NothingToHandOverError(Exception):
    """The giver has none of these employers any more."""


def portfolio_of(giver: User) -> QuerySet:
    """What this adviser has to hand over: also employers that stopped, which a portfolio page leaves out."""
    return Employer.objects.current().filter(pk__in=PortfolioEntry.objects.of(giver).values("employer"))


def promises(giver: User, employers: QuerySet) -> QuerySet:
    """Open follow-ups of this adviser at these employers."""
    return FollowUp.objects.open().filter(adviser=giver, employer__in=employers.order_by().values("pk"))


def planned_contacts(giver: User, employers: QuerySet) -> QuerySet:
    """Contacts of the organisation that this adviser planned at these employers and that did not take place yet."""
    planned = ContactMoment.objects.planned().filter(adviser=giver, organisation=giver.organisation_id)
    return planned.filter(employer__in=employers.order_by().values("pk"))


@transaction.atomic
def hand_over(
    *, giver: User, receiver: User, by: User, employers: QuerySet, with_promises: bool = True, reason: str = ""
) -> Handover:
    """Make a colleague the fixed contact of what `giver` has of these employers, with what was promised and planned."""
    if giver.organisation_id != receiver.organisation_id or giver.pk == receiver.pk:
        raise ValueError("A portfolio goes to a colleague of the same organisation.")
    moving = list(portfolio_of(giver).filter(pk__in=employers.order_by().values("pk")).only("pk"))
    if not moving:
        raise NothingToHandOverError
    chosen = Employer.objects.filter(pk__in=[employer.pk for employer in moving])
    promised = _locked(promises(giver, chosen)) if with_promises else []
    planned = _locked(planned_contacts(giver, chosen)) if with_promises else []
    done = assign_portfolio(employers=moving, adviser=receiver, by=by)
    handover = Handover.objects.create(
        key=done.key, giver=giver, receiver=receiver, employer_count=done.opened, reason=reason, made_by=by
    )
    handover.follow_ups.set(promised)
    handover.planned.set(planned)
    handover.follow_ups.update(adviser=receiver)
    _give(handover.planned, receiver)
    return handover


@transaction.atomic
def take_back_handover(*, handover: Handover, by: User) -> Handover:
    """Give back what nobody changed since: employers the receiver still has, and what is still to be done at those.

    `stayed_count` are employers that went on to somebody else meanwhile and stay there.
    """
    handover = Handover.objects.select_for_update(of=("self",)).with_people().get(pk=handover.pk)
    if handover.undone_at:
        return handover
    moved = set(PortfolioEntry.objects.filter(opened_in=handover.key).values_list("employer", flat=True))
    undo_assignment(key=handover.key, by=by)
    back = PortfolioEntry.objects.of(handover.giver).filter(employer__in=moved)
    handover.stayed_count = len(moved) - back.count()
    to_do = {"adviser": handover.receiver, "employer__in": list(back.values_list("employer", flat=True))}
    handover.follow_ups.open().filter(**to_do).update(adviser=handover.giver)
    _give(handover.planned.planned().filter(**to_do), handover.giver)
    handover.undone_by, handover.undone_at = by, timezone.now()
    handover.save(update_fields=["undone_by", "undone_at"])
    return handover


def _locked(rows):
    return list(rows.order_by("pk").select_for_update(of=("self",)))


def _give(moments, adviser):
    """A form that somebody has open meanwhile is refused, as after any other change."""
    moments.update(adviser=adviser, version=F("version") + 1, updated_at=timezone.now())
