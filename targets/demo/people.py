"""The invented colleagues of the demo and how they sign in."""

from accounts.models import Organisation, Role, User

PASSWORD = "welkom-in-de-demo"
PEOPLE = [
    ("Sanne van Dijk", "sanne.vandijk@lwl.example", "lwl", Role.ADVISER),
    ("Fatma Yilmaz", "fatma.yilmaz@lwl.example", "lwl", Role.ADVISER),
    ("Els Prins", "els.prins@lwl.example", "lwl", Role.ADVISER),
    ("Mark de Wit", "mark.dewit@baanbrekend.example", "baanbrekend", Role.ADVISER),
    ("Amine Bouzid", "amine.bouzid@baanbrekend.example", "baanbrekend", Role.ADVISER),
    ("Jos Verhoef", "jos.verhoef@baanbrekend.example", "baanbrekend", Role.ADVISER),
    ("Rianne Kok", "rianne.kok@baanbrekend.example", "baanbrekend", Role.MANAGER),
    ("Peter van Dam", "peter.vandam@lwl.example", "lwl", Role.MANAGER),
    ("Beheer Werkgevers", "beheer@werkgevers.example", "lwl", Role.ADMIN),
]


def make_people() -> dict[str, User]:
    """The colleagues by e-mail address; who exists already keeps name, role and password."""
    organisations = {organisation.slug: organisation for organisation in Organisation.objects.all()}
    people = {}
    for name, email, slug, role in PEOPLE:
        user = User.objects.filter(email=email).first() or User.objects.create_user(
            email, PASSWORD, name=name, organisation=organisations[slug], role=role
        )
        people[email] = user
    return people
