"""Targets with what is realised, their pace and the marks of their bar."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from django.utils import timezone

from targets.dating import days_counted
from targets.links import evidence_url
from targets.measures import Tally, tallies
from targets.models.targets import Target
from targets.pace import Pace, Status

BADGES = {
    Status.UPCOMING: "inactive",
    Status.ON_TRACK: "success",
    Status.AT_RISK: "neutral",
    Status.BEHIND: "warning",
    Status.ACHIEVED: "success",
    Status.MISSED: "warning",
}
FILLS = {"success": "crm-bar__fill--ok", "warning": "crm-bar__fill--late"}


@dataclass(frozen=True)
class Progress:
    """`share` is the percentage made, of a target that asks for one; `days` those on which something was added."""

    target: Target
    pace: Pace
    url: str
    share: int | None = None
    days: tuple[date, ...] = ()

    @property
    def badge(self) -> str:
        return BADGES[self.pace.status]

    @property
    def fill(self) -> str:
        return FILLS.get(self.badge, "")

    @property
    def done_width(self) -> str:
        return svg_number(100 * self.pace.done_share)

    @property
    def pace_x(self) -> str:
        """Left side of the mark "hier moeten we vandaag zijn", which is 0.8 wide."""
        return svg_number(min(max(100 * self.pace.expected_share - 0.4, 0), 99.2))


def progress_of(targets: Iterable[Target], on: date, known: dict[int, Tally] | None = None) -> list[Progress]:
    """One query, whatever the number of targets; `known` holds what the caller counted already."""
    targets, known = list(targets), known or {}
    counted = known | tallies([target for target in targets if target.pk not in known], on)
    return [
        Progress(
            target=each,
            pace=pace_of(each, counted[each.pk].number, on, counted[each.pk].ceiling),
            url=evidence_url(each, on),
            share=share_of(counted[each.pk]) if each.is_share else None,
        )
        for each in targets
    ]


def detailed_progress(target: Target, on: date) -> Progress:
    """With the spread of the weeks, which takes the day of everything counted."""
    tally = tallies([target], on)[target.pk]
    progress = progress_of([target], on, {target.pk: tally})[0]
    days = tuple(days_counted(target, on))
    return replace(progress, days=days, pace=replace(progress.pace, weeks=weeks_of(days, progress.pace)))


def weeks_of(days: Iterable[date], pace: Pace) -> tuple[int, ...]:
    """How many fell in each whole week of the pace until its day, a week of nothing included."""
    whole = pace.elapsed_days // 7
    counted = Counter((day - pace.from_on).days // 7 for day in days)
    return tuple(counted[week] for week in range(whole))


def asked_number(target: Target, population: int) -> int | None:
    """How many it takes: for a share of so many employers rounded up, and never nothing."""
    if not target.is_share or target.number is None:
        return target.number
    return max(ceil(target.number * population / 100), 1)


def share_of(tally: Tally) -> int:
    """The percentage that is made, rounded down: 20% is not made with 19.6%."""
    return 100 * tally.number // tally.ceiling if tally.ceiling else 0


def pace_of(target: Target, realised: int, on: date, ceiling: int | None = None) -> Pace:
    """A share is followed as the number of employers that it takes now, rounded up."""
    return Pace(
        number=asked_number(target, ceiling or 0),
        realised=realised,
        from_on=max(target.start_on or target.from_on, target.from_on),
        until_on=target.until_on,
        on=on,
        start=target.start_count,
        ceiling=ceiling,
        nouns=target.nouns,
        is_today=on >= timezone.localdate(),
    )


def svg_number(value: float) -> str:
    """A number as an SVG attribute wants it: with a dot, whatever the language of the page."""
    return f"{value:.1f}"
