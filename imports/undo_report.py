"""What an undo will do or did, per employer, for a person to read."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models

from employers.models import Employer
from imports.models import ImportBatch, Write
from imports.preview import in_chunks
from imports.taking_back import EMPLOYER, TakingBack

CHUNK = 500
READ = ("batch", "kind", "model", "object_id", "employer_number", "name", "result", "left")


class Fate(models.TextChoices):
    REMOVED = "weg", "Verdwijnt"
    RESTORED = "terug", "Gaat terug"
    STAYED = "blijft", "Blijft, of een deel ervan"


@dataclass
class Line:
    """One employer (or what is left without one) with what becomes of it."""

    name: str
    employer_number: int | None
    fate: str = Fate.RESTORED
    reasons: list[str] = field(default_factory=list)
    employer: Employer | None = None


def foreseen(batch: ImportBatch) -> list[Line]:
    """Work out what an undo would do now; nothing is saved."""
    undo, writes = TakingBack(batch, dry=True), []
    for chunk in in_chunks(batch.writes.standing().order_by("-pk").iterator(CHUNK), CHUNK):
        undo.take_back(chunk)
        writes += chunk
    return lines_of(reversed(writes))


def reported(batch: ImportBatch) -> list[Line]:
    """What the last undo did."""
    done = batch.writes.filter(undone_at__gte=batch.undo_started_at) if batch.undo_started_at else batch.writes.none()
    return lines_of(done.only(*READ))


def lines_of(writes: Iterable[Write]) -> list[Line]:
    """Per employer one line, by name; what vanished without an employer needs no line."""
    lines: dict = {}
    for write in writes:
        is_left = write.result == Write.Result.STAYED
        if write.employer_number is None and not is_left:
            continue
        key = write.employer_number or (write.model, write.object_id)
        line = lines.setdefault(key, Line(write.name, write.employer_number))
        if write.model == EMPLOYER:
            line.name = write.name
            if write.kind == Write.Kind.CREATED and not is_left:
                line.fate = Fate.REMOVED
        if is_left:
            line.fate = Fate.STAYED
            line.reasons += [reason for each in write.left if (reason := _in_words(write, each)) not in line.reasons]
    return sorted(lines.values(), key=lambda line: line.name.casefold())


def _in_words(write: Write, left: dict) -> str:
    about = f"{write.name}: " if write.model == "employers.contactperson" else ""
    return f"{about}{left['label']}: {left['why']}" if left["label"] else f"{about}{left['why']}"


def counts_of(lines: Iterable[Line]) -> dict[str, int]:
    counts = dict.fromkeys(Fate.values, 0)
    for line in lines:
        counts[line.fate] += 1
    return counts


def with_employers(lines: list[Line]) -> list[Line]:
    """Give each line its employer, if that is still there; one that was merged leads to the one that is left."""
    numbers = {line.employer_number for line in lines} - {None}
    employers = Employer.objects.select_related("merged_into").in_bulk(numbers)
    for line in lines:
        employer = employers.get(line.employer_number)
        line.employer = employer and (employer.merged_into or employer)
    return lines
