"""How forms look: NL Design System through templates/forms and templates/django/forms, and the date field."""

from datetime import date

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils import timezone

EARLIEST_YEAR, YEARS_AHEAD = 2000, 10


class NlDesignRenderer(TemplatesSetting):
    field_template_name = "forms/field.html"


class DayInput(forms.DateInput):
    """A day picked in the browser's own date field; its value is always written as year-month-day."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")


def refuse_unlikely_year(day: date) -> None:
    """A slip in the year (0026 for 2026) must not be saved: a moment in the year 1 cannot even be shown again."""
    latest = timezone.localdate().year + YEARS_AHEAD
    if not EARLIEST_YEAR <= day.year <= latest:
        raise forms.ValidationError(f"Het jaar klopt niet. Kies een jaar van {EARLIEST_YEAR} tot en met {latest}.")
