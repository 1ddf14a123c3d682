"""Holding a behoeftegesprek: begin, one question after the other, an overview, finishing, and the report."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.models import Role
from accounts.permissions import role_required
from employers.views.details import standing_employer
from employers.views.undo import say_undoable
from lwl_crm.documents import pdf_response, render_pdf
from outreach.forms.interviews import AnswerForm, BeginForm, FinishForm
from outreach.interview_outcomes import wanted_support
from outreach.interview_reports import report
from outreach.interviewing import (
    AnsweredMeanwhileError,
    begin_interview,
    drop_interview,
    finish_interview,
    restore_interview,
    save_answer,
)
from outreach.models import Answer, Interview, Section

writers_only = role_required(Role.ADVISER, Role.MANAGER)


@writers_only
def interview_begin(request, pk):
    employer = standing_employer(request, pk)
    form = BeginForm(request.POST or None, employer=employer, user=request.user)
    if form.is_valid():
        interview = begin_interview(by=request.user, employer=employer, **form.cleaned_data)
        return redirect(_next_question(interview))
    own = employer.interviews.visible_to(request.user).begun().filter(organisation=request.user.organisation_id)
    context = {"form": form, "employer": employer, "begun": own.with_people()}
    return render(request, "outreach/interview_begin.html", context, status=422 if form.errors else 200)


def interview(request, pk):
    """All questions and answers by section, and where to go on."""
    talk = _visible(request, pk)
    answers = list(talk.answers.in_order())
    context = {
        "interview": talk,
        "employer": talk.employer,
        "sections": by_section(answers),
        "progress": _progress(answers),
        "next_url": _next_question(talk),
        "wanted": wanted_support(answers),
        "may_write": talk.is_written_by(request.user),
    }
    return render(request, "outreach/interview_detail.html", context)


@never_cache  # going back shows what is saved now, not what stood there before
@writers_only
def interview_question(request, pk, code):
    """One question. Every answer is saved by itself, so that going on later loses nothing."""
    talk = _own(request, pk)
    answers = list(talk.answers.in_order())
    answer = get_object_or_404(talk.answers.select_related("version__question"), version__question__code=code)
    form = AnswerForm(request.POST or None, answer=answer)
    if form.is_valid():
        try:
            save_answer(by=request.user, answer=answer, revision=form.cleaned_data["revision"], **form.values())
        except AnsweredMeanwhileError as stale:
            return _render_question(request, form.over(stale.current), talk, answers, stale=stale.current)
        saved = f"?bewaard={code}"
        if "stoppen" in request.POST:
            messages.success(request, "Alles is bewaard. U kunt later verdergaan.")
            return redirect(f"{reverse('outreach:interview', args=[pk])}{saved}")
        return redirect(f"{_after(talk, answers, answer)}{saved}")
    return _render_question(request, form, talk, answers)


def _render_question(request, form, talk, answers, stale=None):
    codes = [each.question.code for each in answers]
    place = codes.index(form.answer.question.code)
    context = {
        "form": form,
        "interview": talk,
        "employer": talk.employer,
        "answer": form.answer,
        "section": Section(form.answer.question.section),
        "place": place + 1,
        "count": len(codes),
        "previous": codes[place - 1] if place else None,
        "stale": stale,
    }
    status = 409 if stale else 422 if form.is_bound and form.errors else 200
    return render(request, "outreach/interview_question.html", context, status=status)


@writers_only
def interview_finish(request, pk):
    talk = _own(request, pk)
    if not talk.is_begun:
        return redirect("outreach:interview", pk)
    form = FinishForm(request.POST or None, interview=talk)
    if form.is_valid():
        talk = finish_interview(by=request.user, interview=talk, **form.cleaned_data)
        messages.success(request, "Het gesprek is afgerond. De werkgever telt nu als bereikt.")
        return redirect("outreach:interview", pk)
    context = {
        "form": form,
        "interview": talk,
        "employer": talk.employer,
        "open_count": talk.answers.filter(state=Answer.State.OPEN).count(),
    }
    return render(request, "outreach/interview_finish.html", context, status=422 if form.errors else 200)


@require_POST
@writers_only
def interview_drop(request, pk):
    talk = _own(request, pk)
    if drop_interview(interview=talk):
        say_undoable(request, "Het gesprek is weggegooid.", reverse("outreach:interview_restore", args=[pk]))
    else:
        messages.warning(request, "Dit gesprek is afgerond en kan niet meer weg.")
    return redirect(talk.employer)


@require_POST
@writers_only
def interview_restore(request, pk):
    talk = _own(request, pk)
    if restore_interview(interview=talk):
        messages.success(request, "Het gesprek staat er weer, met alle antwoorden.")
    return redirect("outreach:interview", pk)


def interview_report(request, pk):
    """The report for the employer, on screen and to print."""
    talk = _visible(request, pk)
    return render(request, "outreach/interview_report.html", {"interview": talk, "report": report(talk)})


def interview_report_pdf(request, pk):
    talk = _visible(request, pk)
    return pdf_response(render_pdf("interview.typ", report(talk)), f"verslag-{slugify(str(talk.employer))}")


def by_section(answers):
    """The answers under the words of their section, in the order in which they are asked."""
    grouped: dict[str, list[Answer]] = {}
    for answer in answers:
        grouped.setdefault(answer.question.section, []).append(answer)
    return [(Section(section), those) for section, those in grouped.items()]


def _progress(answers):
    return {"done": sum(not answer.is_open for answer in answers), "count": len(answers)}


def _next_question(talk):
    """Where they stopped: the first open question after the newest answer, else the first open one or the overview."""
    answers = list(talk.answers.in_order())
    told = [(answer.answered_at, place) for place, answer in enumerate(answers) if answer.answered_at]
    stopped = max(told)[1] + 1 if told else 0
    answer = next((each for each in answers[stopped:] + answers[:stopped] if each.is_open), None)
    if answer is None or not talk.is_begun:
        return reverse("outreach:interview", args=[talk.pk])
    return reverse("outreach:interview_question", args=[talk.pk, answer.question.code])


def _after(talk, answers, answer):
    """The question after this one; after the last one the overview. A finished talk goes back to the overview."""
    codes = [each.question.code for each in answers]
    place = codes.index(answer.question.code) + 1
    if place == len(codes) or not talk.is_begun:
        return reverse("outreach:interview", args=[talk.pk])
    return reverse("outreach:interview_question", args=[talk.pk, codes[place]])


def _visible(request, pk):
    return get_object_or_404(Interview.objects.visible_to(request.user).with_people(), pk=pk)


def _own(request, pk):
    """404 for what this user may not see, 403 for what another organisation holds."""
    talk = _visible(request, pk)
    if not talk.is_written_by(request.user):
        raise PermissionDenied("U kunt alleen gesprekken van uw eigen organisatie wijzigen.")
    return talk
