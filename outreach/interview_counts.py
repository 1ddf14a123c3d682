"""What lives among employers: the answers of finished interviews counted per question, sector and size.

Counted are employers, with what they answered last. A question is counted across its versions by its code. Sector and
size are the only two ways to cut: each further one would give new differences to hide.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings

from accounts.models import User
from employers.models import ContactPerson
from employers.size import is_small
from outreach.models import Answer, Interview, Kind, Question, QuestionVersion
from outreach.small_counts import Line, hidden_cells

TOTAL = ""
ALL = ""
STATES = {"unknown": "Werkgever weet het niet", "not_discussed": "Niet besproken"}
SIZES = {"klein": "Klein (1 tot en met 25)", "groter": "Groter dan 25", "onbekend": "Omvang onbekend"}
SIZE_OF = {True: "klein", False: "groter", None: "onbekend"}
PERSONAL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|\+?\d[\d\s-]{7,}\d")


@dataclass(frozen=True, slots=True)
class Told:
    """The last answer of one employer to one question."""

    employer: int
    sector: str
    size: str
    state: str
    choices: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Bar:
    """One answer and how many gave it; None when that stays hidden."""

    cell: str
    label: str
    number: int | None


@dataclass
class Outcome:
    """All answers to one question in a selection; `total` is None when there are too few to show."""

    question: Question
    text: str
    total: int | None
    bars: list[Bar] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)


def outcomes(user: User, *, section: str = "", sector: str = ALL, size: str = ALL) -> list[Outcome]:
    """The questions of a section, or all, as this user may see them: of interviews that are visible to the user."""
    questions = Question.objects.filter(section=section) if section else Question.objects.all()
    told = told_by_question(user, questions)
    versions = QuestionVersion.objects.filter(question__in=questions).order_by("number")
    newest = {version.question_id: version for version in versions}
    labels = defaultdict(dict)
    for version in versions:
        labels[version.question_id].update(version.labels)
    wanted = [it for it in questions.in_order() if it.pk in told or it.is_active]
    return [_outcome(it, newest[it.pk].text, labels[it.pk], told[it.pk], sector, size) for it in wanted]


def behind(user: User, question: Question, cell: str, *, sector: str = ALL, size: str = ALL) -> list[int] | None:
    """The employers that one number counts; None when the number is hidden."""
    told = told_by_question(user, Question.objects.filter(pk=question.pk))[question.pk]
    here = [it.employer for it in _chosen(told, sector, size) if cell in _cells(question, it)]
    return None if not here or (sector, size, cell) in _hidden(question, told) else here


def told_by_question(user: User, questions) -> dict[int, list[Told]]:
    """The last answers to these questions; one query."""
    interviews = Interview.objects.visible_to(user).finished()
    answers = (
        Answer.objects.filter(interview__in=interviews, version__question__in=questions)
        .order_by("version__question", "interview__employer", "-interview__finished_at", "-pk")
        .distinct("version__question", "interview__employer")
        .values_list(
            "version__question", "interview__employer", "interview__employer__sector__slug",
            "interview__employer__size_band", "state", "choices", "text",
        )
    )  # fmt: skip
    found = defaultdict(list)
    for question, employer, sector, band, state, choices, text in answers:
        size = SIZE_OF[is_small(band)]
        found[question].append(Told(employer, sector or "geen", size, state, tuple(choices), text))
    return found


def _outcome(question, text, labels, told, sector, size) -> Outcome:
    hidden = _hidden(question, told)
    here = _chosen(told, sector, size)
    if not here or (sector, size, TOTAL) in hidden:
        return Outcome(question, text, None)
    counts = Counter(cell for it in here for cell in _cells(question, it))
    options = labels if question.has_options else {"answered": "Beantwoord"}
    shown = {
        cell: None if not counts[cell] or (sector, size, cell) in hidden else counts[cell]
        for cell in [*options, *STATES]
    }
    bars = [Bar(cell, label, shown[cell]) for cell, label in (options | STATES).items()]
    quotes = _quotes(here) if question.kind == Kind.TEXT and shown["answered"] else []
    return Outcome(question, text, counts[TOTAL], bars, quotes)


def _chosen(told: Iterable[Told], sector: str, size: str) -> list[Told]:
    return [it for it in told if sector in (ALL, it.sector) and size in (ALL, it.size)]


def _cells(question: Question, told: Told) -> list[str]:
    """What one answer counts in: the total, its state or option, and for several options also what was not chosen."""
    if told.state != Answer.State.ANSWERED:
        return [TOTAL, "not_discussed" if told.state == Answer.State.OPEN else told.state]
    if question.kind == Kind.CHOICE:
        return [TOTAL, *(told.choices or ["unchosen"])]  # in own words only
    return [TOTAL, "answered", *told.choices]


def _hidden(question: Question, told: list[Told]) -> set:
    """The cells (sector, size, answer) that stay hidden, looked at over all sectors, sizes and answers at once."""
    sectors = sorted({it.sector for it in told})
    counts = Counter()
    options = sorted({choice for it in told for choice in it.choices})
    for it in told:
        cells = _cells(question, it)
        if question.kind == Kind.MULTIPLE and "answered" in cells:
            cells += [f"~{option}" for option in options if option not in it.choices]
        counts.update((sector, size, c) for sector in (ALL, it.sector) for size in (ALL, it.size) for c in cells)
    return hidden_cells(counts, _lines(question, sectors, options), settings.INTERVIEW_SMALL_COUNT)


def _lines(question: Question, sectors: list[str], options: list[str]) -> list[Line]:
    answers = _answer_lines(question, options)
    cells = {cell for total, parts in answers for cell in (total, *parts)}
    lines = [
        Line((sector, size, total), tuple((sector, size, part) for part in parts))
        for sector in [ALL, *sectors]
        for size in [ALL, *SIZES]
        for total, parts in answers
    ]
    lines += [
        Line((ALL, size, cell), tuple((it, size, cell) for it in sectors)) for size in [ALL, *SIZES] for cell in cells
    ]
    return lines + [
        Line((sector, ALL, cell), tuple((sector, it, cell) for it in SIZES))
        for sector in [ALL, *sectors]
        for cell in cells
    ]


def _answer_lines(question: Question, options: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Which answers add up to what."""
    if question.kind == Kind.CHOICE:
        return [(TOTAL, (*options, "unchosen", *STATES))]
    several = options if question.kind == Kind.MULTIPLE else []
    return [(TOTAL, ("answered", *STATES)), *[("answered", (it, f"~{it}")) for it in several]]


def _quotes(told: list[Told]) -> list[str]:
    """Free words without the names, mail addresses and numbers that we know of; in alphabetical order, so without
    saying who or when."""
    employers = {it.employer for it in told}
    names = defaultdict(list)
    for employer, name in ContactPerson.objects.filter(employer__in=employers).values_list("employer", "name"):
        names[employer].append(name)
    trade_names = dict(Interview.objects.filter(employer__in=employers).values_list("employer", "employer__trade_name"))
    return sorted({_masked(it.text, [*names[it.employer], trade_names.get(it.employer, "")]) for it in told if it.text})


def _masked(text: str, names: Iterable[str]) -> str:
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = re.sub(re.escape(name), "[naam]", text, flags=re.IGNORECASE)
    return PERSONAL.sub("[weggelaten]", text)
