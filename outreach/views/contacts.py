"""Choosing an employer, logging a contact, changing it, cancelling it and taking it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_POST

from accounts.models import Role
from accounts.permissions import role_required
from employers.models import Employer
from employers.suggesting import picks
from employers.views.details import standing_employer, visible_employer
from employers.views.undo import say_undoable
from lwl_crm.sending import after_saving
from outreach.accrediting import missed_accreditation
from outreach.contact_logging import (
    ChangedMeanwhileError,
    cancel_contact,
    change_contact,
    log_contact,
    may_undo,
    restore_contact,
    undo_contact,
)
from outreach.contact_templates import as_initial, filled_in
from outreach.forms.contact import ContactForm
from outreach.models import ContactMoment, ContactTemplate, Variant
from outreach.overlap_warnings import overlap_warning
from outreach.picks import offered
from outreach.views.back import back_to, own_page

writers_only = role_required(Role.ADVISER, Role.MANAGER)


@writers_only
def contact_pick(request):
    """Choose the employer first; without a search the likeliest ones are offered."""
    text = request.GET.get("tekst", "").strip()
    if text:
        employers = Employer.objects.visible_to(request.user).current().select_related("municipality")
        groups = picks(employers, text)
    else:
        groups = offered(request.user)
    template = "outreach/_picks.html" if request.htmx else "outreach/contact_pick.html"
    return render(request, template, {"groups": groups, "text": text})


@writers_only
def contact_create(request, pk):
    employer = standing_employer(request, pk)
    form = _new_form(request, employer)
    if form.is_valid():
        moment = log_contact(by=request.user, employer=employer, **form.writing())
        say_undoable(request, _logged(moment), reverse("outreach:contact_undo", args=[moment.pk]))
        _say_overlap(request, moment)
        _say_interests(request, moment, form.interests())
        return after_saving(request, _next_page(request, employer))
    return _render_form(request, form)


def _next_page(request, employer):
    """Another employer, the page that asked to come back to (`terug`, such as the call list), or the employer."""
    if "volgende" in request.POST:
        return "outreach:contact_pick"
    return own_page(request, request.GET.get("terug", "")) or employer


def _new_form(request, employer):
    """With a template (`sjabloon`) its answers are filled in; one that is not direct is only shown."""
    templates = ContactTemplate.objects.for_organisation(request.user.organisation)
    template = templates.filter(pk=_number(request.POST.get("sjabloon"))).first()
    data = filled_in(template, request.POST) if template else request.POST or None
    if template and not template.is_direct:
        return ContactForm(employer=employer, user=request.user, initial=as_initial(data))
    return ContactForm(data, employer=employer, user=request.user)


@writers_only
def contact_edit(request, pk):
    moment = _own_moment(request, pk)
    form = ContactForm(request.POST or None, employer=moment.employer, user=request.user, moment=moment)
    if form.is_valid():
        try:
            moment = change_contact(
                by=request.user, moment=moment, version=form.cleaned_data["version"] or 0, **form.writing()
            )
        except ChangedMeanwhileError as stale:
            return _render_form(request, form.beside(stale.current), status=409)
        messages.success(request, f"{_name(moment)} gewijzigd.")
        _say_overlap(request, moment)
        return redirect(moment.employer)
    return _render_form(request, form)


@writers_only
def contact_warning(request, pk):
    """The overlap warning for what the form says now (htmx)."""
    employer = visible_employer(request, pk)
    moment = ContactMoment.objects.filter(pk=_number(request.GET.get("moment")), employer=employer).first()
    form = ContactForm(request.GET, employer=employer, user=request.user, moment=moment)
    return render(request, "outreach/_warning.html", {"warning": form.warning(), "employer": employer})


@require_POST
@writers_only
def contact_cancel(request, pk):
    moment = _own_moment(request, pk)
    if cancel_contact(moment=moment):
        say_undoable(request, f"{_name(moment)} vervallen.", reverse("outreach:contact_restore", args=[moment.pk]))
    else:
        messages.warning(request, "Dit contact staat niet meer gepland, dus het kan niet vervallen.")
    return redirect(moment.employer)


@require_POST
@writers_only
def contact_restore(request, pk):
    moment = _own_moment(request, pk)
    if restore_contact(moment=moment):
        messages.success(request, f"{_name(moment)} staat weer gepland.")
    return redirect(moment.employer)


@require_POST
@writers_only
def contact_undo(request, pk):
    moment = _own_moment(request, pk)
    if may_undo(moment, request.user):
        undo_contact(moment=moment)
        messages.success(request, "Het contact is verwijderd. Alles staat weer zoals het was.")
    else:
        messages.warning(
            request, "Ongedaan maken kan alleen de eerste 10 minuten. U kunt het contact nog wel wijzigen."
        )
    return back_to(request, moment.employer)


def _render_form(request, form, status=None):
    moments = form.employer.contact_moments.visible_to(request.user).with_names("notes")
    context = {
        "form": form,
        "employer": form.employer,
        "moment": form.moment,
        "warning": form.warning(),
        "recent": moments.exclude(pk=form.moment.pk if form.moment else None)[:3],
        "moment_count": moments.count(),
        "contacts": form.employer.portfolio_entries.current().with_people(),
        "templates": None if form.moment else ContactTemplate.objects.for_organisation(request.user.organisation),
    }
    status = status or (422 if form.is_bound and form.errors else 200)
    return render(request, "outreach/contact_form.html", context, status=status)


def _own_moment(request, pk):
    """404 for what this user may not see, 403 for what another organisation wrote."""
    moment = get_object_or_404(ContactMoment.objects.visible_to(request.user).with_people(), pk=pk)
    if not moment.is_written_by(request.user):
        raise PermissionDenied("U kunt alleen contacten van uw eigen organisatie wijzigen.")
    return moment


def _logged(moment):
    if moment.is_sent_again:
        return "Dit contact stond er al. Het is niet nog een keer vastgelegd."
    return f"{_name(moment)} vastgelegd.{without_subject([moment])}"


def without_subject(moments):
    """What to add when nobody said what these exchanges were about, since that decides what counts; else nothing."""
    if not any(moment.lacks_subject for moment in moments):
        return ""
    counts = "telt dit contact" if len(moments) == 1 else "tellen deze contacten"
    return f" Waar het over ging, is niet ingevuld. Zo {counts} niet mee als bereikt."


def _name(moment):
    planned = "Gepland contact" if moment.is_planned else "Contact"
    return f"{planned} met {moment.employer}"


def _say_interests(request, moment, interests):
    """Offer to fill in the rest of each variant that was spoken about, and tell what accreditation is missing."""
    if moment.is_sent_again or not interests:
        return
    links = [
        (f"{reverse('outreach:interest_edit', args=[moment.employer_id, it])}?vraag=bekendheid", Variant(it).label)
        for it in interests
    ]
    text = format_html_join(", ", '<a class="utrecht-link" href="{}">{}</a>', links)
    messages.info(request, format_html("Weet u meer? Vul aan: {}", text))
    if Variant.BPV in interests and (missed := missed_accreditation(moment.employer)):
        messages.warning(request, f"{missed} Aanvragen kan op s-bb.nl.")


def _say_overlap(request, moment):
    """Tell at once when the saved moment is a double approach; the overlap itself is written by the task."""
    if not moment.is_approach or moment.is_joint:
        return
    day = timezone.localdate(moment.happened_at)
    warning = overlap_warning(moment.employer, moment.organisation, day, exclude=moment)
    if warning and warning.is_overlap:
        url = f"{reverse('outreach:overlaps')}?werkgever={moment.employer_id}"
        text = (
            'Let op: dit is een dubbele benadering met {}. <a class="utrecht-link" href="{}">Bekijk de afstemming</a>'
        )
        messages.warning(request, format_html(text, warning.organisations, url))


def _number(text):
    return int(text) if text and text.isdecimal() else None
