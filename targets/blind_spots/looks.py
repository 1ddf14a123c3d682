"""What a cell of the table can show: one number out of the employers in that cell, and the list it counts."""

from dataclasses import dataclass

from django.utils.formats import date_format

from accounts.models import Organisation
from targets.blind_spots.survey import in_view_of, reached_by
from targets.frame import Frame


@dataclass(frozen=True)
class Look:
    """`counts` names what is counted on a line, `filters` the same to the employer list.

    `is_good`: the more the better.
    """

    key: str
    label: str
    explanation: str
    counts: str
    filters: dict
    is_good: bool


def looks(frame: Frame, organisations: list[Organisation]) -> list[Look]:
    """Blind spots, reached (by whom), in view (of whom) and never reached."""
    period = {"bereikt_vanaf": frame.blind_since, "bereikt_tot": frame.on}
    since = f"sinds {date_format(frame.blind_since, 'j F Y')}"
    return [
        Look("blind", "Blinde vlekken", f"Door niemand bereikt {since}, en mag benaderd worden.",
             "blind", {"blind": "ja"}, False),
        Look("bereikt", "Bereikt", f"Door een of meer organisaties bereikt {since}.",
             "reached", {"bereikt": "ja"} | period, True),
        *(_reached(each, period, since) for each in organisations),
        *(_in_view(each) for each in organisations),
        Look("nooit", "Nooit bereikt", "Nog nooit door iemand bereikt.",
             "never", {"bereikt": "niet"}, False),
    ]  # fmt: skip


def _reached(organisation, period, since):
    return Look(
        f"bereikt-{organisation.slug}",
        f"Bereikt door {organisation.short_name}",
        f"Door {organisation.name} bereikt {since}.",
        reached_by(organisation),
        {"bereikt": organisation.slug} | period,
        True,
    )


def _in_view(organisation):
    return Look(
        f"inbeeld-{organisation.slug}",
        f"In beeld bij {organisation.short_name}",
        f"Staat op een lijst van {organisation.name}, of had er contact mee.",
        in_view_of(organisation),
        {"inbeeld": organisation.slug},
        True,
    )
