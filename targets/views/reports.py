"""Half-year reports: the list, making one, reading and editing it, and taking it along as Word file or PDF."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import manager_required
from lwl_crm.documents import pdf_response
from lwl_crm.sending import after_saving, ask_again
from targets.measures import evidence
from targets.models import HalfYearReport, Measure
from targets.reports.figures import COUNTED, counted_target
from targets.reports.forms import ReportForm, TextsForm
from targets.reports.periods import Period, last_half_year
from targets.reports.printing import report_pdf
from targets.reports.word import report_docx
from targets.reports.writing import (
    FinalReportError,
    finish_report,
    put_count_back,
    recount,
    reopen_report,
    report_for,
    write_texts,
)
from targets.views.pages import employers_page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
IS_FINAL = "Dit rapport is vastgesteld. Maak er eerst weer een concept van."


@require_safe
def report_list(request):
    reports = HalfYearReport.objects.visible_to(request.user).for_list()
    return render(request, "targets/report_list.html", {"reports": reports})


@manager_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_create(request):
    half = last_half_year(timezone.localdate())
    form = ReportForm(
        request.POST if request.method == "POST" else None, initial={"from_on": half.since, "until_on": half.until}
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        period = Period(chosen["from_on"], chosen["until_on"])
        report, is_new = report_for(organisation=chosen["organisation"], period=period, by=request.user)
        if is_new:
            messages.success(request, "Het rapport is gemaakt. De teksten zijn een voorstel: pas ze aan.")
        else:
            messages.info(request, "Dit rapport was er al. Zijn er nieuwe cijfers? Kies dan Opnieuw tellen.")
        return redirect(report)
    return render(request, "targets/report_form.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def report_detail(request, pk):
    report = _report(request, pk)
    before = report.count_before() if request.user.is_manager and not report.is_final else None
    return render(request, "targets/report_detail.html", {"report": report, "count_before": before})


@manager_required
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def report_edit(request, pk):
    """The row is locked while it is saved: of two people at once the second sees the first one's texts."""
    reports = HalfYearReport.objects.visible_to(request.user)
    report = get_object_or_404(reports.select_for_update() if request.method == "POST" else reports, pk=pk)
    if report.is_final:
        return ask_again(request) or _refuse_final(request, report)
    form = TextsForm(request.POST if request.method == "POST" else None, report=report)
    if request.method == "POST" and form.is_valid():
        write_texts(report=report, texts=form.texts(), by=request.user)
        others = " Een collega wijzigde intussen andere teksten. Die zijn gebleven." if form.is_merged else ""
        messages.success(request, f"De teksten zijn opgeslagen.{others}")
        return after_saving(request, report)
    both = form.both() if form.conflict else []
    if form.conflict:
        form.rebase()
    context = {"form": form, "report": report, "both": both}
    return render(request, "targets/report_edit.html", context, status=422 if form.errors else 200)


@manager_required
@require_POST
def report_recount(request, pk):
    """Count again, or with `terug` put back the counting that stood before."""
    report = _report(request, pk)
    try:
        if "terug" in request.POST:
            done = put_count_back(report=report, by=request.user)
            said = "De vorige telling staat er weer." if done else "Er is geen vorige telling."
        else:
            recount(report=report, by=request.user)
            said = "De cijfers zijn opnieuw geteld. Uw eigen teksten zijn gebleven. De vorige telling is bewaard."
    except FinalReportError:
        return _refuse_final(request, report)
    messages.success(request, said)
    return redirect(report)


@manager_required
@require_POST
def report_finish(request, pk):
    """Finish, or with `terug` make it a concept again."""
    report = _report(request, pk)
    if "terug" in request.POST:
        reopen_report(report=report, by=request.user)
        messages.success(request, "Het rapport is weer een concept.")
        return redirect(report)
    try:
        finish_report(report=report, by=request.user)
    except FinalReportError:
        return _refuse_final(request, report)
    messages.success(request, "Het rapport is vastgesteld. Teksten en cijfers veranderen niet meer.")
    return redirect(report)


@require_safe
def report_word(request, pk):
    report = _report(request, pk)
    response = HttpResponse(report_docx(report), content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{_filename(report)}.docx"'
    return response


@require_safe
def report_paper(request, pk):
    report = _report(request, pk)
    return pdf_response(report_pdf(report), _filename(report))


@require_safe
def report_rows(request, pk, measure):
    """The employers behind a main figure as they are counted now; the report keeps the number of its own day."""
    report = _report(request, pk)
    if measure not in COUNTED or measure == Measure.TALKS:
        raise Http404
    is_before = request.GET.get("periode") == "vorige"
    target = counted_target(report, Measure(measure), is_before=is_before)
    page = employers_page(evidence(target), request.GET.get("pagina"), request.user)
    context = {"report": report, "target": target, "page": page}
    return render(request, "targets/report_rows.html", context)


def _report(request, pk):
    return get_object_or_404(HalfYearReport.objects.visible_to(request.user), pk=pk)


def _refuse_final(request, report):
    messages.error(request, IS_FINAL)
    return redirect(report)


def _filename(report):
    whose = report.organisation.slug if report.organisation else "regio"
    return f"halfjaarrapport-{whose}-{report.from_on:%Y-%m-%d}-{report.until_on:%Y-%m-%d}"
