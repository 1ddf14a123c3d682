"""How forms look: NL Design System through templates/forms and lwl_crm/form_tags.py, and fields for days."""

from datetime import date

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils import timezone

from lwl_crm.form_tags import TAGS

CLOCK_CHANGE = "Die nacht verspringt de klok, dus deze tijd klopt niet. Kies een tijd voor 2.00 uur of na 3.00 uur."
EARLIEST_YEAR, YEARS_AHEAD = 2000, 10


class NlDesignRenderer(TemplatesSetting):
    field_template_name = "forms/field.html"

    def render(self, template_name, context, request=None):
        tag = TAGS.get(template_name)
        return tag(context["widget"]) if tag else super().render(template_name, context, request)


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


PAST_DAY = "Deze dag is al geweest. Kies een dag vanaf vandaag."


def refuse_past_day(day: date) -> None:
    """Nobody can promise something for yesterday; of a slip in the year that is told."""
    refuse_unlikely_year(day)
    if day < timezone.localdate():
        raise forms.ValidationError(PAST_DAY)


class DayField(forms.DateField):
    widget = DayInput
    default_validators = [refuse_unlikely_year]


class ComingDayField(DayField):
    """Today or later."""

    default_validators = [refuse_past_day]


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A day with a time on the clock; an hour that the clock skips or shows twice is refused in plain words."""

    widget = MomentInput
    default_validators = [refuse_unlikely_year]

    def to_python(self, value):
        try:
            return super().to_python(value)
        except forms.ValidationError as refusal:
            if getattr(refusal, "code", None) != "ambiguous_timezone":
                raise
            raise forms.ValidationError(CLOCK_CHANGE, code=refusal.code) from refusal
