"""What some lists say beside the values of an employer: SBB its accreditations, a network who its members are."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import cached_property

from employers.models import Accreditation, Employer, Network, NetworkMembership
from imports.models import ImportBatch, ImportRow
from imports.own_keys import number_of

WRITTEN = ("qualification", "level", "from_on", "until_on")
SAVED = ("employer", "source", "registration", *WRITTEN, "checked_on")


class Extras:
    """The extras of a handful of rows beside those in the register, in a fixed number of queries."""

    def __init__(self, batch: ImportBatch, rows: Iterable[ImportRow], employers: Iterable[int] = ()) -> None:
        """`employers`: those that rows of the list became before."""
        self.batch = batch
        self.rows = list(rows)
        self.became = set(employers)
        self.told: dict[tuple, Accreditation | None] = {}

    @cached_property
    def network(self) -> Network | None:
        return self.batch.source.network

    @cached_property
    def accreditations(self) -> dict[tuple[str, str], Accreditation]:
        numbers = {number_of(row.own_key) for row in self.rows if row.cleaned.get("accreditations")}
        known = Accreditation.objects.filter(leerbedrijf_id__in=numbers) if numbers else Accreditation.objects.none()
        known = known.select_related("registration")
        return {(each.leerbedrijf_id, each.crebo): each for each in known}

    @cached_property
    def memberships(self) -> dict[int, NetworkMembership]:
        """By employer; read when the rows have theirs."""
        employers = {row.employer_id for row in self.rows} | self.became
        known = NetworkMembership.objects.filter(network=self.network, employer__in=employers)
        return {each.employer_id: each for each in known.select_related("registration")}

    def changes(self, row: ImportRow, employer: Employer) -> list[dict]:
        """What the row adds or changes on its employer, for the screen; what an earlier row said it does not repeat."""
        return [*self._accreditation_changes(row), *self._membership_changes(employer)]

    def _accreditation_changes(self, row: ImportRow):
        for said in row.cleaned.get("accreditations") or ():
            key = number_of(row.own_key), said["crebo"]
            known = self.told.get(key) or self.accreditations.get(key)
            before = _in_words(known.crebo, _values(known), known.is_gone) if known else ""
            after = _in_words(said["crebo"], _said(said, known))
            if not self._is_older(known):
                self.told[key] = self._accreditation(row, said, known, key[0])
            if before != after and not self._is_older(known):
                yield _shown("accreditation", "erkenning van SBB", before, after)

    def _membership_changes(self, employer: Employer):
        key = (employer.pk or id(employer),)
        if self.network is None or key in self.told:
            return
        self.told[key] = None
        known = self.memberships.get(employer.pk)
        if known is None or not known.is_current:
            yield _shown("network", "lid van", "", self.network.name)

    def save(self) -> None:
        """Write them; the rows have their employer and registration. An older list changes nothing newer."""
        self._save_accreditations()
        if self.network:
            self._save_memberships()

    def _save_accreditations(self) -> None:
        found = {}
        for row in self.rows:
            for said in row.cleaned.get("accreditations") or ():
                key = number_of(row.own_key), said["crebo"]
                known = found.get(key) or self.accreditations.get(key)
                if not self._is_older(known):
                    found[key] = self._accreditation(row, said, known, key[0])
        Accreditation.objects.bulk_create(
            found.values(),
            update_conflicts=True,
            unique_fields=["leerbedrijf_id", "crebo"],
            update_fields=SAVED,
        )
        self._end_what_is_gone(found)

    def _accreditation(self, row, said, known, number) -> Accreditation:
        return Accreditation(
            employer_id=row.employer_id, source=self.batch.source, registration=row.registration,
            leerbedrijf_id=number, crebo=said["crebo"], checked_on=self.batch.reference_date, **_said(said, known),
        )  # fmt: skip

    def _end_what_is_gone(self, found) -> None:
        """A code that a row had in an earlier delivery and has no longer ends with this one."""
        entries = [row.registration_id for row in self.rows if "accreditations" in row.cleaned]
        day = self.batch.reference_date
        known = Accreditation.objects.filter(registration__in=entries, checked_on__lt=day) if entries else ()
        gone = [each for each in known if (each.leerbedrijf_id, each.crebo) not in found]
        for each in gone:
            if each.until_on is None or each.until_on > day:
                each.until_on = max(day, each.from_on or day)
        Accreditation.objects.bulk_update(gone, ["until_on"])

    def _is_older(self, known: Accreditation | None) -> bool:
        return known is not None and known.checked_on > self.batch.reference_date

    def _save_memberships(self) -> None:
        self.__dict__.pop("memberships", None)  # rows have got their employers since it was read
        found = {}
        for row in self.rows:
            since = _day(row.cleaned.get("member_since_on"))
            known = found.get(row.employer_id) or self.memberships.get(row.employer_id)
            found[row.employer_id] = NetworkMembership(
                network=self.network, employer_id=row.employer_id, registration=row.registration,
                since_on=since or (known.since_on if known else None), source_name=self.batch.source.name,
            )  # fmt: skip
        NetworkMembership.objects.bulk_create(
            found.values(),
            update_conflicts=True,
            unique_fields=["network", "employer"],
            update_fields=["registration", "since_on", "source_name"],
        )


def _said(said: dict[str, Any], known: Accreditation | None) -> dict[str, Any]:
    """The values of the list; what its row leaves empty of the name and the level stays."""
    return {
        "qualification": said["qualification"] or (known.qualification if known else ""),
        "level": said["level"] or (known.level if known else None),
        "from_on": _day(said["from_on"]),
        "until_on": _day(said["until_on"]),
    }


def _values(known: Accreditation) -> dict[str, Any]:
    return {name: getattr(known, name) for name in WRITTEN}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _in_words(crebo: str, values: dict[str, Any], is_gone: bool = False) -> str:
    since, until = values["from_on"], values["until_on"]
    parts = [
        f"{values['qualification']} ({crebo})".strip(),
        f"niveau {values['level']}" if values["level"] else "",
        f"vanaf {date_format(since, 'j F Y')}" if since else "",
        f"tot en met {date_format(until, 'j F Y')}" if until else "",
        "niet meer op de lijst" if is_gone else "",
    ]
    return ", ".join(part for part in parts if part)


def _shown(field, label, before, after):
    return {"field": field, "label": label, "before": before, "after": after, "applied": True, "why": ""}
