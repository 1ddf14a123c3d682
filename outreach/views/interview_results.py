"""What lives among employers, for who steers: counts per question, with small ones hidden."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import urlencode

from accounts.permissions import manager_required
from employers.models import Employer, Sector
from employers.spreadsheets import XLSX, Sheet, attachment, workbook
from outreach.interview_counts import SIZES, STATES, TOTAL, behind, outcomes
from outreach.models import Question, Section

HIDDEN = "verborgen"
EVERY_ANSWER = "alle"


@manager_required
def results(request):
    asked = _asked(request)
    section = request.GET.get("onderdeel")
    section = Section(section) if section in Section.values else Section.COMPANY
    context = {
        "outcomes": outcomes(request.user, section=section, **asked),
        "section": section,
        "sections": Section,
        "sectors": Sector.objects.all(),
        "sizes": SIZES,
        "asked": asked,
        "query": _query(asked),
    }
    return render(request, "outreach/interview_results.html", context)


@manager_required
def results_employers(request, code, cell):
    """The employers behind one number; what is hidden does not exist."""
    question = get_object_or_404(Question, code=code)
    asked = _asked(request)
    keys = behind(request.user, question, TOTAL if cell == EVERY_ANSWER else cell, **asked)
    if keys is None:
        raise Http404("Dit aantal laten we niet zien.")
    version = question.versions.first()
    employers = Employer.objects.visible_to(request.user).filter(pk__in=keys)
    labels = {"answered": "Beantwoord", EVERY_ANSWER: "Alle antwoorden"} | STATES
    for each in question.versions.order_by("number"):
        labels |= each.labels
    context = {
        "employers": employers.select_related("sector", "municipality").order_by("trade_name", "pk"),
        "question": question,
        "text": version.text,
        "label": labels.get(cell, cell),
        "query": _query(asked),
    }
    return render(request, "outreach/interview_results_employers.html", context)


@manager_required
def results_export(request):
    """The same counts as a spreadsheet, all sections at once, with the quotes on a second sheet."""
    head = ["Onderdeel", "Code", "Vraag", "Antwoord"]
    numbers, quotes = [], []
    for outcome in outcomes(request.user, **_asked(request)):
        asked = [outcome.question.get_section_display(), outcome.question.code, outcome.text]
        if outcome.total is None:
            numbers.append([*asked, "", HIDDEN, HIDDEN])
        for bar in outcome.bars:
            numbers.append([*asked, bar.label, HIDDEN if bar.number is None else bar.number, outcome.total])
        quotes += [[*asked, quote] for quote in outcome.quotes]
    book = workbook(
        Sheet("Uitkomsten", [*head, "Werkgevers", "Van de"], numbers), Sheet("In eigen woorden", head, quotes)
    )
    return attachment(book, XLSX, f"uitkomsten-gesprekken-{timezone.localdate():%Y-%m-%d}.xlsx")


def _asked(request):
    sector, size = request.GET.get("sector", ""), request.GET.get("omvang", "")
    is_known = Sector.objects.filter(slug=sector).exists()
    return {"sector": sector if is_known else "", "size": size if size in SIZES else ""}


def _query(asked):
    return urlencode({name: value for name, value in [("sector", asked["sector"]), ("omvang", asked["size"])] if value})
