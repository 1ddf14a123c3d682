"""Closing an overlap: what came of it, and what was agreed."""

from django import forms

from employers.validators import refuse_bsn
from lwl_crm.forms import ComingDayField
from outreach.models import Overlap


class ClosingForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Uitkomst",
        choices=Overlap.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat de uitkomst is."},
    )
    reason = forms.CharField(label="Toelichting", max_length=255, required=False, validators=[refuse_bsn])
    agreement_text = forms.CharField(label="Afspraak", max_length=255, required=False, validators=[refuse_bsn])
    until_on = ComingDayField(label="Afspraak tot en met", required=False)

    def __init__(self, *args, overlap, **kwargs):
        self.overlap = overlap
        super().__init__(*args, auto_id=f"dubbel{overlap.pk}_%s", **kwargs)

    def clean(self):
        data = super().clean()
        if data.get("outcome") == Overlap.Outcome.OTHER_EMPLOYER and self._is_of_one_employer():
            self.add_error("outcome", "Beide organisaties benaderden deze ene werkgever. Kies een andere uitkomst.")
        if data.get("until_on") and not data.get("agreement_text"):
            self.add_error("agreement_text", "Schrijf op wat u hebt afgesproken.")
        return data

    def _is_of_one_employer(self):
        return self.overlap.moments.order_by().values("employer").distinct().count() == 1
