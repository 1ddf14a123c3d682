"""The demo's plan of approach: the first phase is half way, one activity is late, and two point to other pages."""

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from outreach.models import NetworkEvent
from targets.models import Measure, PlanActivity, Target
from targets.plan.changing import begin_plan

BLIND_RETAIL = "sector=detailhandel&blind=ja"


def make_plan() -> None:
    today = timezone.localdate()
    begin_plan(on=today - relativedelta(months=5))
    *over, late = PlanActivity.objects.late(today)
    _change(over, status=PlanActivity.Status.DONE)
    ahead = PlanActivity.objects.filter(due_on__gte=today)
    asking, visiting = ahead[:2]
    _change([late, asking, visiting], status=PlanActivity.Status.BUSY)
    _change([asking], target=Target.objects.filter(measure=Measure.SIZE_KNOWN).first())
    event = NetworkEvent.objects.filter(starts_at__gte=timezone.now()).order_by("starts_at").first()
    _change([visiting], event=event, call_list=BLIND_RETAIL)


def _change(activities, **values):
    PlanActivity.objects.filter(pk__in=[each.pk for each in activities]).update(**values)
