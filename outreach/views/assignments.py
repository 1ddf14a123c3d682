"""What one assignment or hand-over moved: the list behind its number."""

from django.core.paginator import Paginator
from django.shortcuts import render

from employers.models import Employer
from outreach.models import ContactMoment, FollowUp, Handover, PortfolioEntry

PAGE = 50


def assignment(request, key):
    """Employers that got a fixed contact; `van` and `naar` narrow to who had them and who has them since."""
    entries = PortfolioEntry.objects.of_assignment(key).filter(employer__in=Employer.objects.visible_to(request.user))
    handover = Handover.objects.visible_to(request.user).with_people().filter(key=key).first()
    for parameter, column in (("van", "before"), ("naar", "adviser")):
        asked = request.GET.get(parameter, "")
        if asked.isdecimal() and len(asked) < 19:
            entries = entries.filter(**{column: int(asked)})
    promised, planned = FollowUp.objects.none(), ContactMoment.objects.none()
    if handover:
        promised = FollowUp.objects.visible_to(request.user).filter(handovers=handover)
        planned = ContactMoment.objects.visible_to(request.user).filter(handovers=handover)
    context = {
        "handover": handover,
        "page": Paginator(entries, PAGE).get_page(request.GET.get("pagina")),
        "promised": promised.with_people().order_by("due_on", "pk"),
        "planned": planned.with_people().order_by("happened_at", "pk"),
    }
    return render(request, "outreach/assignment.html", context)
