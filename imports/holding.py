"""Why something that a delivery added cannot go: what people or other lists hung on it since."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from employers.merging.relations import RULES, Rule, relations
from employers.models import Company, ContactPerson, Employer, NetworkMembership
from employers.provenance import PERSON
from imports.models import ImportBatch, ImportRow, Write

FREE = {  # goes along with the employer, or is only about the delivery
    "employers.PossibleDuplicate.first", "employers.PossibleDuplicate.second", "imports.RememberedAnswer.employer",
    "imports.ImportRow.sister", "targets.Snooze.employer",
}  # fmt: skip
LISTED = {  # what may hang there through another list just as well
    "employers.ContactPerson.employer", "employers.Registration.employer", "employers.Accreditation.employer",
    "employers.NetworkMembership.employer",
}  # fmt: skip
MERGES = {"employers.Merge.keep", "employers.Merge.drop", "employers.Employer.merged_into"}
ROW = "imports.ImportRow.employer"
MERGED = Rule("samenvoeging met een andere werkgever", "samenvoegingen met andere werkgevers")
Doomed = Mapping[str, Collection[int]]


class Held(NamedTuple):
    """Per employer that must stay the reasons, in Dutch; `worked_with` are those of them that people work with."""

    reasons: dict[int, list[str]]
    worked_with: set[int]


def held_employers(employers: Collection[Employer], batch: ImportBatch, doomed: Doomed) -> Held:
    """What people do with them, and what other lists say; `doomed` are rows that this undo takes away, by table."""
    keys = [employer.pk for employer in employers]
    made = _made_by_people(keys, batch, doomed)
    held = _held_by_work(employers, made, doomed)
    worked_with = set(held)
    _count_relations(held, keys, LISTED, lambda label, pk: pk not in doomed.get(label, ()) and pk not in made[label])
    others = _other_rows(batch).filter(employer__in=keys).exclude(pk__in=doomed.get("imports.importrow", ()))
    for employer, filename in others.values_list("employer", "batch__filename").distinct():
        held[employer].append(f"staat ook in de aanlevering {filename}")
    return Held(dict(held), worked_with)


def held_by_work(employers: Collection[Employer], batch: ImportBatch, doomed: Doomed) -> dict[int, list[str]]:
    """Those of them that people work with, and what they did: typed a value, spoke with them, added a person."""
    made = _made_by_people([employer.pk for employer in employers], batch, doomed)
    return dict(_held_by_work(employers, made, doomed))


def _held_by_work(employers, made, doomed):
    held: dict[int, list[str]] = defaultdict(list)
    for employer in employers:
        if reasons := _held_by_itself(employer):
            held[employer.pk] = reasons
    keys = [employer.pk for employer in employers]
    _count_relations(held, keys, LISTED, lambda label, pk: pk in made[label])
    names = {name for name, _ in relations()} - FREE - LISTED - {ROW}
    _count_relations(held, keys, names, lambda label, pk: pk not in doomed.get(label, ()))
    return held


def _made_by_people(keys: Collection[int], batch: ImportBatch, doomed: Doomed) -> Mapping[str, set[int]]:
    """Of the tables in LISTED the rows that no other list brought: people and memberships that somebody added, and
    people of this delivery who stay because of what somebody did with them.
    """
    label = ContactPerson._meta.label_lower
    listed = Write.objects.filter(model=label, object_id=OuterRef("pk"), kind=Write.Kind.CREATED).exclude(batch=batch)
    people = ContactPerson.objects.filter(~Exists(listed), employer__in=keys)
    members = NetworkMembership.objects.filter(registration=None, employer__in=keys)
    return defaultdict(set) | {
        label: {pk for pk in people.values_list("pk", flat=True) if pk not in doomed.get(label, ())},
        NetworkMembership._meta.label_lower: set(members.values_list("pk", flat=True)),
    }


def _count_relations(held, keys: Collection[int], names: Collection[str], counts: Callable[[str, int], bool]) -> None:
    for name, relation in relations():
        if name in names:
            column, model = relation.field.attname, relation.related_model
            rows = model._base_manager.filter(**{f"{column}__in": keys}).order_by().values_list("pk", column)
            counted = Counter(employer for pk, employer in rows if counts(model._meta.label_lower, pk))
            for employer, count in counted.items():
                held[employer].append(f"heeft {_in_words(count, MERGED if name in MERGES else RULES.get(name))}")


def _held_by_itself(employer: Employer) -> list[str]:
    names = {each.get("by_name", "een collega") for each in employer.provenance.values() if each["source"] == PERSON}
    reasons = [f"gewijzigd door {name}" for name in sorted(names)]
    if employer.is_opted_out:
        reasons.append("wil niet benaderd worden")
    return reasons


def _in_words(count: int, rule: Rule | str | None) -> str:
    if not isinstance(rule, Rule):
        return "gegevens van elders"
    return f"1 {rule.one}" if count == 1 else f"{count} {rule.many}"


def _other_rows(batch: ImportBatch) -> QuerySet:
    standing = Q(applied_at__isnull=False) & ~Q(batch__state=ImportBatch.State.UNDONE)
    return ImportRow.objects.filter(standing).exclude(batch=batch)


def held_companies(companies: Collection[Company], leaves: Callable[[int, int], bool]) -> set[int]:
    """Companies with employers, or with a size that somebody filled in; `leaves` tells which employer leaves which."""
    members = Employer.objects.filter(company__in=[company.pk for company in companies])
    held = {company for pk, company in members.values_list("pk", "company") if not leaves(pk, company)}
    return held | {company.pk for company in companies if company.size_minimum is not None}


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
