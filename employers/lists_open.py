"""Employer lists that people have open, counted again by a worker after a change."""

from types import SimpleNamespace

from django.http import QueryDict

from accounts.models import User
from employers.listing import Listing
from lwl_crm.looked_at import LookedAt, apart

open_lists = LookedAt("lists", most=10)


def remember(listing: Listing) -> None:
    """The last one of each person, but no search: what somebody types may be a name, and changes with every letter.

    Nor in a very large register, where the counts come from a census.
    """
    if not listing.counts.census and "tekst" not in listing.filter.asked:
        open_lists.remember(listing.user.pk, (listing.user.pk, listing.filter.query()))


def keep_ready() -> None:
    """Twice in a row counts nothing."""
    asked = open_lists.lately()
    users = User.objects.select_related("organisation").in_bulk({user for user, _ in asked})
    for user, query in [each for each in asked if each[0] in users]:
        with apart():
            listing = Listing(SimpleNamespace(GET=QueryDict(query), user=users[user]))
            listing.counts.numbers, listing.overview  # noqa: B018
