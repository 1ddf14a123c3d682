"""The sheet of one sector, kept by managers."""

from django import forms

from employers.validators import refuse_bsn
from lwl_crm.forms import DayInput, refuse_unlikely_year
from outreach.models import SectorSheet
from outreach.sector_sheets import FIELDS


class SectorSheetForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = SectorSheet
        fields = FIELDS
        widgets = {
            "culture": forms.Textarea(attrs={"rows": 3}),
            "works": forms.Textarea(attrs={"rows": 3}),
            "zzp_note": forms.Textarea(attrs={"rows": 2}),
            "theme_until": DayInput,
        }
        help_texts = {
            "address_form": "Bijvoorbeeld praktijkhouders, ondernemers of vakmensen.",
            "theme": "Bijvoorbeeld een tekort dat eraan komt.",
            "theme_until": "Daarna verdwijnt dit uit het contactformulier.",
            "zzp_note": "Leeg: het contactformulier verwijst naar SBB.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        self.fields["theme_until"].validators.append(refuse_unlikely_year)
        for name in set(FIELDS) - {"theme_until"}:
            self.fields[name].validators.append(refuse_bsn)

    def writing(self):
        return {name: self.cleaned_data[name] for name in FIELDS}
