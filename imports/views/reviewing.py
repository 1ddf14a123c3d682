"""The review bench: one doubtful row beside what it may be."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.permissions import admin_required
from employers.matching.scores import LIKELY_FROM
from employers.neighbours import Address, address_of, buildings
from employers.sisters import DifferentCompanies
from imports import review as reviewing
from imports.comparing import compare, known_as
from imports.groups import groups_of
from imports.models import ImportBatch, ImportRow, Outcome
from imports.reference_data import ReferenceData
from imports.reports import outcome_tiles_of

PUT_OFF = "later"
BEING_APPLIED = "De lijst wordt nu doorgevoerd. Beoordeel deze rij daarna."
TOO_LATE = "Deze rij was net al beoordeeld door {}. Uw keuze is niet bewaard."


@admin_required
def review(request, pk):
    """The next question; `rij` asks for one row, `kandidaat` lays another candidate beside it.

    Whoever looks at a question keeps it for a short while: colleagues get another one first.
    """
    batch = get_object_or_404(ImportBatch.objects.with_people(), pk=pk)
    if batch.is_waiting or not batch.is_compared:
        return redirect(batch)
    return _question_page(request, batch, _row(request, batch))


def _row(request, batch):
    number = request.GET.get("rij", "")
    if number.isdecimal() and len(number) < 9:
        asked = batch.rows.in_review().filter(row_number=int(number)).first()
        reviewing.show(asked, request.user)
        return asked or reviewing.next_question(batch, request.user)
    return reviewing.next_question(batch, request.user)


def _question_page(request, batch, row):
    """The whole page, or for htmx only the bench."""
    left, done = batch.rows.in_review().count(), batch.rows.reviewed().count()
    context = {"batch": batch, "row": row, "left": left, "done": done, "total": left + done}
    context |= {"position": done + 1, "to_apply": batch.rows.to_apply().count() if not left else 0}
    if row:
        row.batch = batch
        context |= _pair(request, row)
        context["colleague"] = row.shown_to if reviewing.is_shown_to_another(row, request.user) else None
    context |= {"groups": any(group.count > 1 for group in groups_of(batch)) if left > 1 else False}
    context |= {"tiles": outcome_tiles_of(batch), "current": Outcome.REVIEW}
    return render(request, "imports/_bench.html" if request.htmx else "imports/review.html", context)


def _pair(request, row) -> dict:
    candidates = reviewing.candidates_of(row)
    chosen = _chosen(candidates, request.GET.get("kandidaat", ""))
    context = {"candidates": candidates, "chosen": chosen, "likely_from": LIKELY_FROM, "effects": []}
    if chosen is None:
        return context
    reference = ReferenceData.load()
    context["lines"] = compare(row, chosen, reference)
    context["neighbours"] = _neighbours(request, row, chosen)
    if chosen.employer:
        context["effects"] = reviewing.effect_of(row, chosen.employer, reference)
        context["known_as"] = known_as(chosen.employer)
    return context


def _neighbours(request, row, chosen) -> list[tuple]:
    """Who else is at the address of the row and at that of the candidate: a label and the building."""
    ours = address_of(chosen.employer) if chosen.employer else _address(chosen.row)
    theirs, subjects = _address(row), [chosen.employer.pk] if chosen.employer else []
    labels = {ours: "Bekend adres", theirs: "Adres in de lijst"} if ours != theirs else {ours: "Adres van allebei"}
    found = buildings([theirs, ours], user=request.user, without=subjects)
    return [(labels[building.address], building) for building in found]


def _address(row) -> Address | None:
    postcode, number = row.cleaned.get("postcode"), row.cleaned.get("house_number")
    is_known = postcode and number and not row.cleaned.get("is_address_shielded")
    return Address(postcode, number) if is_known else None


def _chosen(candidates, index: str):
    by_index = {str(candidate.index): candidate for candidate in candidates}
    return by_index.get(index) or next(iter(candidates), None)


@admin_required
@require_POST
def decide(request, pk, row_pk):
    """One answer: same or of one company (with the candidate), other, skip or later."""
    row = get_object_or_404(ImportRow.objects.select_related("batch__source"), pk=row_pk, batch=pk)
    answer = request.POST.get("oordeel", "")
    if row.batch.is_waiting:
        messages.warning(request, BEING_APPLIED)
        return _next(request, row.batch)
    try:
        is_taken = _take(request, row, answer)
    except DifferentCompanies as refusal:
        messages.warning(request, str(refusal))
        return _next(request, row.batch, row)
    if not is_taken:
        messages.warning(request, _too_late(row))
    return _next(request, row.batch)


def _take(request, row, answer) -> bool:
    if answer == PUT_OFF:
        return reviewing.postpone(row, by=request.user)
    if answer in (reviewing.SAME, reviewing.SISTER):
        candidate = _chosen(reviewing.candidates_of(row), request.POST.get("kandidaat", ""))
        return candidate is not None and reviewing.decide(row, answer, by=request.user, candidate=candidate)
    return answer in ImportRow.Decision.values and reviewing.decide(row, answer, by=request.user)


def _too_late(row) -> str:
    row.refresh_from_db()
    return TOO_LATE.format(row.decided_by) if row.decision else "Dit oordeel kennen we niet. Kies een van de knoppen."


@admin_required
@require_POST
def undo_decision(request, pk):
    """Z: the last answer of this reviewer is open again, and is shown."""
    batch = get_object_or_404(ImportBatch.objects.with_people(), pk=pk)
    row = None if batch.is_waiting else reviewing.take_back(batch, by=request.user)
    if row is None:
        messages.info(request, "Er is niets om terug te zetten.")
    return _next(request, batch, row)


def _next(request, batch, row=None):
    """With htmx the next pair on the same place, else the page again."""
    if request.htmx:
        return _question_page(request, batch, row or reviewing.next_question(batch, request.user))
    address = reverse("imports:review", args=[batch.pk])
    return redirect(f"{address}?rij={row.row_number}" if row else address)
