from functools import cache

import factory
from django.utils import timezone

from employers.models import (
    Accreditation,
    Company,
    ContactPerson,
    Employer,
    Municipality,
    Registration,
    Sector,
    SourceList,
)


@cache
def kept(model, **key):
    """A row of the reference data, which stays the same between tests: read once for all of them."""
    return model.objects.get(**key)


class CompanyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Company

    kvk_number = factory.Sequence(lambda n: f"{90000000 + n}")
    legal_name = factory.Sequence(lambda n: f"Onderneming {n} B.V.")


class EmployerFactory(factory.django.DjangoModelFactory):
    """An establishment in Dordrecht; `size=12` gives it that many working people, without it stays unknown."""

    class Meta:
        model = Employer

    class Params:
        size = None

    trade_name = factory.Sequence(lambda n: f"Werkplaats {n}")
    municipality = factory.LazyFunction(lambda: kept(Municipality, cbs_code="GM0505"))
    sector = factory.LazyFunction(lambda: kept(Sector, slug="industrie"))
    place = "Dordrecht"
    working_people = factory.LazyAttribute(lambda it: it.size)
    size_minimum = factory.LazyAttribute(lambda it: it.size)
    size_maximum = factory.LazyAttribute(lambda it: it.size)
    size_source = factory.LazyAttribute(lambda it: Employer.Source.LIST if it.size is not None else "")

    @classmethod
    def _create(cls, model, *args, **fields):
        """Created, and read back: the triggers fill the effective size."""
        employer = super()._create(model, *args, **fields)
        employer.refresh_from_db()
        return employer


class ContactPersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactPerson

    employer = factory.SubFactory(EmployerFactory)
    name = factory.Sequence(lambda n: f"Contact Persoon{n}")


class RegistrationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Registration

    employer = factory.SubFactory(EmployerFactory)
    source = factory.LazyFunction(lambda: kept(SourceList, slug="baanbrekend"))
    own_key = factory.Sequence(lambda n: f"R{n}")
    first_seen_on = factory.LazyFunction(timezone.localdate)
    last_seen_on = factory.LazyFunction(timezone.localdate)


class AccreditationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Accreditation

    employer = factory.SubFactory(EmployerFactory)
    source = factory.LazyFunction(lambda: kept(SourceList, slug="sbb"))
    leerbedrijf_id = factory.Sequence(lambda n: f"1{n:05}")
    crebo = "25180"
    qualification = "Kok"
    level = 2
    checked_on = factory.LazyFunction(timezone.localdate)
