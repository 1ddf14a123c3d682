"""The five questions of a director, each with one answer in words and numbers that lead to their lists."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count

from accounts.models import User
from outreach.models import SupportNeed, Variant
from outreach.models.interests import VARIANT_SHORT
from targets.coverage import Heat
from targets.dashboards import Funnel, overlap_counts
from targets.frame import Frame
from targets.growth import Growth
from targets.links import employers_url, needs_url, overlaps_url
from targets.pace import Status, decimal, dutch
from targets.progress import Progress
from targets.stored import stored

SHOWN = 3
GOOD = (Status.ON_TRACK, Status.ACHIEVED)


@dataclass(frozen=True)
class Line:
    """One sentence; `number` is the part that leads to the list."""

    number: str
    url: str
    text: str


@dataclass(frozen=True)
class Answer:
    """`short` is the answer in a few words, `is_well` whether it is good news: None where nobody can tell."""

    key: str
    question: str
    short: str
    is_well: bool | None = None
    lines: list[Line] = field(default_factory=list)
    url: str = ""  # of the list behind the number in `short`

    @property
    def badge(self) -> str:
        return {True: "success", False: "warning", None: "neutral"}[self.is_well]


def answers(
    frame: Frame, user: User, *, heat: Heat, growth: Growth, progress: Iterable[Progress], funnel: Funnel
) -> list[Answer]:
    """From what the panels counted; three queries more, for the period before, the overlaps and the needs."""
    return [
        _reach(frame, heat, growth),
        _where_not(heat),
        _on_course(list(progress)),
        _in_the_way(frame, user),
        _wanted(frame, user, funnel),
    ]


def _reach(frame, heat, growth):
    total = heat.totals.total
    before = reached_before(frame)
    return Answer(
        "bereik",
        "Bereiken we kleine werkgevers?",
        f"{total.share_text} in {settings.BLIND_SPOT_MONTHS} maanden" if total.total else "Nog geen kleine werkgevers",
        None if growth.reached == before else growth.reached > before,
        [
            Line(dutch(growth.reached), frame.reached_url, "bereikt in deze periode"),
            Line(dutch(before), frame.reached_in(*frame.previous), "in de periode ervoor, even lang"),
            Line(dutch(total.total), employers_url(klein="ja"), "kleine werkgevers in de regio"),
        ],
    )


def reached_before(frame: Frame) -> int:
    """Small employers reached in the period before, which is as long."""
    about = ("reached", frame.owner, *frame.previous)
    return stored(frame, lambda: frame.number(lambda: frame.reached(*frame.previous), *about), *about)


def _where_not(heat):
    """The sectors with most blind spots, whoever reached the others."""
    rows = sorted((row for row in heat.rows if row.total.blind), key=lambda row: -row.total.blind)
    blind = heat.totals.total.blind
    return Answer(
        "waar-niet",
        "Waar niet?",
        f"{dutch(blind)} blinde vlek{'' if blind == 1 else 'ken'}" if blind else "Geen blinde vlekken",
        None if blind else True,
        [
            Line(
                dutch(row.total.blind),
                employers_url(sector=row.slug, klein="ja", blind="ja"),
                f"van {dutch(row.total.total)} in {row.name}",
            )
            for row in rows[:SHOWN]
        ],
        employers_url(klein="ja", blind="ja") if blind else "",
    )


def _on_course(progress):
    running = [each for each in progress if each.pace.status != Status.UPCOMING]
    well = [each for each in running if each.pace.status in GOOD]
    late = sorted((each for each in running if each not in well), key=lambda each: -each.pace.missing)
    short = f"{len(well)} van {len(running)} doel{'' if len(running) == 1 else 'en'} op koers"
    return Answer(
        "koers",
        "Liggen we op koers?",
        short if running else "Er loopt geen doel",
        len(well) == len(running) if running else None,
        [Line(each.target.name, each.target.get_absolute_url(), _late_text(each.pace)) for each in late[:SHOWN]],
        "#doelen" if running else "",
    )


def _late_text(pace):
    if pace.needed_per_week is None:
        return pace.status.said
    needed = decimal(pace.needed_per_week)
    return f"{pace.status.said}: nog {needed} {pace.nouns[0 if needed == '1' else 1]} per week"


def _in_the_way(frame, user):
    counted = overlap_counts(frame, user)
    open_ones = counted["open"]
    return Answer(
        "dubbel",
        "Zitten we elkaar in de weg?",
        f"{dutch(open_ones)} dubbele benadering{'' if open_ones == 1 else 'en'} open" if open_ones else "Nu niet",
        not open_ones,
        [
            Line(dutch(counted["found"]), _overlaps_url(frame, "gevonden"), "gevonden in deze periode"),
            Line(dutch(counted["prevented"]), _overlaps_url(frame, "voorkomen"), "voorkomen in deze periode"),
        ],
        overlaps_url(uitkomst="open", **_whose(frame)) if open_ones else "",
    )


def _overlaps_url(frame, shown):
    return overlaps_url(vanaf=frame.since, tot=frame.on, toon=shown, **_whose(frame))


def _whose(frame):
    if frame.organisation:
        return {"organisatie": frame.organisation.slug}
    return {"adviseur": frame.adviser.pk} if frame.adviser else {}


def _said(variant):
    return f"een {VARIANT_SHORT[variant]}" if variant == Variant.OTHER else VARIANT_SHORT[variant]


def _wanted(frame, user, funnel):
    """The forms with most employers that want or have one, and the help most asked for."""
    wanted = sorted(((steps[1], variant) for variant, steps in funnel.rows), key=lambda each: -each[0].number)
    wanted = [(step, variant) for step, variant in wanted if step.number]
    return Answer(
        "wensen",
        "Wat willen werkgevers?",
        f"Vooral {VARIANT_SHORT[wanted[0][1]]}" if wanted else "Nog niet bekend",
        None,
        [
            *(Line(dutch(step.number), step.url, f"met interesse in {_said(name)}") for step, name in wanted[:SHOWN]),
            *_help_asked(frame, user),
        ],
    )


def _help_asked(frame, user):
    """The kind of help with most open needs, of whom the frame is about: those that the list of needs shows."""
    needs = SupportNeed.objects.visible_to(user).open()
    if frame.adviser:
        needs, whose = needs.filter(adviser=frame.adviser), frame.adviser.pk
    elif frame.organisation:
        needs, whose = needs.filter(organisation=frame.organisation), frame.organisation.slug
    else:
        whose = None
    most = needs.order_by().values("kind").annotate(n=Count("pk")).order_by("-n", "kind").first()
    if most:
        kind = SupportNeed.Kind(most["kind"])
        yield Line(dutch(most["n"]), needs_url(soort=kind.value, wie=whose), f"open hulpvragen: {kind.label.lower()}")
