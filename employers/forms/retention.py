"""How long contact persons are kept, and why some are kept longer."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django import forms
from django.utils import timezone

from employers.models import ContactPerson, RetentionPeriod
from employers.validators import refuse_bsn
from lwl_crm.forms import DayInput, refuse_unlikely_year


class RetentionPeriodForm(forms.ModelForm):
    class Meta:
        model = RetentionPeriod
        fields = ["months"]
        labels = {"months": "Bewaartermijn in maanden"}
        help_texts = {"months": "Zo lang na het laatste contact bewaren we een contactpersoon."}
        error_messages = {"months": {"required": "Vul een aantal maanden in.", "invalid": "Vul een heel getal in."}}


class KeepForm(forms.Form):
    reason = forms.CharField(
        label="Waarom bewaren?", max_length=ContactPerson._meta.get_field("kept_reason").max_length,
        validators=[refuse_bsn], error_messages={"required": "Vul in waarom u deze mensen bewaart."},
    )  # fmt: skip
    until = forms.DateField(
        label="Tot en met", widget=DayInput, validators=[refuse_unlikely_year],
        error_messages={"required": "Kies tot wanneer u deze mensen bewaart.", "invalid": "Deze datum bestaat niet."},
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = timezone.localdate() + relativedelta(years=1)

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until < timezone.localdate() + timedelta(days=1):
            raise forms.ValidationError("Kies een dag na vandaag.")
        return until
