from datetime import date

import factory

from targets.models import PlanActivity, PlanPhase


class PlanPhaseFactory(factory.django.DjangoModelFactory):
    """The year 2026, all sectors."""

    class Meta:
        model = PlanPhase

    name = factory.Sequence(lambda n: f"Fase {n}")
    goal = "Kleine werkgevers kennen Leren en Werken."
    from_on = date(2026, 1, 1)
    until_on = date(2026, 12, 31)


class PlanActivityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlanActivity

    phase = factory.SubFactory(PlanPhaseFactory)
    name = factory.Sequence(lambda n: f"Activiteit {n}")
    result = "Een blad per sector."
    due_on = date(2026, 6, 1)
