"""The questions of the behoeftegesprek, kept by an admin."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import admin_required
from outreach.asking import add_question, change_question
from outreach.forms.questions import NewQuestionForm, QuestionForm
from outreach.models import Question, QuestionVersion, Section


@admin_required
def question_list(request):
    newest = {it.question_id: it for it in QuestionVersion.objects.order_by("number")}
    grouped = {section: [] for section in Section}
    for question in Question.objects.in_order():
        question.newest = newest[question.pk]
        grouped[Section(question.section)].append(question)
    return render(request, "outreach/questions.html", {"sections": list(grouped.items())})


@admin_required
def question_edit(request, code):
    question = get_object_or_404(Question, code=code)
    form = QuestionForm(request.POST or None, question=question)
    if form.is_valid():
        before = form.version
        version = change_question(by=request.user, question=question, **form.writing())
        is_new = version.pk != before.pk
        messages.success(
            request,
            f"Versie {version.number} staat klaar. Gesprekken die al begonnen zijn, houden hun eigen versie."
            if is_new
            else "Opgeslagen. De woorden zijn gelijk gebleven, dus er is geen nieuwe versie.",
        )
        return redirect("outreach:questions")
    versions = question.versions.annotate(answer_count=Count("answers")).select_related("made_by")
    context = {"form": form, "question": question, "versions": versions}
    return render(request, "outreach/question_form.html", context, status=422 if form.errors else 200)


@admin_required
def question_create(request):
    form = NewQuestionForm(request.POST or None)
    if form.is_valid():
        data = dict(form.cleaned_data)
        question = add_question(by=request.user, **data)
        messages.success(request, f"De vraag staat onderaan {question.get_section_display()}.")
        return redirect("outreach:questions")
    return render(request, "outreach/question_form.html", {"form": form}, status=422 if form.errors else 200)
