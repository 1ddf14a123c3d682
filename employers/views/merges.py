"""The plan of a merge, doing it, and undoing it. For admins."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.permissions import admin_required
from employers.duplicates import pair_of, questions
from employers.merging import (
    UNITS,
    MergeRefused,
    UnknownRelationError,
    certain_pairs,
    merge_employers,
    merge_pairs,
    plan_merge,
    suggest_keep,
    undo_merge,
)
from employers.models import Employer, Merge
from employers.suggesting import picks
from employers.views.undo import say_undoable

SAME_TWICE = "Kies twee verschillende werkgevers."
AT_ONCE = 25  # pairs on one page, merged within a second or two
UNKNOWN = (
    "Samenvoegen kan nu niet. Er zijn gegevens bij werkgevers gekomen waarvan het programma nog niet weet hoe ze mee "
    "moeten. Er is niets veranderd. Vraag de technisch beheerder om hulp."
)


@admin_required
def merge_pick(request, pk):
    """Choose the employer that this one is the same as; then comes the plan."""
    employer = _employer(request, pk)
    if employer.merged_into:
        return redirect(employer)
    if employer.ended_on:
        messages.info(request, f"{employer} is gestopt. Een gestopte werkgever kunt u hier niet samenvoegen.")
        return redirect(employer)
    text = request.GET.get("tekst", "").strip()
    others = Employer.objects.visible_to(request.user).active().exclude(pk=pk).select_related("company")
    groups = [(title, [(it, *suggest_keep(employer, it)) for it in found]) for title, found in picks(others, text)]
    template = "employers/_merge_picks.html" if request.htmx else "employers/merge_pick.html"
    return render(request, template, {"employer": employer, "groups": groups, "text": text})


@admin_required
def merge(request, keep, drop):
    """Show what a merge will do; with the answers, do it."""
    keep, drop = _employer(request, keep), _employer(request, drop)
    if keep.merged_into or drop.merged_into or keep == drop:
        messages.info(request, SAME_TWICE if keep == drop else "Een van deze werkgevers is al samengevoegd.")
        return redirect("employers:duplicates")
    try:
        return _merge(request, keep, drop) if request.method == "POST" else _plan_page(request, keep, drop)
    except UnknownRelationError:
        messages.error(request, UNKNOWN)
        return redirect("employers:duplicates")


def _employer(request, pk):
    related = ("company", "municipality", "sector", "merged_into")
    return get_object_or_404(Employer.objects.visible_to(request.user).select_related(*related), pk=pk)


def _plan_page(request, keep, drop, status=200):
    """`terug`: where the merge was asked for; from the bench the next pair follows."""
    context = {"plan": plan_merge(keep, drop), "pair": pair_of(keep, drop), "back": _back(request)}
    return render(request, "employers/merge.html", context, status=status)


def _back(request):
    return "bank" if "bank" in (request.GET.get("terug"), request.POST.get("terug")) else ""


def _merge(request, keep, drop):
    """The versions that the plan was made of come along, so that nobody agrees to what was not shown."""
    keep.version, drop.version = _version(request, "versie_blijft"), _version(request, "versie_weg")
    values = {key: request.POST[f"veld-{key}"] for key in UNITS if f"veld-{key}" in request.POST}
    try:
        merged = merge_employers(keep=keep, drop=drop, values=values, by=request.user)
    except (MergeRefused, ValueError) as refusal:
        is_ours = isinstance(refusal, MergeRefused)
        messages.error(request, str(refusal) if is_ours else "Kies per gegeven een van de waarden.")
        return _plan_page(request, _employer(request, keep.pk), _employer(request, drop.pk), status=409)
    say_undoable(request, f"{drop} is samengevoegd met {keep}.", reverse("employers:merge_undo", args=[merged.pk]))
    return redirect("employers:duplicates_bench") if _back(request) else redirect(keep)


def _version(request, name):
    value = request.POST.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 10 else -1


@admin_required
def certain(request):
    """Pairs that need no thinking, looked over and merged together."""
    pairs = certain_pairs(questions().visible_to(request.user))
    if request.method != "POST":
        return render(request, "employers/certain.html", {"pairs": pairs[:AT_ONCE], "count": len(pairs)})
    chosen = set(request.POST.getlist("paar"))
    try:
        merges = merge_pairs(pairs=[pair for pair in pairs if str(pair.pk) in chosen][:AT_ONCE], by=request.user)
    except UnknownRelationError:
        messages.error(request, UNKNOWN)
        return redirect("employers:duplicates")
    number = f"{len(merges)} paar is" if len(merges) == 1 else f"{len(merges)} paren zijn"
    messages.success(request, f"{number} samengevoegd. Hieronder kunt u elk paar weer losmaken.")
    return redirect(f"{reverse('employers:duplicates')}?toon=samengevoegd")


@admin_required
@require_POST
def merge_undo(request, pk):
    merged = get_object_or_404(Merge.objects.visible_to(request.user).with_people(), pk=pk)
    try:
        say_undone(request, undo_merge(merge=merged, by=request.user))
    except MergeRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{reverse('employers:duplicates')}?toon=samengevoegd")
    return redirect(merged.drop)


def say_undone(request, merge):
    """What was done, and what was not because somebody changed it since."""
    text = f"{merge.drop} en {merge.keep} zijn weer twee werkgevers."
    if merge.stayed:
        text += f" Sinds het samenvoegen gewijzigd en daarom zo gelaten: {', '.join(dict.fromkeys(merge.stayed))}."
    messages.success(request, text)
