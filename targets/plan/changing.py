"""Beginning and changing the plan of approach."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import transaction

from accounts.models import Organisation
from employers.models import Sector
from targets.models import PlanActivity, PlanPhase, PlanRole
from targets.plan.first_plan import PHASES, ROLES


@transaction.atomic
def begin_plan(*, on: date) -> None:
    """The plan that the research advises, to go on editing: a year per phase from the first of this month.

    Does nothing when there is a plan already, also when two people begin at once.
    """
    organisations = {each.slug: each for each in Organisation.objects.select_for_update()}
    if PlanPhase.objects.exists():
        return
    sectors = {each.slug: each for each in Sector.objects.all()}
    start = on.replace(day=1)
    for number, first in enumerate(PHASES):
        since = start + relativedelta(years=number)
        phase = PlanPhase.objects.create(
            name=first["name"],
            goal=first["goal"],
            from_on=since,
            until_on=since + relativedelta(years=1, days=-1),
        )
        phase.sectors.set(sectors[slug] for slug in first["sectors"] if slug in sectors)
        PlanActivity.objects.bulk_create(
            PlanActivity(
                phase=phase,
                name=name,
                result=result,
                lead=organisations.get(lead),
                due_on=since + relativedelta(months=months, days=-1),
            )
            for name, result, lead, months in first["activities"]
        )
    for slug, text in ROLES.items():
        if slug in organisations:
            PlanRole.objects.get_or_create(organisation=organisations[slug], defaults={"text": text})


def save_changed(form) -> None:
    """Store a valid form of the plan as the next version of its object."""
    form.instance.version += 1
    form.save()


def set_status(*, activity: PlanActivity, status: str) -> None:
    activity.status = status
    activity.version += 1
    activity.save(update_fields=["status", "version"])
