"""Pages of evidence: rows that a number counts, fifty at a time."""

from django.core.paginator import Paginator

from outreach.models import ContactMoment

PER_PAGE = 50


def employers_page(employers, number, user):
    """Employers with the last talk that the user may see, in `last_talk`; three queries."""
    ordered = employers.select_related("sector", "municipality").order_by("trade_name", "pk")
    page = Paginator(ordered, PER_PAGE).get_page(number)
    last = (
        ContactMoment.objects.visible_to(user)
        .reaching()
        .filter(employer__in=[employer.pk for employer in page])
        .select_related("adviser", "organisation")
        .order_by("employer_id", "-happened_at", "-pk")
        .distinct("employer_id")
    )
    talks = {moment.employer_id: moment for moment in last}
    for employer in page:
        employer.last_talk = talks.get(employer.pk)
    return page


def moments_page(moments, number, user):
    """Talks that the user may see, latest first, and how many are kept confidential by another organisation."""
    visible = moments.visible_to(user).select_related("employer", "adviser", "organisation")
    page = Paginator(visible.order_by("-happened_at", "-pk"), PER_PAGE).get_page(number)
    page.hidden = moments.count() - page.paginator.count
    return page
