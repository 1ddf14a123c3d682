"""Handing over a portfolio to a colleague, with what was promised, and taking that back."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from employers.models import Employer
from outreach.models import FollowUp, Handover, PortfolioEntry
from outreach.portfolios import assign_portfolio, undo_assignment


class NothingToHandOverError(Exception):
    """The giver has none of these employers any more."""


def portfolio_of(giver: User) -> QuerySet:
    """What this adviser has to hand over: also employers that stopped, which a portfolio page leaves out."""
    return Employer.objects.current().filter(pk__in=PortfolioEntry.objects.of(giver).values("employer"))


def promises(giver: User, employers: QuerySet) -> QuerySet:
    """Open follow-ups of this adviser at these employers."""
    return FollowUp.objects.open().filter(adviser=giver, employer__in=employers.order_by().values("pk"))


@transaction.atomic
def hand_over(
    *, giver: User, receiver: User, by: User, employers: QuerySet, with_promises: bool = True, reason: str = ""
) -> Handover:
    """Make a colleague the fixed contact of what `giver` has of these employers, with what was promised there."""
    if giver.organisation_id != receiver.organisation_id or giver.pk == receiver.pk:
        raise ValueError("A portfolio goes to a colleague of the same organisation.")
    moving = list(portfolio_of(giver).filter(pk__in=employers.order_by().values("pk")).only("pk"))
    if not moving:
        raise NothingToHandOverError
    chosen = Employer.objects.filter(pk__in=[employer.pk for employer in moving])
    promised = list(promises(giver, chosen).select_for_update(of=("self",))) if with_promises else []
    done = assign_portfolio(employers=moving, adviser=receiver, by=by)
    handover = Handover.objects.create(
        key=done.key, giver=giver, receiver=receiver, employer_count=done.opened, reason=reason, made_by=by
    )
    FollowUp.objects.filter(pk__in=[each.pk for each in promised]).update(adviser=receiver)
    handover.follow_ups.set(promised)
    return handover


@transaction.atomic
def take_back_handover(*, handover: Handover, by: User) -> Handover:
    """Give back what nobody changed since: employers the receiver still has, and promises that are still open."""
    handover = Handover.objects.select_for_update(of=("self",)).with_people().get(pk=handover.pk)
    if handover.undone_at:
        return handover
    undo_assignment(key=handover.key, by=by)
    handover.follow_ups.open().filter(adviser=handover.receiver).update(adviser=handover.giver)
    handover.undone_by, handover.undone_at = by, timezone.now()
    handover.save(update_fields=["undone_by", "undone_at"])
    return handover
