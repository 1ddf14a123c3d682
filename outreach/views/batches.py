"""Logging one contact with several employers: everybody at an event, or any employers that were met."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from employers.models import Employer
from employers.size import Band
from employers.views.undo import say_undoable
from lwl_crm.sending import after_saving
from outreach.contact_batches import log_batch, undo_batch
from outreach.forms.batches import BatchForm
from outreach.models import Channel, ContactMoment, EventAttendance, NetworkEvent, Result
from outreach.views.back import back_to
from outreach.views.contacts import without_subject, writers_only
from outreach.views.networks import found_to_add, only_for_partners

AT_MOST = 100
SENT_AGAIN = "Deze contacten stonden er al. Ze zijn niet nog een keer vastgelegd."


@writers_only
def event_log(request, pk):
    """Everybody on the list of an event, in one go; who was logged before by this organisation is left out."""
    only_for_partners(request)
    event = get_object_or_404(NetworkEvent.objects.visible_to(request.user).select_related("network"), pk=pk)
    if event.is_ahead:
        messages.info(request, "Deze bijeenkomst is nog niet geweest. Daarna legt u hier de contacten vast.")
        return redirect(event)
    attendances = list(event.attendances.select_related("employer").order_by("employer__trade_name", "pk"))
    done = set(
        event.contact_moments.filter(organisation=request.user.organisation_id).values_list("employer", flat=True)
    )
    todo = [each for each in attendances if each.employer_id not in done and not each.employer.merged_into_id]
    form = BatchForm(
        request.POST or None,
        **_asked(request, [each.employer for each in todo], event.starts_at),
        chosen={each.employer_id for each in todo if each.status != EventAttendance.Status.INVITED},
        persons={each.employer_id: each.contact_person_id for each in todo},
        notes={each.employer_id: each.note for each in todo},
        initial=_of_event(event),
    )
    context = {"event": event, "done": len(attendances) - len(todo)}
    return _save(request, form, context, event=event, back=event.get_absolute_url())


def _of_event(event):
    return {
        "channel": Channel.EVENT,
        "result": Result.MET,
        "happened_at": event.starts_at,
        "is_joint": event.organisers.count() > 1,
    }


@writers_only
def contact_many(request):
    """Employers chosen one by one (`w` repeated in the address), then one contact for all of them."""
    only_for_partners(request)
    chosen = list(dict.fromkeys(int(key) for key in request.GET.getlist("w") if key.isdecimal()))[:AT_MOST]
    employers = Employer.objects.visible_to(request.user).current().select_related("municipality")
    by_key = employers.in_bulk(chosen)
    employers_chosen = [by_key[key] for key in chosen if key in by_key]
    text = request.GET.get("tekst", "").strip()
    form = BatchForm(
        request.POST or None,
        **_asked(request, employers_chosen, timezone.now()),
        chosen=set(by_key),
        initial={"channel": Channel.EVENT, "result": Result.MET},
    )
    query = QueryDict(mutable=True)
    query.setlist("w", [str(each.pk) for each in employers_chosen])
    context = {
        **found_to_add(request, text, leaving_out=employers.filter(pk__in=by_key)),
        "query": query.urlencode(),
        "offered": _offered(request, by_key),
    }
    return _save(request, form, context, back=reverse("outreach:contact_pick"))


def _offered(request, chosen):
    """The own portfolio, to choose from without typing."""
    mine = Employer.objects.visible_to(request.user).active()
    mine = mine.filter(portfolio_entries__in=request.user.portfolio_entries.current())
    return mine.exclude(pk__in=chosen)[:12]


def _asked(request, employers, at):
    """What the form has to know of the employers, in two queries."""
    prefetch_related_objects(employers, "contact_persons")
    window = timedelta(days=settings.OVERLAP_DAYS)
    others = (
        ContactMoment.objects.visible_to(request.user)
        .approaches()
        .filter(employer__in=employers, happened_at__gt=at - window, happened_at__lt=at + window, is_joint=False)
    )
    others = others.exclude(organisation=request.user.organisation_id).with_people().order_by("happened_at")
    return {"employers": employers, "others": {moment.employer_id: moment for moment in others}}


def _save(request, form, context, *, back, event=None):
    if _is_logged(request):
        messages.info(request, SENT_AGAIN)
        return after_saving(request, back)
    if form.is_valid():
        batch = log_batch(by=request.user, event=event, **form.writing())
        _tell(request, batch)
        return after_saving(request, back)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "outreach/batch_form.html", context | {"form": form}, status=status)


def _is_logged(request):
    """The same form sent twice, by two taps or by going back."""
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        return False
    return ContactMoment.objects.filter(batch=key, created_by=request.user).exists()


def _tell(request, batch):
    if not batch.logged:
        messages.info(request, SENT_AGAIN)
        return
    count = len(batch.logged)
    text = "1 contact vastgelegd." if count == 1 else f"{count} contacten vastgelegd."
    text += without_subject(batch.logged)
    unknown = sum(moment.employer.size_band == Band.UNKNOWN for moment in batch.logged)
    if unknown:
        text += f" Van {unknown} {'werkgever' if unknown == 1 else 'werkgevers'} weten we de omvang nog niet."
    say_undoable(request, text, reverse("outreach:batch_undo", args=[batch.key]))


@require_POST
@writers_only
def batch_undo(request, key):
    gone, stays = undo_batch(key=key, by=request.user)
    if gone:
        messages.success(request, f"{gone} {'contact is' if gone == 1 else 'contacten zijn'} verwijderd.")
    if stays or not gone:
        messages.warning(
            request,
            "Ongedaan maken kan alleen de eerste 10 minuten, en niet als een contact intussen gewijzigd is.",
        )
    return back_to(request, "outreach:contact_pick")
