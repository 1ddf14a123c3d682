"""Targets with what is realised, their pace and the marks of their bar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from targets.links import evidence_url
from targets.measures import Tally, tallies
from targets.models.targets import Target
from targets.pace import Pace, Status

BADGES = {
    Status.UPCOMING: "inactive",
    Status.AHEAD: "success",
    Status.ON_TRACK: "neutral",
    Status.BEHIND: "warning",
    Status.ACHIEVED: "success",
    Status.MISSED: "warning",
}
FILLS = {"success": "crm-bar__fill--ok", "warning": "crm-bar__fill--late"}


@dataclass(frozen=True)
class Progress:
    target: Target
    pace: Pace
    url: str

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
        Progress(each, pace_of(each, counted[each.pk].number, on, counted[each.pk].ceiling), evidence_url(each, on))
        for each in targets
    ]


def pace_of(target: Target, realised: int, on: date, ceiling: int | None = None) -> Pace:
    return Pace(
        number=target.number,
        realised=realised,
        from_on=max(target.start_on or target.from_on, target.from_on),
        until_on=target.until_on,
        on=on,
        start=target.start_count,
        ceiling=ceiling,
    )


def svg_number(value: float) -> str:
    """A number as an SVG attribute wants it: with a dot, whatever the language of the page."""
    return f"{value:.1f}"
