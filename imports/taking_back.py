"""Taking back what a delivery wrote, value by value: what still is as it was written goes back, the rest stays.

Three ways (docs/adr/0012): what stood there, what the delivery wrote, and what stands there now. When something later
stands on top, the later write takes over what stood there first, so that deliveries can be undone in any order.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.db.models import F, ForeignKey, Model
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format

from employers.merging.journal import from_json
from employers.models import Company, ContactPerson, Employer, Registration
from employers.precedence import PERSON, UNDONE
from imports.bulk import save_many
from imports.holding import held_by_work, held_companies, held_employers, held_people
from imports.ledger import MODELS, UNITS_OF, Unit, fingerprint, label_of, state_of
from imports.models import ImportBatch, ImportRow, Write

EMPLOYER, COMPANY, PERSON_MODEL = (model._meta.label_lower for model in (Employer, Company, ContactPerson))
ENTRY = Registration._meta.label_lower
NAME = {"trade_name"}  # without it an employer is nothing
WHO_AND_WHERE = NAME | {"company", "street", "is_non_mailing", "is_address_shielded"}  # and who may use it
WORKED_WITH = "naam, nummers en adres blijven staan"
SHIELDED = "het adres blijft afgeschermd"
NUMBER_TAKEN = "het vestigingsnummer van vroeger staat nu bij een andere werkgever"
LATER = "daarna gewijzigd door de aanlevering {}"
ONE_COMPANY = "is één onderneming met {}, volgens de aanlevering {}"
COMPANY_HELD = "heeft nog werkgevers of een eigen grootte"
SINCE = "daarna gewijzigd"
Group = list[Write]


class TakingBack:
    """Takes writes of one delivery back, the newest first. `dry`: works it out and saves nothing, for the preview."""

    def __init__(self, batch: ImportBatch, *, dry: bool = False) -> None:
        self.batch = batch
        self.dry = dry
        self.doomed: dict[str, set[int]] = defaultdict(set)
        self.worked_with: set[int] = set()
        self.seen: dict[tuple[str, int], Model] = {}

    def take_back(self, writes: Sequence[Write]) -> None:
        """Writes in the order in which they were made, backwards; call it in a transaction."""
        for label, group in groupby(writes, key=lambda write: write.model):
            self._take_back_of(label, list(group))
        now = timezone.now()
        for write in writes:
            write.undone_at = now
        if not self.dry:
            Write.objects.bulk_update(writes, ["result", "left", "undone_at", "name"], batch_size=500)

    def _take_back_of(self, label: str, writes: Group) -> None:
        rows = self._rows(label, {write.object_id for write in writes})
        self.later = self._later_writes(label, writes)
        self.targets = _targets(label, writes)
        self.sisters = self._sisters(label, writes)
        self.left_behind = self._left_behind(label, writes, rows)
        touched: dict[int, set[str]] = defaultdict(set)
        for write in writes:
            row = rows.get(write.object_id)
            write.result, write.left = Write.Result.BACK, []
            if row and write.kind != Write.Kind.CREATED:
                self._put_back(write, row, self._without_who_and_where(write, row, touched), touched)
        created = [write for write in writes if write.kind == Write.Kind.CREATED and write.object_id in rows]
        deleted = self._delete_created(label, created, rows, touched)
        for pk in deleted:
            touched.pop(pk, None)
        self._save(label, rows, touched)

    def _left_behind(self, label: str, writes: Group, rows: dict[int, Model]) -> dict[int, list[str]]:
        """Employers that people work with, whose own delivery was undone before and left them for this one."""
        if label != EMPLOYER:
            return {}
        keys = {write.object_id for write in writes if write.kind != Write.Kind.CREATED} & rows.keys()
        added = Write.objects.filter(model=label, object_id__in=keys, kind=Write.Kind.CREATED)
        left = set(added.filter(result=Write.Result.STAYED).values_list("object_id", flat=True))
        return held_by_work([rows[pk] for pk in left], self.batch, self.doomed)

    def _without_who_and_where(self, write: Write, row: Model, touched) -> dict[str, Unit]:
        """What goes back: of who is left behind not the nothing that stands before name, numbers and address."""
        if row.pk not in self.left_behind:
            return write.before
        blank = type(row)()
        kept = {unit for unit in write.before.keys() & WHO_AND_WHERE if write.before[unit] == state_of(blank, unit)}
        if kept:
            write.result = Write.Result.STAYED
            write.left = _why_left([*self.left_behind[row.pk], *_of_who_and_where(row)])
            self._keep(write, row, kept, touched)
        return {unit: values for unit, values in write.before.items() if unit not in kept}

    def _rows(self, label: str, keys: set[int]) -> dict[int, Model]:
        model = MODELS[label]
        known = {pk: self.seen[label, pk] for pk in keys if (label, pk) in self.seen}
        rows = model._base_manager.filter(pk__in=keys - known.keys()).order_by("pk")
        if not self.dry:
            rows = rows.select_for_update(of=("self",))
        found = {row.pk: row for row in rows} | known
        if self.dry:
            self.seen.update({(label, pk): row for pk, row in found.items()})
        return {pk: row for pk, row in found.items() if pk not in self.doomed[label]}

    def _later_writes(self, label: str, writes: Group) -> dict[int, Group]:
        """What other deliveries wrote on these rows since, the oldest first."""
        keys = {write.object_id for write in writes}
        found = Write.objects.standing().filter(model=label, object_id__in=keys, pk__gt=min(each.pk for each in writes))
        later = defaultdict(list)
        for write in found.exclude(batch=self.batch).select_related("batch").order_by("pk"):
            later[write.object_id].append(write)
        return later

    def _sisters(self, label: str, writes: Group) -> dict[int, list[ImportRow]]:
        """Per employer the rows of other deliveries that a person said are of one company with it."""
        if label != EMPLOYER:
            return {}
        keys = {write.object_id for write in writes if "company" in write.before}
        standing = ImportRow.objects.filter(sister__in=keys, applied_at__isnull=False, employer__isnull=False)
        found = defaultdict(list)
        for row in standing.exclude(batch=self.batch).select_related("batch", "employer").order_by("pk"):
            found[row.sister_id].append(row)
        return found

    def _sister(self, row: Model, values: Unit) -> ImportRow | None:
        """The row of another delivery whose employer would be parted from this one."""
        if values["company_id"] == row.company_id:
            return None
        return next((each for each in self.sisters.get(row.pk, ()) if each.employer.company_id == row.company_id), None)

    def _give_company(self, write: Write, batch: ImportBatch, values: Unit) -> None:
        """The delivery that still needs the company of this employer takes it back when it is undone itself."""
        if not self.dry:
            Write.objects.create(
                batch=batch, kind=Write.Kind.UPDATED, model=write.model, object_id=write.object_id, name=write.name,
                employer_number=write.employer_number, before={"company": values},
                after={"company": write.after["company"]},
            )  # fmt: skip

    def _put_back(self, write: Write, row: Model, before: dict[str, Unit], touched: dict[int, set[str]]) -> None:
        for unit, values in before.items():
            now = state_of(row, unit)
            if now == values:
                continue
            if not self._is_as_written(write, row, unit, now):
                self._leave(write, unit, self._why_changed(write, row, unit))
                self._hand_over(write, unit, values)
            elif why := self._why_impossible(row, unit, values):
                self._leave(write, unit, why)
            elif unit == "company" and (sister := self._sister(row, values)):
                self._leave(write, "", ONE_COMPANY.format(sister.employer, sister.batch.filename))
                self._give_company(write, sister.batch, values)
            else:
                _write_on(row, self._followed(values))
                touched[row.pk].add(unit)

    def _is_as_written(self, write: Write, row: Model, unit: str, now: Unit) -> bool:
        """Whether nobody changed it since; that a merge moved the row along is no change."""
        if fingerprint(now) == write.after[unit]:
            return True
        written = write.employer_number
        if unit != "employer" or written is None:
            return False
        return fingerprint({"employer_id": written}) == write.after[unit] and self._survivor(written) == row.employer_id

    def _survivor(self, employer: int) -> int:
        found = Employer.objects.filter(pk=employer).values_list("merged_into", flat=True).first()
        return found or employer

    def _followed(self, values: Unit) -> Unit:
        """An employer that was merged since leads to the one that is left."""
        if values.get("employer_id") is None:
            return values
        return values | {"employer_id": self._survivor(values["employer_id"])}

    def _leave(self, write: Write, unit: str, why: str) -> None:
        write.result = Write.Result.STAYED
        write.left.append({"label": label_of(unit) if unit else "", "why": why})

    def _why_changed(self, write: Write, row: Model, unit: str) -> str:
        if isinstance(row, Employer):
            entries = [row.provenance.get(name.partition(":")[2]) for name in UNITS_OF[Employer][unit] if ":" in name]
            if typed := next((entry for entry in entries if entry and entry["source"] == PERSON), None):
                day = date_format(parse_date(typed["on"]), "j F Y")
                return f"daarna gewijzigd door {typed.get('by_name', 'een collega')} op {day}"
        if later := next((each for each in self.later.get(row.pk, ()) if unit in each.after), None):
            return LATER.format(later.batch.filename)
        return self._why_of_another_list(row, unit) or SINCE

    def _why_of_another_list(self, row: Model, unit: str) -> str:
        """A changed precedence put the value of another delivery there, which no ledger holds."""
        names = UNITS_OF[Employer][unit] if isinstance(row, Employer) else ()
        entries = [row.provenance.get(name.partition(":")[2]) for name in names if ":" in name]
        other = next((each for each in entries if each and each.get("batch") not in (None, self.batch.pk)), None)
        return f"komt nu van {other['label']}" if other else ""

    def _hand_over(self, write: Write, unit: str, values: Unit) -> None:
        """The write that replaced ours replaces from now on what stood there before us."""
        if later := self._replaced_by(write, unit):
            self._replace_before(later, unit, values)

    def _replaced_by(self, write: Write, unit: str) -> Write | None:
        for later in self.later.get(write.object_id, ()):
            if later.pk > write.pk and unit in later.before and fingerprint(later.before[unit]) == write.after[unit]:
                return later
        return None

    def _replace_before(self, later: Write, unit: str, values: Unit) -> None:
        later.before[unit] = values
        if not self.dry:
            Write.objects.filter(pk=later.pk).update(before=later.before)

    def _why_impossible(self, row: Model, unit: str, values: Unit) -> str:
        for column, key in values.items():
            if key is not None and column in self.targets and key not in self.targets[column]:
                return "wat er vroeger stond, is er niet meer"
        number = values.get("establishment_number")
        if number and isinstance(row, Employer) and row.merged_into_id is None:
            same = Employer.objects.current().filter(company=values["company_id"], establishment_number=number)
            return NUMBER_TAKEN if same.exclude(pk=row.pk).exists() else ""
        return ""

    def _delete_created(self, label: str, writes: Group, rows, touched) -> set[int]:
        """Delete what nobody else needs; what stays loses what only this delivery brought."""
        created = [rows[write.object_id] for write in writes]
        reasons = self._held(label, created, writes)
        gone = {row.pk for row in created} - reasons.keys()
        for write in writes:
            if write.object_id in reasons:
                self._strip(label, write, rows[write.object_id], reasons[write.object_id], touched)
        self._delete(label, gone)
        return gone

    def _held(self, label: str, rows: list[Model], writes: Group) -> dict[int, list[str]]:
        if label == EMPLOYER:
            held, self.worked_with = held_employers(rows, self.batch, self.doomed)
            return held
        if label == COMPANY:
            return {key: [COMPANY_HELD] for key in held_companies(rows, self._leaves)}
        held = held_people(rows) if label == PERSON_MODEL else {}
        by_pk = {row.pk: row for row in rows}
        for write in writes:
            if why := self._why_changed_since_created(label, write, by_pk[write.object_id]):
                held.setdefault(write.object_id, []).append(why)
        return held

    def _leaves(self, employer: int, company: int) -> bool:
        """Whether it goes, or a forecast has parted it from this company already, which is saved nowhere."""
        row = self.seen.get((EMPLOYER, employer))
        return employer in self.doomed[EMPLOYER] or (row is not None and row.company_id != company)

    def _why_changed_since_created(self, label: str, write: Write, row: Model) -> str:
        units = [unit for unit in write.after if unit != "employer"]
        changed = [unit for unit in units if fingerprint(state_of(row, unit)) != write.after[unit]]
        if not changed:
            return ""
        later = [each for each in self.later.get(row.pk, ()) if set(changed) & each.after.keys()]
        if label == ENTRY and later and all(each.kind == Write.Kind.GONE for each in later):
            return ""  # a newer list did not have it, and without us it never was there
        return self._why_changed(write, row, changed[0])

    def _strip(self, label: str, write: Write, row: Model, reasons: list[str], touched) -> None:
        write.result = Write.Result.STAYED
        is_worked_with = label == EMPLOYER and row.pk in self.worked_with
        write.left = _why_left([*reasons, *_of_who_and_where(row)] if is_worked_with else reasons)
        if label in (EMPLOYER, COMPANY):
            blank, kept = type(row)(), WHO_AND_WHERE if is_worked_with else NAME
            self._keep(write, row, kept, touched)
            units = [unit for unit in write.after if unit not in kept]
            self._put_back(write, row, {unit: state_of(blank, unit) for unit in units}, touched)
        elif self.later.get(row.pk):
            self._give_to_later(label, write, row)

    def _keep(self, write: Write, row: Model, kept: set[str], touched) -> None:
        """These units stay, as something that any list may replace: the one that said so was taken back."""
        for unit in write.after.keys() & kept:
            now = state_of(row, unit)
            if self._is_as_written(write, row, unit, now):
                _write_on(row, _as_undone(now))
                touched[row.pk].add(unit)
            elif later := self._replaced_by(write, unit):
                self._replace_before(later, unit, _as_undone(later.before[unit]))

    def _give_to_later(self, label: str, write: Write, row: Model) -> None:
        """A later delivery has it too: it counts as added by that one, with what it wrote."""
        later = next((each for each in self.later[row.pk] if each.kind != Write.Kind.GONE), None)
        if later is None or later.kind == Write.Kind.CREATED or self.dry:
            return
        after = write.after | later.after
        if label == ENTRY:
            Registration.objects.filter(pk=row.pk).update(first_seen_on=later.batch.reference_date)
            row.first_seen_on = later.batch.reference_date
            after["first_seen"] = fingerprint(state_of(row, "first_seen"))
        later.kind, later.before, later.after = Write.Kind.CREATED, {}, after
        Write.objects.filter(pk=later.pk).update(kind=later.kind, before={}, after=after)
        write.kind = Write.Kind.UPDATED
        Write.objects.filter(pk=write.pk).update(kind=write.kind)

    def _delete(self, label: str, keys: set[int]) -> None:
        self.doomed[label] |= keys
        if not self.dry and keys:
            MODELS[label]._base_manager.filter(pk__in=keys).delete()

    def _save(self, label: str, rows: dict[int, Model], touched: dict[int, set[str]]) -> None:
        if label == "imports.importrow":
            self.doomed[label] |= touched.keys()
        if self.dry or not touched:
            return
        units = set().union(*touched.values())
        columns = {name.partition(":")[0] for unit in units for name in UNITS_OF[MODELS[label]][unit]}
        save_many([rows[pk] for pk in sorted(touched)], columns)
        if label == EMPLOYER:
            touch(touched)


def touch(employers: Iterable[int]) -> None:
    """Whoever has one of these open in a form hears that it changed."""
    Employer.objects.filter(pk__in=list(employers)).update(version=F("version") + 1, updated_at=timezone.now())


def _write_on(row: Model, values: Unit) -> None:
    for name, value in values.items():
        column, _, part = name.partition(":")
        if not part:
            setattr(row, column, from_json(type(row), column, value))
        elif value is None:
            getattr(row, column).pop(part, None)
        else:
            getattr(row, column)[part] = value


def _why_left(reasons: Iterable[str]) -> list[dict[str, str]]:
    return [{"label": "", "why": why} for why in reasons]


def _of_who_and_where(row: Model) -> list[str]:
    return [WORKED_WITH, SHIELDED] if row.is_address_shielded else [WORKED_WITH]


def _as_undone(values: Unit) -> Unit:
    """The same values, with the provenance of a delivery that was taken back."""
    return {
        name: _undone(value) if name.startswith("provenance:") and value else value for name, value in values.items()
    }


def _undone(entry: dict) -> dict:
    kept = {name: value for name, value in entry.items() if name != "row"}
    return kept | {"source": UNDONE, "label": f"{entry['label']} (ongedaan gemaakt)"}


def _targets(label: str, writes: Group) -> dict[str, set[int]]:
    """Per foreign key that would be put back, which of the rows it points to are still there."""
    wanted: dict[str, set[int]] = defaultdict(set)
    keys = {field.attname: field for field in MODELS[label]._meta.concrete_fields if isinstance(field, ForeignKey)}
    for write in writes:
        for values in write.before.values():
            for column, value in values.items():
                if column in keys and value is not None:
                    wanted[column].add(value)
    return {
        column: set(keys[column].related_model._base_manager.filter(pk__in=found).values_list("pk", flat=True))
        for column, found in wanted.items()
    }
