"""Employer lists that people have open, counted again by a worker after a change."""

from types import SimpleNamespace

from django.http import QueryDict

from accounts.models import User
from employers.listing import Listing
from lwl_crm.looked_at import LookedAt

lists = LookedAt("lists", most=10)


def remember(listing: Listing) -> None:
    """Not in a very large register, where the counts come from a census."""
    if not listing.counts.census:
        query = listing.filter.query()
        lists.remember((listing.user.pk, query), (listing.user.pk, query))


def keep_ready() -> None:
    """Twice in a row counts nothing."""
    asked = lists.lately()
    users = User.objects.select_related("organisation").in_bulk({user for user, _ in asked})
    for user, query in asked:
        if user in users:
            listing = Listing(SimpleNamespace(GET=QueryDict(query), user=users[user]))
            listing.counts.numbers, listing.overview  # noqa: B018
