"""Which list goes first, per field: the orders, changing one with a preview of the register, and what was changed."""

from collections import Counter

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.permissions import admin_required
from employers.models import PrecedenceChange, SourceList, Unit
from employers.precedence import Precedence, change_precedence
from imports import tasks
from imports.in_line import InLine, employers_changed

EXAMPLES = 5
PER_PAGE = 50


@admin_required
def precedence_list(request):
    precedence, names = Precedence.load(), _names()
    lines = [
        (unit, [names[slug] for slug in precedence.standing(unit)], bool(precedence.orders.get(unit))) for unit in Unit
    ]
    changes = Paginator(PrecedenceChange.objects.select_related("changed_by"), 25).get_page(request.GET.get("pagina"))
    return render(request, "imports/precedence.html", {"lines": lines, "page": changes})


def _names() -> dict[str, str]:
    return dict(SourceList.objects.values_list("slug", "name"))


def _unit(unit: str) -> Unit:
    if unit not in Unit.values:
        raise Http404
    return Unit(unit)


def _asked_order(data, unit: Unit, precedence: Precedence) -> list[str]:
    """The order in the address or form, each list once; those that are not named come last. Empty: the newest wins."""
    text = data.get("volgorde")
    if text is None:
        return precedence.standing(unit)
    if text == "nieuwste" and unit == Unit.CONTACT_PERSON:
        return []
    asked = [slug for slug in dict.fromkeys(text.split(",")) if slug in precedence.ranks]
    return asked + [slug for slug in precedence.order(unit) if slug not in asked]


def in_address(order: list[str]) -> str:
    return ",".join(order) or "nieuwste"


@admin_required
@require_http_methods(["GET", "POST"])
def edit(request, unit):
    """`volgorde` holds the order being tried: codes of lists with commas between, or "nieuwste"."""
    unit, precedence = _unit(unit), Precedence.load()
    if request.method == "POST":
        return _save(request, unit, precedence)
    order, standing = _asked_order(request.GET, unit, precedence), precedence.standing(unit)
    names = _names()
    context = {
        "unit": unit, "order": in_address(order), "was": in_address(standing), "is_changed": order != standing,
        "lines": [(names[slug], *_moves(order, place)) for place, slug in enumerate(order)],
        "fixed": in_address(precedence.order(unit)),
    }  # fmt: skip
    if unit.is_of_employer:
        context |= _preview(unit, precedence.with_order(unit, order))
    return render(request, "imports/precedence_edit.html", context)


def _moves(order: list[str], place: int) -> tuple[str, str]:
    """The order with this list one place higher, and one lower; "" at an end."""

    def swapped(one, other):
        moved = list(order)
        moved[one], moved[other] = moved[other], moved[one]
        return in_address(moved)

    up = swapped(place, place - 1) if place else ""
    return up, swapped(place, place + 1) if place + 1 < len(order) else ""


def _preview(unit: Unit, precedence: Precedence) -> dict:
    """How many employers get another value, per pair of lists, with examples."""
    steps = list(InLine(unit, precedence).steps())
    visible = [step for step in steps if step.is_visible]
    counted = Counter((step.new_source, step.old_source) for step in visible)
    return {
        "pairs": counted.most_common(), "examples": visible[:EXAMPLES], "total": len(visible),
        "only_source": len(steps) - len(visible),
    }  # fmt: skip


def _save(request, unit: Unit, precedence: Precedence):
    order = _asked_order(request.POST, unit, precedence)
    was = [] if request.POST.get("was") == "nieuwste" else request.POST.get("was", "").split(",")
    with transaction.atomic():
        change = change_precedence(
            unit, order, was=was, is_for_register=request.POST.get("wanneer") == "nu", by=request.user
        )
        if change and change.is_for_register:
            transaction.on_commit(lambda: tasks.bring_in_line.delay(change.pk), robust=True)
    if change is None:
        messages.error(request, "Een collega heeft deze voorrang net gewijzigd. Hieronder staat hoe het nu is.")
        return redirect("imports:precedence_edit", unit)
    if change.is_for_register:
        return redirect(change)
    messages.success(request, f"De voorrang van {unit.label.lower()} is bewaard, voor volgende aanleveringen.")
    return redirect("imports:precedence")


@admin_required
def employers(request, unit):
    """The employers that would get another value under the order in the address.

    `herkomst`: those that keep the value, which then comes from another list.
    """
    unit, precedence = _unit(unit), Precedence.load()
    if not unit.is_of_employer:
        raise Http404
    order = _asked_order(request.GET, unit, precedence)
    keeps_value = request.GET.get("herkomst") == "ja"
    steps = InLine(unit, precedence.with_order(unit, order)).steps()
    steps = [step for step in steps if step.is_visible != keeps_value]
    pair = request.GET.get("van"), request.GET.get("naar")
    if any(pair):
        steps = [step for step in steps if (step.old_source, step.new_source) == pair]
    page = Paginator(steps, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {"unit": unit, "page": page, "order": in_address(order), "keeps_value": keeps_value}
    return render(request, "imports/precedence_employers.html", context)


def _change(pk) -> PrecedenceChange:
    return get_object_or_404(PrecedenceChange.objects.select_related("changed_by"), pk=pk)


@admin_required
def change(request, pk):
    return render(request, "imports/precedence_change.html", {"change": _change(pk)})


@admin_required
def changed(request, pk):
    """The employers that got another value by a change."""
    change = _change(pk)
    found = employers_changed(change).visible_to(request.user).order_by("trade_name", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "imports/precedence_changed.html", {"change": change, "page": page})


@admin_required
def progress(request, pk):
    """How far the worker is; when it has ended the page is loaded anew."""
    change = _change(pk)
    response = render(request, "imports/_precedence_progress.html", {"change": change})
    if not change.is_waiting:
        response["HX-Refresh"] = "true"
    return response
