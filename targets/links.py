"""Addresses of the lists behind the numbers: every number links to exactly the rows it counts."""

from datetime import date, timedelta
from functools import cache, partial
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from targets.bands import KNOWN, SMALL_FIRMS
from targets.measures import counted_period, is_past
from targets.models.targets import Measure, Target

_list_url = cache(partial(reverse, "employers:list"))


def employers_url(**parameters) -> str:
    """The employer list with these filters; what is None is left out. The list itself adds active and in region."""
    return _url(_list_url(), parameters)


def calls_url(**parameters) -> str:
    """The call list of today, narrowed to the employers that the employer list has with these filters."""
    return _url(reverse("targets:call_list"), parameters)


def talks_url(**parameters) -> str:
    """Our own list of talks, or with `toon="werkgevers"` of the small employers reached in them."""
    return _url(reverse("targets:talks"), parameters)


def counted_url(measure: str, **parameters) -> str:
    """The employers that a main figure counts in a period."""
    return _url(reverse("targets:counted", args=[measure]), parameters)


def then_url(**parameters) -> str:
    """The blind spots of an earlier day."""
    return _url(reverse("targets:blind_spots_then"), parameters)


def portfolios_url(**parameters) -> str:
    """Who has which employer as fixed contact, of one organisation or adviser or of all."""
    return _url(reverse("targets:portfolios"), parameters)


def late_url(on: date, **parameters) -> str:
    """Follow-ups that should have been done before this day."""
    return _url(reverse("outreach:follow_ups"), parameters | {"tot": on - timedelta(days=1)})


def overlaps_url(**parameters) -> str:
    """Double approaches found or prevented in a period."""
    return _url(reverse("targets:overlaps"), parameters)


def needs_url(**parameters) -> str:
    """What employers want help with."""
    return _url(reverse("outreach:needs"), parameters)


def evidence_url(target: Target, on: date | None = None) -> str:
    """Where the rows that a target counts are listed: the employer list, else the target's own page."""
    if found := evidence_list_url(target, on):
        return found
    is_earlier = on is not None and target.from_on <= on < timezone.localdate()
    return _url(target.get_absolute_url(), {"op": on if is_earlier else None}) + "#bewijs"


def counted_until_url(target: Target, until: date, on: date | None = None) -> str:
    """What began to count on this day or before it, seen on another day than today when `on` is given."""
    return _url(reverse("targets:counted_until", args=[target.pk]), {"tot": until, "op": on})


def evidence_list_url(target: Target, on: date | None = None) -> str | None:
    """The employer list with filters that say exactly what the target counts; None when they cannot.

    The list shows the register as it is now, so it cannot for a past day.
    """
    if target.adviser_id or target.variant or is_past(target, on):
        return None
    if target.measure == Measure.REACHED:
        return reached_url(target.organisation, *counted_period(target, on), **_segment(target))
    if target.measure == Measure.SIZE_KNOWN:
        in_view = target.organisation.slug if target.organisation else None
        return employers_url(**{"omvang": KNOWN} | _segment(target) | {"inbeeld": in_view})
    return None


def reached_url(organisation, since: date, until: date, **filters) -> str:
    """Small employers reached in a period, by one organisation or by anyone."""
    by = organisation.slug if organisation else "ja"
    return employers_url(**{"klein": "ja", "bereikt": by, "bereikt_vanaf": since, "bereikt_tot": until} | filters)


def _segment(target):
    filters = {
        "sector": target.sector and target.sector.slug,
        "gemeente": target.municipality and target.municipality.cbs_code,
        "netwerk": target.network_id,
        **_size(target.size_band),
    }
    return {name: value for name, value in filters.items() if value}


def _size(band):
    """The list asks for all small firms by a filter of its own."""
    return {"klein": "ja"} if band == SMALL_FIRMS.key else {"omvang": band}


def _url(path, parameters):
    given = {name: value for name, value in parameters.items() if value is not None}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path
