"""Making, editing, recounting and finishing half-year reports."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation, User
from targets.models import HalfYearReport
from targets.reports.figures import Look, count_figures
from targets.reports.periods import Period
from targets.reports.suggesting import suggest_texts

Status = HalfYearReport.Status


class FinalReportError(Exception):
    """A final report changes no more; make it a concept first."""


@transaction.atomic
def report_for(*, organisation: Organisation | None, period: Period, by: User) -> tuple[HalfYearReport, bool]:
    """The report on this period, and whether it is made now: of one period and organisation there is one."""
    list(Organisation.objects.select_for_update(no_key=True))  # of two who ask at once the second finds the first's
    same = {"organisation": organisation, "from_on": period.since, "until_on": period.until}
    standing = HalfYearReport.objects.filter(**same).first()
    return (standing, False) if standing else (make_report(organisation=organisation, period=period, by=by), True)


@transaction.atomic
def make_report(*, organisation: Organisation | None, period: Period, by: User) -> HalfYearReport:
    """Count now and begin with the suggested texts."""
    now = timezone.now()
    figures = count_figures(Look(organisation=organisation, period=period, by=by, now=now))
    return HalfYearReport.objects.create(
        organisation=organisation,
        from_on=period.since,
        until_on=period.until,
        figures=figures,
        counted_at=now,
        texts=suggest_texts(figures),
        created_by=by,
        updated_by=by,
    )


@transaction.atomic
def write_texts(*, report: HalfYearReport, texts: dict[str, str], by: User) -> None:
    report = _concept(report)
    report.texts = texts
    _save(report, by, "texts")


@transaction.atomic
def recount(*, report: HalfYearReport, by: User) -> None:
    """Count again; the figures that stood are kept in the history, for `put_count_back`."""
    report = _concept(report)
    period, now = Period(report.from_on, report.until_on), timezone.now()
    figures = count_figures(Look(organisation=report.organisation, period=period, by=by, now=now))
    _take(report, figures, now, by)


@transaction.atomic
def put_count_back(*, report: HalfYearReport, by: User) -> bool:
    """The counting that stood before this one; once more takes that back. False when there was none."""
    report = _concept(report)
    if not (before := report.count_before()):
        return False
    _take(report, before.figures, before.counted_at, by)
    return True


def _take(report, figures, counted_at, by):
    """Texts that are still the suggestion become the new suggestion, what people wrote stays."""
    old, new = suggest_texts(report.figures), suggest_texts(figures)
    report.texts = {key: new[key] if text == old.get(key) else text for key, text in report.texts.items()}
    report.figures, report.counted_at = figures, counted_at
    _save(report, by, "texts", "figures", "counted_at")


@transaction.atomic
def finish_report(*, report: HalfYearReport, by: User) -> None:
    report = _concept(report)
    report.status = Status.FINAL
    _save(report, by, "status")


@transaction.atomic
def reopen_report(*, report: HalfYearReport, by: User) -> None:
    """Make a final report a concept again, with the same figures and texts."""
    report = HalfYearReport.objects.select_for_update().get(pk=report.pk)
    report.status = Status.CONCEPT
    _save(report, by, "status")


def _concept(report):
    """The row as it is now, locked."""
    report = HalfYearReport.objects.select_for_update().get(pk=report.pk)
    if report.is_final:
        raise FinalReportError
    return report


def _save(report, by, *names):
    report.version += 1
    report.updated_by = by
    report.save(update_fields=[*names, "version", "updated_by", "updated_at"])
