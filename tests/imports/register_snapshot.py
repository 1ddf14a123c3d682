"""The whole register as it stands, to see that it is the same again."""

import pghistory.models
from django.apps import apps

from employers.merging.journal import snapshot
from imports.models import RememberedAnswer

UNIMPORTANT = {"version", "updated_at"}


def whole_register() -> dict:
    """Every row of every table of the register and the work, without history and counters of change."""
    models = [*apps.get_app_config("employers").get_models(), *apps.get_app_config("outreach").get_models()]
    return {
        model._meta.label: {row.pk: _values(row) for row in model._base_manager.order_by("pk")}
        for model in [*models, RememberedAnswer]
        if not issubclass(model, pghistory.models.Event)
    }


def _values(row) -> dict:
    return {name: value for name, value in snapshot(row).items() if name not in UNIMPORTANT}
