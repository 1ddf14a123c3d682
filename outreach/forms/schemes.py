"""The text of a scheme, kept by an admin."""

from django import forms

from employers.validators import refuse_bsn
from lwl_crm.forms import DayInput, refuse_unlikely_year
from outreach.models import Scheme
from outreach.schemes import FIELDS


class SchemeForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    link = forms.URLField(label="Waar staat meer", max_length=200, required=False, assume_scheme="https")

    class Meta:
        model = Scheme
        fields = FIELDS
        widgets = {
            "what": forms.Textarea(attrs={"rows": 3}),
            "for_whom": forms.Textarea(attrs={"rows": 2}),
            "how_much": forms.Textarea(attrs={"rows": 2}),
            "valid_from": DayInput,
            "valid_until": DayInput,
        }
        help_texts = {
            "how_much": "In woorden. Zeg waar iemand het precieze bedrag vindt.",
            "valid_until": "De laatste dag. Leeg: loopt door. Daarna staat de regeling bij de verlopen regelingen.",
            "position": "Laag staat vooraan.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        for name in ("valid_from", "valid_until"):
            self.fields[name].validators.append(refuse_unlikely_year)
        for name in ("name", "what", "for_whom", "how_much"):
            self.fields[name].validators.append(refuse_bsn)

    def writing(self):
        return {name: self.cleaned_data[name] for name in FIELDS}
