"""What an employer wants with one variant of Leren en Werken."""

from django import forms

from employers.validators import refuse_bsn
from outreach.interests import FIELDS
from outreach.models import Interest


class InterestForm(forms.ModelForm):
    class Meta:
        model = Interest
        fields = FIELDS
        widgets = {
            "awareness": forms.RadioSelect,
            "status": forms.RadioSelect,
            "level": forms.RadioSelect,
            "reason": forms.TextInput(attrs={"maxlength": 255}),
        }
        help_texts = {"reason": "Bijvoorbeeld waarom wel of niet, of wat eerst nodig is."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", "Niet bekend"), *Interest.Level.choices]
        self.fields["reason"].validators.append(refuse_bsn)

    def clean(self):
        data = super().clean()
        if data.get("status") == Interest.Status.NONE and not data.get("reason"):
            self.add_error("reason", "Schrijf kort waarom de werkgever geen interesse heeft. Dat helpt uw collega's.")
        return data
