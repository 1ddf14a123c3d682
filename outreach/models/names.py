"""Only what a line says of an employer, an adviser or an organisation: whole rows of those are wide and slow."""

from functools import reduce

from django.db.models import Model, Prefetch, QuerySet

from accounts.models import Organisation, User
from employers.models import Employer

SAID = {
    Employer: ["trade_name", "place", "is_opted_out", "company"],
    Organisation: ["short_name", "accent", "slug"],
    User: ["name", "email", "organisation"],
}


def with_names(rows: QuerySet, *paths: str) -> QuerySet:
    """Whole rows with what a line says of everything on these paths, such as "adviser__organisation".

    More of those, and of what only lies on the way to them, is read when it is asked for, one at a time: a page about
    one of the rows wants `with_people`.
    """
    own = [field.name for field in rows.model._meta.concrete_fields]
    return rows.select_related(*paths).only(*own, *said(rows.model, *paths))


def said(model: type[Model], *paths: str) -> list[str]:
    """For `only`: what a line says of everything on these paths."""
    return [f"{path}__{name}" for path in paths for name in SAID[_at(model, path)]]


def narrow(model: type[Model], path: str) -> Prefetch:
    """Reads once what a line says of each that rows of this model have at this path."""
    there = _at(model, path)
    return Prefetch(path, there.objects.only(*SAID[there]))


def _at(model: type[Model], path: str) -> type[Model]:
    return reduce(lambda at, name: at._meta.get_field(name).related_model, path.split("__"), model)
