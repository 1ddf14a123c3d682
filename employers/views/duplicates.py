"""Doubles in the register: the queue, the bench with two records side by side, and the scan. For admins."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.permissions import admin_required
from employers import duplicates
from employers.comparing import compare_employers, known_as
from employers.merging import MergeRefused, nearly_certain, suggest_keep, undo_merge
from employers.models import DuplicateScan, Merge, PossibleDuplicate
from employers.neighbours import address_of, buildings
from employers.sisters import DifferentCompanies
from employers.tasks import scan_duplicates
from employers.views.merges import say_undone

PER_PAGE = 50
TOO_LATE = "Dit paar was net al beoordeeld. Uw keuze is niet bewaard."
ANSWERS = {
    "anders": duplicates.mark_different,
    "onderneming": duplicates.mark_one_company,
    "later": duplicates.postpone,
}
OPEN, DIFFERENT, MERGED = "", "anders", "samengevoegd"


@admin_required
def duplicate_list(request):
    """Pairs to judge; `toon`: the ones answered with "niet dezelfde", or the merges."""
    shown, user = request.GET.get("toon", OPEN), request.user
    lists = {OPEN: _questions(user), DIFFERENT: _different(user), MERGED: _merges(user)}
    if shown not in lists:
        raise Http404
    tiles = [
        (OPEN, "Te beoordelen", lists[OPEN].count(), "lijken op elkaar"),
        (DIFFERENT, "Niet dezelfde", lists[DIFFERENT].count(), "vragen we niet opnieuw"),
        (MERGED, "Samengevoegd", lists[MERGED].standing().count(), "met een weg terug"),
    ]
    page = Paginator(lists[shown], PER_PAGE).get_page(request.GET.get("pagina"))
    context = {"shown": shown, "tiles": tiles, "page": page, "scan": DuplicateScan.objects.first()}
    context["has_certain"] = nearly_certain(lists[OPEN]).exists()
    return render(request, "employers/duplicates.html", context)


def _questions(user):
    return duplicates.questions().visible_to(user)


def _different(user):
    answered = PossibleDuplicate.objects.visible_to(user).filter(answer=PossibleDuplicate.Answer.DIFFERENT)
    return answered.select_related("first", "second", "answered_by").order_by("-answered_at", "pk")


def _merges(user):
    return Merge.objects.visible_to(user).with_people()


@admin_required
def bench(request):
    """The next pair; `paar` asks for one."""
    return _bench_page(request, _asked_for(request))


def _asked_for(request):
    key, questions = request.GET.get("paar", ""), _questions(request.user)
    asked = questions.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    return asked or questions.first()


def _bench_page(request, pair):
    """The whole page, or for htmx only the bench."""
    left = _questions(request.user).count()
    context = {"pair": pair, "left": left, "can_undo": duplicates.last_act(request.user) is not None}
    if pair:
        keep, other = suggest_keep(pair.first, pair.second)
        context |= {"keep": keep, "other": other, "lines": compare_employers(keep, other)}
        context["neighbours"] = _neighbours(request, keep, other)
        context |= {"keep_known_as": known_as(keep), "other_known_as": known_as(other)}
    return render(request, "employers/_duplicates_bench.html" if request.htmx else "employers/bench.html", context)


def _neighbours(request, keep, other) -> list[tuple]:
    """Who else is at the addresses of the two: a label and the building."""
    one, two = address_of(keep), address_of(other)
    labels = {two: "Werkgever 2", one: "Werkgever 1"} if one != two else {one: "Adres van allebei"}
    found = buildings([one, two], user=request.user, without=[keep.pk, other.pk])
    return [(labels[building.address], building) for building in found]


@admin_required
@require_POST
def answer(request, pk):
    """Different, of one company, or later; "dezelfde" goes by way of the plan (views/merges.py)."""
    pair = get_object_or_404(PossibleDuplicate.objects.visible_to(request.user), pk=pk)
    take = ANSWERS.get(request.POST.get("oordeel"))
    try:
        if take and not take(pair=pair, by=request.user):
            messages.warning(request, TOO_LATE)
    except DifferentCompanies as refusal:
        messages.warning(request, str(refusal))
        return _next(request, pair)
    return _next(request)


@admin_required
@require_POST
def take_back(request):
    """Z: the last thing that this person did here, an answer or a merge."""
    act = duplicates.last_act(request.user)
    pair = _taken_back(request, act) if act else None
    if act is None:
        messages.info(request, "Er is niets om terug te zetten.")
    return _next(request, pair)


def _taken_back(request, act):
    """The pair that is a question again, if there is one."""
    if isinstance(act, PossibleDuplicate):
        duplicates.reopen(pair=act)
        return act
    try:
        say_undone(request, undo_merge(merge=act, by=request.user))
    except MergeRefused as refusal:
        messages.error(request, str(refusal))
    return duplicates.pair_of(act.keep, act.drop)


@admin_required
@require_POST
def reopen(request, pk):
    """An answer "niet dezelfde" was wrong: ask again."""
    pair = get_object_or_404(PossibleDuplicate.objects.visible_to(request.user), pk=pk)
    duplicates.reopen(pair=pair)
    return _next(request, pair)


def _next(request, pair=None):
    """With htmx the next pair on the same place, else the page again."""
    if request.htmx:
        asked = _questions(request.user).filter(pk=pair.pk).first() if pair else None
        return _bench_page(request, asked or _questions(request.user).first())
    address = reverse("employers:duplicates_bench")
    return redirect(f"{address}?paar={pair.pk}" if pair else address)


@admin_required
@require_POST
def scan(request):
    """Look through the register now; the page shows how far it is."""
    with transaction.atomic():
        started = duplicates.start_scan(request.user)
        if started:
            transaction.on_commit(scan_duplicates.s(started.pk).apply_async, robust=True)
    if not started:
        messages.info(request, "Er wordt al gezocht.")
    return redirect("employers:duplicates")


@admin_required
def progress(request):
    """How far the scan is, asked for by the page; when it has ended the page is loaded anew."""
    latest = DuplicateScan.objects.first()
    response = render(request, "employers/_duplicates_progress.html", {"scan": latest})
    if not (latest and latest.is_running):
        response["HX-Refresh"] = "true"
    return response
