"""Two employers of one company: the answer between "dezelfde" and "heeft niets met elkaar te maken"."""

from collections.abc import Iterator

import pghistory
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from employers.merging.journal import Journal, take_back
from employers.models import Company, Employer

DIFFERENT = (
    "{} en {} hebben elk een eigen KvK-nummer. Voor de KvK zijn dat twee ondernemingen, die u niet tot één kunt maken. "
    "Kies ‘Andere werkgever’. Klopt een van de nummers niet, verbeter dat dan eerst."
)


class DifferentCompanies(Exception):
    """Both have a KvK number of their own; the Dutch sentence says what to do."""

    def __init__(self, one: object, other: object) -> None:
        super().__init__(DIFFERENT.format(one, other))


def check_one_company(one: object, one_number: str, other: object, other_number: str) -> None:
    """Refuse when the trade register says that these are two companies."""
    if one_number and other_number and one_number != other_number:
        raise DifferentCompanies(one, other)


@transaction.atomic
def share_company(*, one: Employer, other: Employer, by: User) -> dict:
    """Put two employers under one company; what is returned takes it back (`unshare_company`).

    The company with a KvK number goes before one without; when neither has a company there will be one without number.
    Who else was in a company without number comes along: that was one company too.
    """
    one, other = _lock(one.pk, other.pk)
    check_one_company(one, one.kvk_number, other, other.kvk_number)
    company, created = company_of_both(one, other)
    journal = Journal()
    with pghistory.context(user=by.pk):
        for employer in members(company, one, other):
            journal.update(employer, {"company_id": company.pk}, what="onderneming")
    _touch(journal.entries)
    return {"entries": journal.entries, "created": company.pk if created else None}


@transaction.atomic
def unshare_company(shared: dict) -> None:
    """Give every employer the company that it had; one that somebody changed since stays as it is."""
    for entry in reversed(shared["entries"]):
        take_back(entry)
    _touch(shared["entries"])
    if shared["created"]:
        Company.objects.filter(pk=shared["created"], kvk_number=None, employers=None).delete()


def company_of_both(one: Employer, other: Employer) -> tuple[Company, bool]:
    """The company for these two, and whether it is new."""
    known = [employer.company for employer in (one, other) if employer.company]
    known.sort(key=lambda company: (not company.kvk_number, company.pk))
    return (known[0], False) if known else (Company.objects.create(), True)


def members(company: Company, *employers: Employer) -> Iterator[Employer]:
    """These employers, and all that share a company without number with them, as far as they are not in it yet."""
    loose = {each.company_id for each in employers if each.company_id and not each.kvk_number} - {company.pk}
    yield from (each for each in employers if each.company_id != company.pk)
    yield from Employer.objects.filter(company__in=loose).exclude(pk__in=[each.pk for each in employers]).order_by("pk")


def _touch(entries: list[dict]) -> None:
    """Whoever has one of these open in a form hears that it changed; a step back counts on too."""
    changed = Employer.objects.filter(pk__in=[entry["pk"] for entry in entries])
    changed.update(version=F("version") + 1, updated_at=timezone.now())


def _lock(*keys: int) -> list[Employer]:
    """Always in the same order, so that two people cannot wait for each other."""
    rows = Employer.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))
    rows = {row.pk: row for row in rows.select_related("company")}
    return [rows[key] for key in keys]
