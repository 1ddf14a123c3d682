"""The size of a firm, asked during a contact when it is not known yet (advice 6)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from accounts.models import User
from employers.models import Employer
from employers.provenance import SIZE, SIZE_COLUMNS, SizeValue, Source, columns_of, set_values
from employers.size import BOUNDS, Band

ASKED = [
    Band.ONE,
    Band.TO_4,
    Band.TO_9,
    Band.TO_14,
    Band.TO_19,
    Band.TO_25,
    Band.TO_49,
    Band.TO_99,
    Band.TO_249,
    Band.MORE,
]


@dataclass(frozen=True)
class SizeAnswer:
    """An exact number, else a band of ASKED, else why it stays unknown."""

    number: int | None = None
    band: str = ""
    unknown_reason: str = ""
    is_estimate: bool = False


def is_asked_for(employer: Employer) -> bool:
    """Nobody knows the size of the firm, and not that of this establishment either."""
    return not employer.has_known_size and employer.size_band == Band.UNKNOWN


def write_size(employer: Employer, answer: SizeAnswer, *, by: User, on: date) -> dict[str, Any]:
    """Write the answer with its provenance; answers with what stood there and what stands now, for `put_back_size`."""
    fresh = Employer.objects.select_for_update(of=["self"]).get(pk=employer.pk)
    before = _standing(fresh)
    changes = set_values(fresh, {SIZE: _size_value(answer, by, on)}, source=Source.person(by), on=on)
    fresh.save(update_fields=columns_of(changes))
    return {"before": before, "set": _standing(fresh)}


def put_back_size(employer: Employer, replaced: dict[str, Any] | None) -> None:
    """Give the employer the size and provenance it had, unless somebody wrote another size since."""
    if replaced is None:
        return
    fresh = Employer.objects.select_for_update(of=["self"]).get(pk=employer.pk)
    if _standing(fresh) != replaced["set"]:
        return
    columns = dict(replaced["before"])
    entry = columns.pop("provenance")
    for name, value in columns.items():
        setattr(fresh, name, value)
    fresh.provenance = {name: it for name, it in fresh.provenance.items() if name != SIZE} | (
        {SIZE: entry} if entry else {}
    )
    fresh.version += 1
    fresh.save(update_fields=[*columns, "provenance", "version"])


def _size_value(answer: SizeAnswer, by: User, on: date) -> SizeValue:
    if answer.unknown_reason:
        return SizeValue(unknown_reason=answer.unknown_reason)
    low, high = (answer.number, answer.number) if answer.number is not None else BOUNDS[Band(answer.band)]
    if low == high:  # the band of one person is exact
        answer = replace(answer, number=low)
    source = Employer.Source.ADVISER if answer.is_estimate else Employer.Source.EMPLOYER
    return SizeValue(answer.number, low, high, source, by.name[:60], on)


def _standing(employer: Employer) -> dict[str, Any]:
    """The size columns and their provenance, as JSON."""
    columns = {name: getattr(employer, name) for name in SIZE_COLUMNS}
    day = columns["size_reference_date"]
    return columns | {"size_reference_date": day and day.isoformat(), "provenance": employer.provenance.get(SIZE)}
