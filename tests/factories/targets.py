from datetime import date

import factory

from targets.models import Measure, Target
from tests.factories.accounts import UserFactory


class TargetFactory(factory.django.DjangoModelFactory):
    """Reach 100 small employers between 1 July 2026 and 30 June 2027."""

    class Meta:
        model = Target

    name = factory.Sequence(lambda n: f"Doel {n}")
    measure = Measure.REACHED
    number = 100
    from_on = date(2026, 7, 1)
    until_on = date(2027, 6, 30)
    agreed_by = "Stuurgroep"
    agreed_on = date(2026, 6, 15)
    created_by = factory.SubFactory(UserFactory)
