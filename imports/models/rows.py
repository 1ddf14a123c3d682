"""The rows of a delivery."""

from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, Func, OuterRef, Q, Value, When
from django.utils.text import Truncator

from employers.models import Employer, Registration
from imports.models.batches import ImportBatch
from imports.models.groups import GroupDecision

MOVED = '$[*] ? (@.applied == true && @.field == "address" && @.before != "")'
NAMES = ("trade_name", "legal_name")
LONGEST_NAME = 80  # characters
SIZE = '$[*] ? (@.applied == true && @.field == "size")'
WRITTEN = "$[*] ? (@.applied == true)"


class Outcome(models.TextChoices):
    """What becomes of a row. Every row has exactly one, so that the counts always add up to the rows delivered."""

    NEW = "new", "Nieuw"
    LINKED = "linked", "Gekoppeld"
    REVIEW = "review", "Te beoordelen"
    UNCHANGED = "unchanged", "Ongewijzigd"
    REJECTED = "rejected", "Niet ingelezen"


class Category(models.TextChoices):
    """What a row changes, to accept one kind of change and let another wait. A row is in one: the first that fits.

    A row that moved and has another size is one that moved: it is applied whole. What a row is stays so once it is
    applied. The database works it out (`ImportRow.category`).
    """

    NEW = "new", "Nieuw"
    CHANGED = "changed", "Gewijzigd"
    MOVED = "moved", "Verhuisd"
    SIZE = "size", "Omvang gewijzigd"
    LINKED = "linked", "Gekoppeld, verder gelijk"
    UNCHANGED = "unchanged", "Ongewijzigd"
    REVIEW = "review", "Te beoordelen"
    REJECTED = "rejected", "Niet ingelezen"


TO_ACCEPT = [Category.NEW, Category.CHANGED, Category.MOVED, Category.SIZE, Category.LINKED]


def _has(path: str) -> Func:
    """Whether one of the changes of the row is as the path says."""
    template = f"jsonb_path_exists(%(expressions)s, '{path}'::jsonpath)"
    return Func(F("changes"), template=template, output_field=models.BooleanField())


def _category() -> Case:
    """The same order as `outcome_of`."""
    linked = Q(decision="same") | Q(verdict="certain")
    return Case(
        When(Q(verdict="rejected") | Q(decision="skip"), then=Value(Category.REJECTED.value)),
        When(Q(decision__in=["other", "sister"]) | Q(verdict="new"), then=Value(Category.NEW.value)),
        When(linked & Q(twin_row__isnull=False), then=Value(Category.NEW.value)),
        When(linked & Q(_has(MOVED)), then=Value(Category.MOVED.value)),
        When(linked & Q(_has(SIZE)), then=Value(Category.SIZE.value)),
        When(linked & Q(_has(WRITTEN)), then=Value(Category.CHANGED.value)),
        When(linked, then=Value(Category.LINKED.value)),
        When(verdict="unchanged", then=Value(Category.UNCHANGED.value)),
        default=Value(Category.REVIEW.value),
    )


class ImportRowQuerySet(models.QuerySet):
    def of_categories(self, categories):
        """Rows of these categories, and those that change nothing: they only say that the entry is still listed."""
        return self.filter(category__in=[*categories, Category.UNCHANGED])

    def category_counts(self) -> dict[str, tuple[int, int]]:
        """Per category that has rows: how many, and how many of them are in the register; counted from the index."""
        counted = self.order_by().values_list("category").annotate(Count("pk"), Count("applied_at"))
        return {category: (count, applied) for category, count, applied in counted}

    def with_outcome(self):
        cases = [When(condition, then=Value(outcome)) for outcome, condition in OUTCOMES.items()]
        otherwise = Value(Outcome.REVIEW)
        return self.annotate(outcome=Case(*cases, default=otherwise, output_field=models.CharField()))

    def with_this_outcome(self, outcome):
        """Only those; by conditions that the index on verdict and decision answers."""
        earlier = list(OUTCOMES)
        earlier = earlier[: earlier.index(outcome)] if outcome in earlier else earlier
        found = self.filter(OUTCOMES.get(outcome, Q()))
        for other in earlier:
            found = found.exclude(OUTCOMES[other])
        return found

    def judged_counts(self) -> dict[tuple[str, str], int]:
        """Rows per verdict and decision; counted from the index, without reading the wide rows."""
        counted = self.order_by().values_list("verdict", "decision").annotate(Count("pk"))
        return {(verdict, decision): count for verdict, decision, count in counted}

    def outcome_counts(self) -> dict:
        """Rows per outcome, each outcome present."""
        return outcomes_of(self.judged_counts())

    def in_review(self):
        """A person still has to say which employer it is."""
        return self.filter(verdict__in=ImportRow.REVIEW, decision="")

    def reviewed(self):
        """Rows about which a person was asked and has answered."""
        return self.filter(verdict__in=ImportRow.REVIEW).exclude(decision="")

    def to_apply(self):
        """Decided, by matching or by a person, and not yet in the register.

        A row that is the same as an earlier one which a person still has to decide on waits for that one.
        """
        decided = Q(verdict__in=ImportRow.DECIDED) | Q(decision__in=ImportRow.WRITTEN)
        earlier = ImportRow.objects.in_review().filter(batch=OuterRef("batch"), row_number=OuterRef("twin_row"))
        waits = Q(twin_row__isnull=False) & Q(Exists(earlier))
        return self.filter(decided, applied_at__isnull=True).exclude(decision=ImportRow.Decision.SKIP).exclude(waits)

    def with_change_of(self, label: str, *, is_written: bool):
        """Rows that say something else about this field, and it is written, or stays as it was."""
        change = [{"label": label, "applied": is_written}]
        return self.exclude(decision=ImportRow.Decision.SKIP).exclude(changes=[]).filter(changes__contains=change)

    def read(self):
        """Rows whose values are used: not rejected, and nobody chose to leave them out."""
        return self.exclude(verdict=ImportRow.Verdict.REJECTED).exclude(decision=ImportRow.Decision.SKIP)

    def with_refused_values(self):
        """Rows that were read, with a value that was not taken over; why stands with the row."""
        return self.read().exclude(problems=[])

    def with_repaired_values(self):
        """Rows that were read, with a value that was repaired."""
        return self.read().exclude(repairs=[])

    def changed(self):
        """Rows that change something on an employer that the register already had."""
        return self.exclude(changes=[]).filter(changes__contains=[{"applied": True}])


OUTCOMES = {
    # the first condition that holds decides; what none of them takes is in review
    Outcome.REJECTED: Q(verdict="rejected") | Q(decision="skip"),
    Outcome.NEW: Q(decision__in=["other", "sister"]) | Q(verdict="new"),
    Outcome.LINKED: Q(decision="same") | Q(verdict="certain"),
    Outcome.UNCHANGED: Q(verdict="unchanged"),
}


def outcome_of(verdict: str, decision: str) -> Outcome:
    """The same rule for one row."""
    if verdict == "rejected" or decision == "skip":
        return Outcome.REJECTED
    if decision in ("other", "sister") or verdict == "new":
        return Outcome.NEW
    if decision == "same" or verdict == "certain":
        return Outcome.LINKED
    return Outcome.UNCHANGED if verdict == "unchanged" else Outcome.REVIEW


def outcomes_of(counts: Mapping[tuple[str, str], int]) -> dict:
    """Counts per verdict and decision added up per outcome."""
    found = dict.fromkeys(Outcome.values, 0)
    for (verdict, decision), count in counts.items():
        found[outcome_of(verdict, decision)] += count
    return found


class ImportRow(models.Model):
    """One row of the sheet: raw as delivered, cleaned, what matching said, what a person decided, what was done.

    `employer` is the link: what matching found certain, what a person chose, or what was created. A row that is the
    same as an earlier new row of this list has that row's number in `twin_row` until there is an employer. A row that
    is another employer of the same company has that employer in `sister`, or the row that becomes it in `sister_row`.

    `row_number` is the row on the sheet. When several sheets are read as one list it counts on from sheet to sheet, so
    that it stays unique, and `sheet` and `sheet_row` say where the row stands.
    """

    class Verdict(models.TextChoices):
        CERTAIN = "certain", "Zeker dezelfde"
        LIKELY = "likely", "Waarschijnlijk dezelfde"
        SEVERAL = "several", "Meer mogelijkheden"
        NEW = "new", "Nieuw"
        UNCHANGED = "unchanged", "Ongewijzigd"
        REJECTED = "rejected", "Niet ingelezen"

    class Decision(models.TextChoices):
        SAME = "same", "Zelfde werkgever"
        OTHER = "other", "Andere werkgever"
        SISTER = "sister", "Andere werkgever, zelfde onderneming"
        SKIP = "skip", "Niet inlezen"

    REVIEW = [Verdict.LIKELY, Verdict.SEVERAL]
    DECIDED = [Verdict.CERTAIN, Verdict.NEW, Verdict.UNCHANGED]
    APART = [Decision.OTHER, Decision.SISTER]
    WRITTEN = [Decision.SAME, *APART]

    batch = models.ForeignKey(  # unique with the row number, whose index serves it too
        ImportBatch, on_delete=models.CASCADE, related_name="rows", db_index=False
    )
    row_number = models.PositiveIntegerField("rij")
    sheet = models.CharField("tabblad", max_length=120, blank=True)
    sheet_row = models.PositiveIntegerField("rij op het tabblad", null=True, blank=True)
    raw = models.JSONField("zoals geleverd", default=list)
    cleaned = models.JSONField("opgeschoond", default=dict)
    problems = models.JSONField("meldingen", default=list)
    repairs = models.JSONField("herstelde waarden", default=list)
    own_key = models.CharField(max_length=200, blank=True)
    verdict = models.CharField("oordeel", max_length=10, choices=Verdict.choices, blank=True)
    score = models.PositiveSmallIntegerField("score", default=0)
    reasons = models.JSONField("redenen", default=list)
    candidates = models.JSONField("mogelijke werkgevers", default=list)
    twin_row = models.PositiveIntegerField("zelfde als rij", null=True, blank=True)
    employer = models.ForeignKey(
        Employer, on_delete=models.SET_NULL, null=True, blank=True, related_name="import_rows", verbose_name="werkgever"
    )
    sister = models.ForeignKey(
        Employer, on_delete=models.SET_NULL, null=True, blank=True, related_name="import_rows_as_sister"
    )
    sister_row = models.PositiveIntegerField("zelfde onderneming als rij", null=True, blank=True)
    changes = models.JSONField("wijzigingen", default=list)
    decision = models.CharField("besluit", max_length=10, choices=Decision.choices, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    is_postponed = models.BooleanField("later", default=False)
    group = models.ForeignKey(GroupDecision, on_delete=models.SET_NULL, null=True, blank=True, related_name="rows")
    shown_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    shown_at = models.DateTimeField(null=True, blank=True)
    registration = models.ForeignKey(
        Registration, on_delete=models.SET_NULL, null=True, blank=True, related_name="rows"
    )
    made_employer = models.BooleanField("maakte de werkgever", default=False)
    applied_at = models.DateTimeField(null=True, blank=True)
    category = models.GeneratedField(
        expression=_category(), output_field=models.CharField("soort", max_length=10), db_persist=True
    )

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["batch", "row_number"]
        verbose_name = "regel"
        verbose_name_plural = "regels"
        indexes = [
            models.Index(fields=["batch", "verdict", "decision"], name="import_row_verdict"),
            models.Index(fields=["batch", "category", "applied_at"], name="import_row_category"),
            models.Index(fields=["batch"], name="import_row_to_apply", condition=Q(applied_at__isnull=True)),
            models.Index(
                fields=["own_key"],
                name="import_row_open_question",
                condition=Q(verdict__in=["likely", "several"], decision=""),
            ),
            models.Index(fields=["batch"], name="import_row_with_changes", condition=~Q(changes=[])),
            models.Index(fields=["batch"], name="import_row_with_problems", condition=~Q(problems=[])),
            models.Index(fields=["batch"], name="import_row_with_repairs", condition=~Q(repairs=[])),
            models.Index(fields=["batch", "twin_row"], name="import_row_twin", condition=Q(twin_row__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["batch", "row_number"], name="import_row_unique"),
            models.CheckConstraint(
                name="import_row_one_sister",
                condition=Q(sister__isnull=True) | Q(sister_row__isnull=True),
                violation_error_message="Een rij heeft één werkgever van dezelfde onderneming, niet twee.",
            ),
            models.CheckConstraint(
                name="import_row_group_is_decided",
                condition=Q(group__isnull=True) | ~Q(decision=""),
                violation_error_message="Een rij van een groep is beoordeeld.",
            ),
        ]

    def __str__(self):
        return f"Rij {self.place}"

    @property
    def place(self):
        """Where the row stands as a spreadsheet shows it: "12", or "Sliedrecht 12" when more sheets were read."""
        return f"{self.sheet} {self.sheet_row}" if self.sheet_row else str(self.row_number)

    @property
    def name(self):
        """The name in the list, also of a row that could not be read; a very long one is cut off."""
        return self.cleaned.get("trade_name") or self.cleaned.get("legal_name") or self._name_in_the_list

    @property
    def _name_in_the_list(self):
        columns = {field: int(column) for column, field in self.batch.mapping.items()}
        cells = (self.raw[columns[name]] for name in NAMES if columns.get(name, len(self.raw)) < len(self.raw))
        return Truncator(next((" ".join(cell.split()) for cell in cells if cell.strip()), "")).chars(LONGEST_NAME)

    @property
    def rejection(self):
        """Why the row was not read, in Dutch; "" when it was."""
        if self.decision == self.Decision.SKIP:
            return "Een collega heeft gekozen: niet inlezen."
        return " ".join(problem["message"] for problem in self.problems if problem["is_fatal"])

    @property
    def remarks(self):
        """Sentences about values that were dropped or repaired in a row that was read."""
        dropped = [problem["message"] for problem in self.problems if not problem["is_fatal"]]
        return dropped + [repair["message"] for repair in self.repairs]

    @property
    def written_changes(self):
        return [change for change in self.changes if change["applied"]]

    @property
    def kept_changes(self):
        """What the list says differently, but what stays because of precedence."""
        return [change for change in self.changes if not change["applied"]]
