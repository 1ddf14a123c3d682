"""Hours for small employers (`outreach.Capacity`) of who has to make a target."""

from decimal import Decimal

from django.db.models import Sum

from outreach.models import Capacity
from targets.models import Target


def hours_for(target: Target) -> Decimal | None:
    """A week, of the adviser, else of all advisers of the organisation, else of all; None when nobody said so."""
    hours = Capacity.objects.filter(adviser__is_active=True)
    if target.adviser:
        hours = hours.filter(adviser=target.adviser)
    elif target.organisation:
        hours = hours.filter(adviser__organisation=target.organisation)
    return hours.aggregate(sum=Sum("hours"))["sum"]
