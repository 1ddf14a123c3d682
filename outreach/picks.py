"""Which employers are offered before anything is typed: who an adviser most likely just spoke."""

from django.utils import timezone

from accounts.models import User
from employers.models import Employer
from outreach.models import ContactMoment, FollowUp

SHOWN = 8
RECENT_MOMENTS = 40


def offered(user: User) -> list[tuple[str, list[Employer]]]:
    """Due today or planned for today, then whom this user logged last, then the portfolio; everybody once."""
    employers = Employer.objects.visible_to(user).current().select_related("municipality")
    today = timezone.localdate()
    due = FollowUp.objects.visible_to(user).filter(adviser=user).due(today).order_by("due_on", "pk")
    planned = ContactMoment.objects.planned().filter(adviser=user).between(until=today).order_by("happened_at")
    recent = ContactMoment.objects.filter(created_by=user).order_by("-created_at")
    keys = {
        "Vandaag op te volgen": [*due.values_list("employer", flat=True), *planned.values_list("employer", flat=True)],
        "Pas nog vastgelegd": list(recent.values_list("employer", flat=True)[:RECENT_MOMENTS]),
    }
    seen: set[int] = set()
    groups = []
    for title, some in keys.items():
        wanted = [key for key in dict.fromkeys(some) if key not in seen][:SHOWN]
        found = employers.in_bulk(wanted)
        groups.append((title, [found[key] for key in wanted if key in found]))
        seen.update(wanted)
    mine = employers.filter(portfolio_entries__in=user.portfolio_entries.current()).exclude(pk__in=seen)
    groups.append(("Uit uw portefeuille", list(mine[: 2 * SHOWN])))
    return [(title, some) for title, some in groups if some]
