"""Everything an import writes, told without numbers of the database and without moments, to compare two ways."""

from django.apps import apps

from employers.models import Company, ContactPerson, Employer, Registration
from imports.models import ImportRow

FLEETING = {"id", "created_at", "updated_at", "search_vector"}
ROW_FIELDS = (
    "row_number", "raw", "cleaned", "problems", "own_key", "verdict", "decision", "score", "reasons", "changes",
    "twin_row",
)  # fmt: skip


def snapshot() -> dict[str, list]:
    names = {each.pk: f"{each.trade_name} {each.establishment_number} {each.place}" for each in Employer.objects.all()}
    companies = dict(Company.objects.values_list("pk", "kvk_number"))
    return {
        "companies": _told(Company, {}),
        "employers": _told(Employer, {"company": companies}),
        "people": _told(ContactPerson, {"employer": names}),
        "registrations": _told(Registration, {"employer": names}),
        "rows": [_row(row, names) for row in ImportRow.objects.order_by("batch__source", "batch", "row_number")],
        "history": sorted(apps.get_model("employers.EmployerEvent").objects.values_list("trade_name", "pgh_label")),
    }


def _told(model, names: dict[str, dict]) -> list[str]:
    return sorted(repr(_values(each, names)) for each in model.objects.all())


def _values(found, names) -> dict:
    values = {}
    for column in found._meta.concrete_fields:
        if column.name not in FLEETING:
            value = getattr(found, column.attname)
            values[column.name] = names[column.name].get(value) if column.name in names else value
    if "provenance" in values:
        values["provenance"] = {
            name: {key: part for key, part in entry.items() if key != "batch"}
            for name, entry in sorted(values["provenance"].items())
        }
    return values


def _row(row: ImportRow, names: dict[int, str]) -> tuple:
    told = [getattr(row, name) for name in ROW_FIELDS]
    candidates = [(names.get(each["employer"]), each["row"], each["score"]) for each in row.candidates]
    return (*told, candidates, names.get(row.employer_id), row.applied_at is None)
