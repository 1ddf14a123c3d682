"""What an undone delivery added and had to leave because of others, and that those others no longer need."""

from employers.models import Company, ContactPerson, Employer
from imports.holding import held_companies, held_employers, held_people
from imports.ledger import fingerprint, state_of
from imports.models import ImportBatch, Write
from imports.taking_back import COMPANY, EMPLOYER, PERSON_MODEL


def remove_orphans(batch: ImportBatch) -> None:
    """Call it when all that this delivery wrote was taken back, in the same transaction as the end of the undo."""
    people = _left_behind(PERSON_MODEL, ContactPerson)
    changed = [row.pk for row, write in people if not _is_blank_or_as_written(row, write)]
    held = held_people([row for row, _ in people]).keys() | set(changed)
    _delete(ContactPerson, {row.pk for row, _ in people} - held)
    employers = [row for row, _ in _left_behind(EMPLOYER, Employer)]
    _delete(Employer, {row.pk for row in employers} - held_employers(employers, batch, {}).reasons.keys())
    companies = [row for row, _ in _left_behind(COMPANY, Company)]
    _delete(Company, {row.pk for row in companies} - held_companies(companies, lambda employer, company: False))


def _left_behind(label: str, model) -> list[tuple]:
    writes = Write.objects.filter(model=label, kind=Write.Kind.CREATED, result=Write.Result.STAYED)
    by_number = {write.object_id: write for write in writes}
    rows = model._base_manager.filter(pk__in=by_number).order_by("pk").select_for_update(of=("self",))
    return [(row, by_number[row.pk]) for row in rows]


def _is_blank_or_as_written(person: ContactPerson, write: Write) -> bool:
    blank = ContactPerson()
    return all(
        fingerprint(now) == write.after[unit] or now == state_of(blank, unit)
        for unit in write.after
        if unit != "employer" and (now := state_of(person, unit)) is not None
    )


def _delete(model, keys: set[int]) -> None:
    if keys:
        model._base_manager.filter(pk__in=keys).delete()
