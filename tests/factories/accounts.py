import factory

from accounts.models import Organisation, Role, User


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation
        django_get_or_create = ["slug"]

    slug = "lwl"
    name = factory.LazyAttribute(lambda it: f"Organisatie {it.slug}")
    short_name = factory.LazyAttribute(lambda it: it.slug.upper())


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"Adviseur Nummer{n}")
    email = factory.Sequence(lambda n: f"adviseur{n}@werkgevers.example")
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.ADVISER
    password = "!"
