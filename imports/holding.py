"""Why something that a delivery added cannot go: what people or other lists hung on it since."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Q, QuerySet

from employers.merging.relations import RULES, Rule, relations
from employers.models import Company, ContactPerson, Employer
from employers.provenance import PERSON
from imports.models import ImportBatch, ImportRow

FREE = {  # goes along with the employer, or is only about the delivery
    "employers.PossibleDuplicate.first", "employers.PossibleDuplicate.second", "imports.RememberedAnswer.employer",
    "imports.ImportRow.sister",
}  # fmt: skip
LISTED = {  # what may hang there through another list just as well
    "employers.ContactPerson.employer", "employers.Registration.employer", "employers.Accreditation.employer",
    "employers.NetworkMembership.employer",
}  # fmt: skip
MERGES = {"employers.Merge.keep", "employers.Merge.drop", "employers.Employer.merged_into"}
ROW = "imports.ImportRow.employer"
MERGED = Rule("samenvoeging met een andere werkgever", "samenvoegingen met andere werkgevers")
Doomed = Mapping[str, Collection[int]]


def held_employers(
    employers: Collection[Employer], batch: ImportBatch, doomed: Doomed, work: Mapping[int, list[str]]
) -> dict[int, list[str]]:
    """Per employer that must stay the reasons, in Dutch: its `work` (`held_by_work`), and what other lists say.

    `doomed` are rows that this undo takes away, by table.
    """
    keys = [employer.pk for employer in employers]
    held = defaultdict(list, {key: list(reasons) for key, reasons in work.items()})
    _count_relations(held, keys, doomed, LISTED)
    others = _other_rows(batch).filter(employer__in=keys).exclude(pk__in=doomed.get("imports.importrow", ()))
    for employer, filename in others.values_list("employer", "batch__filename").distinct():
        held[employer].append(f"staat ook in de aanlevering {filename}")
    return dict(held)


def held_by_work(employers: Collection[Employer], doomed: Doomed) -> dict[int, list[str]]:
    """Those of them that people work with, and what they did: typed a value, spoke with them, merged them."""
    held: dict[int, list[str]] = defaultdict(list)
    for employer in employers:
        if reasons := _held_by_itself(employer):
            held[employer.pk] = reasons
    names = {name for name, _ in relations()} - FREE - LISTED - {ROW}
    _count_relations(held, [employer.pk for employer in employers], doomed, names)
    return dict(held)


def _count_relations(held, keys: Collection[int], doomed: Doomed, names: Collection[str]) -> None:
    for name, relation in relations():
        if name in names:
            column = relation.field.attname
            rows = relation.related_model._base_manager.filter(**{f"{column}__in": keys}).order_by()
            gone = doomed.get(relation.related_model._meta.label_lower, ())
            _count(held, rows, column, gone, MERGED if name in MERGES else RULES.get(name))


def _held_by_itself(employer: Employer) -> list[str]:
    names = {each.get("by_name", "een collega") for each in employer.provenance.values() if each["source"] == PERSON}
    reasons = [f"gewijzigd door {name}" for name in sorted(names)]
    if employer.is_opted_out:
        reasons.append("wil niet benaderd worden")
    return reasons


def _count(held, rows: QuerySet, column: str, gone: Collection[int], rule: Rule | str | None) -> None:
    counted: dict[int, int] = defaultdict(int)
    for pk, employer in rows.values_list("pk", column):
        counted[employer] += pk not in gone
    for employer, count in counted.items():
        if count:
            held[employer].append(f"heeft {_in_words(count, rule)}")


def _in_words(count: int, rule: Rule | str | None) -> str:
    if not isinstance(rule, Rule):
        return "gegevens van elders"
    return f"1 {rule.one}" if count == 1 else f"{count} {rule.many}"


def _other_rows(batch: ImportBatch) -> QuerySet:
    standing = Q(applied_at__isnull=False) & ~Q(batch__state=ImportBatch.State.UNDONE)
    return ImportRow.objects.filter(standing).exclude(batch=batch)


def held_companies(companies: Collection[Company], doomed: Doomed) -> set[int]:
    """Companies with employers, or with a size that somebody filled in."""
    keys = [company.pk for company in companies]
    members = Employer.objects.filter(company__in=keys).exclude(pk__in=doomed.get("employers.employer", ()))
    return set(members.values_list("company", flat=True)) | {
        company.pk for company in companies if company.size_minimum is not None
    }


def held_people(people: Collection[ContactPerson]) -> dict[int, list[str]]:
    """Contact persons that somebody spoke to, who want to be left alone, or whom somebody keeps for a reason."""
    keys = [person.pk for person in people]
    spoken = set(ContactPerson.objects.filter(pk__in=keys, contact_moments__isnull=False).values_list("pk", flat=True))
    reasons = {pk: ["komt voor in een contactmoment"] for pk in spoken}
    for person in people:
        if person.is_opted_out:
            reasons.setdefault(person.pk, []).append("wil niet benaderd worden")
        if person.kept_until:
            reasons.setdefault(person.pk, []).append("wordt met een reden bewaard")
    return reasons
