"""Keeping what we know of a network: its data, who keeps the relation, and who belongs to it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Organisation, User
from employers.models import Employer, Network, NetworkMembership
from outreach.models import NetworkKeeper

BY_HAND = "Door een collega"


class NetworkChangedError(Exception):
    """Somebody else saved this network since it was read."""


@transaction.atomic
def change_network(
    *, by: User, network: Network, version: int, keepers: Mapping[Organisation, User | None], **values: Any
) -> Network:
    """Write the data of a network read at `version`, and per organisation who keeps the relation."""
    if not Network.objects.filter(pk=network.pk, version=version).update(**values, version=F("version") + 1):
        raise NetworkChangedError
    for organisation, adviser in keepers.items():
        if adviser is None:
            network.keepers.filter(organisation=organisation).delete()
        else:
            NetworkKeeper.objects.update_or_create(
                network=network, organisation=organisation, defaults={"adviser": adviser}
            )
    network.refresh_from_db()
    return network


@transaction.atomic
def add_member(*, network: Network, employer: Employer) -> bool:
    """Make an employer a member, or put back one that was taken off; False when it is one already."""
    membership, is_new = NetworkMembership.objects.select_for_update(of=["self"]).get_or_create(
        network=network,
        employer=employer,
        defaults={"since_on": None, "source_name": BY_HAND},
    )
    if is_new:
        return True
    membership = NetworkMembership.objects.select_related("registration").get(pk=membership.pk)
    if membership.is_current:
        return False
    if membership.removed_at is None or not _is_listed(membership):
        membership.registration, membership.source_name = None, BY_HAND  # told by a person from now on
    membership.removed_at = None
    membership.save()
    return True


def _is_listed(membership):
    return membership.registration is not None and membership.registration.is_current


def remove_member(*, network: Network, employer: Employer) -> bool:
    """Take a member off; the row stays, so that it can be put back and a member list does not bring it back."""
    members = NetworkMembership.objects.current().filter(network=network, employer=employer)
    return bool(members.update(removed_at=timezone.now()))
