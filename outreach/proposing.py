"""Proposing a fixed contact for employers without one: the first rule that fits names the adviser."""

from collections.abc import Mapping
from uuid import uuid4

from django.db import transaction
from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When

from accounts.models import Organisation, User
from employers.models import Employer
from outreach.models import AssignmentRule, PortfolioEntry
from outreach.portfolios import Assignment, assign_portfolio


def rules_of(organisation: Organisation) -> list[AssignmentRule]:
    """The rules that propose now, in the order in which they are tried."""
    return list(AssignmentRule.objects.active().filter(adviser__organisation=organisation).with_people())


def without_contact_of(organisation: Organisation, among: QuerySet) -> QuerySet:
    """Those in the region that may be approached and have no fixed contact at this organisation."""
    held = PortfolioEntry.objects.current().filter(organisation=organisation, employer=OuterRef("pk"))
    return among.active().in_region().approachable().filter(~Exists(held))


def proposed(organisation: Organisation, rules: list[AssignmentRule], among: QuerySet) -> QuerySet:
    """Employers among these that a rule proposes somebody for; annotates `rule`, the key of that rule."""
    if not rules:
        return among.none().annotate(rule=Value(None, output_field=IntegerField()))
    fits = [When(rule.condition, then=Value(rule.pk)) for rule in rules]
    first = Case(*fits, default=None, output_field=IntegerField())
    return without_contact_of(organisation, among).annotate(rule=first).filter(rule__isnull=False)


@transaction.atomic
def accept_proposals(
    *, organisation: Organisation, among: QuerySet, by: User, rule: int | None = None,
    instead: Mapping[int, User] | None = None,
) -> Assignment:  # fmt: skip
    """Assign these employers as the rules propose now, or to whom `instead` names; one key undoes all of it.

    An employer that no rule proposes any more, or that got a fixed contact in the meantime, is left alone. Only those
    of one `rule` when that is given.
    """
    rules = rules_of(organisation)
    found = proposed(organisation, rules, among)
    found = found.filter(rule=rule) if rule else found
    advisers = {each.pk: each.adviser for each in rules}
    chosen: dict[User, list[Employer]] = {}
    for employer in found.only("pk"):
        adviser = (instead or {}).get(employer.pk) or advisers[employer.rule]
        chosen.setdefault(adviser, []).append(employer)
    key = uuid4()
    done = [assign_portfolio(employers=some, adviser=adviser, by=by, key=key) for adviser, some in chosen.items()]
    return Assignment(key, sum(each.opened for each in done), sum(each.closed for each in done))
