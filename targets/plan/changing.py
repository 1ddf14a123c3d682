"""Beginning and changing the plan of approach."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import QuerySet

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


@transaction.atomic
def add_to_plan(form) -> bool:
    """Store a valid form of something new; sent twice (two taps, or back and save) it is made once, and then False."""
    list(Organisation.objects.select_for_update(no_key=True))
    if _stands(form):
        return False
    save_changed(form)
    return True


def _stands(form):
    given = {name: form.cleaned_data[name] for name in form._meta.fields}
    many = {name: set(value) for name, value in given.items() if isinstance(value, QuerySet)}
    same = form._meta.model.objects.filter(**{name: value for name, value in given.items() if name not in many})
    return any(all(set(getattr(each, name).all()) == some for name, some in many.items()) for each in same)


def save_changed(form) -> None:
    """Store a valid form of the plan as the next version of its object."""
    form.instance.version += 1
    form.save()


def set_status(*, activity: PlanActivity, status: str) -> None:
    activity.status = status
    activity.version += 1
    activity.save(update_fields=["status", "version"])
