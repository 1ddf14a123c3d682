"""The fixed cast."""

from accounts.models import Organisation, Role
from tests.factories import OrganisationFactory, UserFactory

PEOPLE = {
    "adviser_lwl": {"name": "Sanne van Dijk", "email": "sanne@lwl.example", "organisation": "lwl"},
    "adviser_baanbrekend": {"name": "Mark de Wit", "email": "mark@baanbrekend.example", "organisation": "baanbrekend"},
    "manager": {
        "name": "Rianne Kok", "email": "rianne@baanbrekend.example", "organisation": "baanbrekend",
        "role": Role.MANAGER,
    },
    "admin": {"name": "Beheer", "email": "beheer@werkgevers.example", "organisation": "lwl", "role": Role.ADMIN},
}  # fmt: skip


def make_person(name):
    """One of the cast, or the outsider: somebody with an account whose organisation takes part in no region."""
    if name == "outsider":
        return UserFactory(email="ver@elders.example", organisation=OrganisationFactory(slug="elders"))
    organisation = Organisation.objects.get(slug=PEOPLE[name]["organisation"])
    return UserFactory(**PEOPLE[name] | {"organisation": organisation})
