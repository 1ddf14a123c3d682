"""How forms look: NL Design System through templates/forms and templates/django/forms, and the date field."""

from django import forms
from django.forms.renderers import TemplatesSetting


class NlDesignRenderer(TemplatesSetting):
    field_template_name = "forms/field.html"


class DayInput(forms.DateInput):
    """A day picked in the browser's own date field; its value is always written as year-month-day."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")
