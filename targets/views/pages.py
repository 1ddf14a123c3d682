"""Pages of evidence: rows that a number counts, fifty at a time; and a table of a page as a spreadsheet."""

from django.core.paginator import Paginator
from django.shortcuts import render

from employers.spreadsheets import spreadsheet
from outreach.models import ContactMoment
from targets.models import Measure

PER_PAGE = 50


def render_counted(request, template, context, frame):
    """A page whose figures are kept once it has shown them all (`lwl_crm/unchanged.py`)."""
    response = render(request, template, context)
    frame.counted.keep()
    return response


def employers_page(employers, number, user, *, count=None):
    """Employers with the last talk that the user may see, in `last_talk`; three queries.

    `count` is how many there are, where that was counted before.
    """
    ordered = employers.select_related("sector", "municipality").order_by("trade_name", "pk")
    paginator = Paginator(ordered, PER_PAGE)
    if count is not None:
        paginator.count = count
    page = paginator.get_page(number)
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


def events_page(events, number, user):
    found = events.visible_to(user).select_related("network").order_by("-starts_at", "-pk")
    return Paginator(found, PER_PAGE).get_page(number)


def prevented_page(overlaps, number, user):
    people = ("employer", "first_organisation", "second_organisation", "closed_by")
    found = overlaps.visible_to(user).select_related(*people).order_by("-closed_at", "-pk")
    return Paginator(found, PER_PAGE).get_page(number)


def needs_page(needs, number, user):
    """Needs told in a contact that is confidential at another organisation are counted and not listed."""
    visible = needs.visible_to(user).with_people()
    page = Paginator(visible.order_by("-ended_on", "-pk"), PER_PAGE).get_page(number)
    page.hidden = needs.count() - page.paginator.count
    return page


PAGES = {
    Measure.TALKS: (moments_page, "targets/_moments.html"),
    Measure.EVENTS: (events_page, "targets/_events.html"),
    Measure.NEEDS_MET: (needs_page, "targets/_needs.html"),
    Measure.PREVENTED: (prevented_page, "targets/_prevented.html"),
}


def evidence_page(measure, rows, number, user):
    """A page of what a measure counts, and the template of its rows."""
    make, template = PAGES.get(measure, (employers_page, "targets/_employers.html"))
    return make(rows, number, user), template


def table_response(table, name, on, *, form):
    """A table as it stands on a page; a cell with a value of its own is written as that."""
    rows = ([cell.get("value", cell["text"]) for cell in row] for row in table["rows"])
    return spreadsheet(name, table["header"], rows, form=form, title=table["title"], on=on)
