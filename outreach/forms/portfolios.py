"""Hours a week that an adviser has for employers."""

from django import forms

from outreach.models import Capacity


class CapacityForm(forms.ModelForm):
    class Meta:
        model = Capacity
        fields = ["hours"]
        localized_fields = ["hours"]
        help_texts = {"hours": "Uren per week voor werkgevers, bijvoorbeeld 16 of 7,5."}
