"""Answering a group of doubtful rows at once: the groups, one group with its sample, and taking it back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import admin_required
from employers.views.undo import say_undoable
from imports import groups as grouping
from imports.comparing import compare_shortly
from imports.models import GroupDecision, ImportBatch
from imports.reference_data import ReferenceData
from imports.review import OTHER, SAME, candidates_of
from imports.views.reviewing import BEING_APPLIED


@admin_required
def groups(request, pk):
    """The groups of more than one question, and what was answered about groups before."""
    batch = get_object_or_404(ImportBatch.objects.with_people(), pk=pk)
    made = batch.group_decisions.filter(row_count__gt=0).select_related("decided_by", "taken_back_by")
    found = grouping.groups_of(batch)
    several = [each for each in found if each.count > 1]
    context = {"batch": batch, "groups": several, "alone": len(found) - len(several), "made": made[:20]}
    return render(request, "imports/groups.html", context)


@admin_required
@require_http_methods(["GET", "POST"])
def group(request, pk, key):
    """A sample of one group; the answer counts for the rows that were there when the page was made."""
    batch = get_object_or_404(ImportBatch.objects.with_people(), pk=pk)
    found = grouping.group_of(batch, key)
    if batch.is_waiting:
        messages.warning(request, BEING_APPLIED)
        return redirect(batch)
    if found is None:
        messages.info(request, "Deze groep is al beoordeeld.")
        return redirect("imports:groups", pk)
    return _decide(request, batch, found) if request.method == "POST" else _group_page(request, batch, found)


def _group_page(request, batch, found):
    rows, reference = grouping.rows_of(batch, found), ReferenceData.load()
    numbers = list(rows.values_list("row_number", flat=True))
    pairs = [_pair(row, batch, reference) for row in grouping.sample_of(rows)]
    context = {"batch": batch, "group": found, "count": len(numbers), "pairs": pairs}
    context["numbers"] = ",".join(str(number) for number in numbers)
    return render(request, "imports/group.html", context)


def _pair(row, batch, reference):
    row.batch = batch
    chosen = next(iter(candidates_of(row)), None)
    return row, chosen, compare_shortly(row, chosen, reference) if chosen else []


def _decide(request, batch, found):
    answer = request.POST.get("oordeel", "")
    numbers = [int(number) for number in request.POST.get("rijen", "").split(",") if number.isdecimal()]
    if answer not in (SAME, OTHER) or not numbers or (answer == SAME and not found.may_be_same):
        messages.error(request, "Dit oordeel kan niet voor deze groep. Kies een van de knoppen.")
        return redirect("imports:group", batch.pk, found.key)
    outcome = grouping.decide_group(batch, found, answer, row_numbers=numbers, by=request.user)
    undo = reverse("imports:group_undo", args=[batch.pk, outcome.decision.pk])
    say_undoable(request, _said(outcome, answer), undo)
    return redirect("imports:groups", batch.pk)


def _said(outcome, answer) -> str:
    what = "dezelfde werkgever" if answer == SAME else "nieuwe werkgever"
    text = f"{outcome.decided} {'rij' if outcome.decided == 1 else 'rijen'} beoordeeld als {what}."
    if outcome.passed_over:
        were = "rij was" if outcome.passed_over == 1 else "rijen waren"
        text += f" {outcome.passed_over} {were} net al beoordeeld; dat oordeel blijft staan."
    return text


@admin_required
@require_POST
def undo_group(request, pk, group_pk):
    made = get_object_or_404(GroupDecision.objects.select_related("batch"), pk=group_pk, batch=pk)
    if made.batch.is_waiting:
        messages.warning(request, BEING_APPLIED)
        return redirect("imports:groups", pk)
    count = grouping.take_back_group(made, by=request.user)
    left = made.rows.count()
    text = f"{count} {'rij staat' if count == 1 else 'rijen staan'} weer bij ‘Te beoordelen’."
    if left:
        stay = "rij is al doorgevoerd en blijft" if left == 1 else "rijen zijn al doorgevoerd en blijven"
        text += f" {left} {stay} zo."
    messages.success(request, text)
    return redirect("imports:groups", pk)
