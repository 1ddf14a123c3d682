"""Keeping the filters of the list under a name."""

from django import forms

from employers.models import SavedView
from employers.validators import refuse_bsn
from lwl_crm.form_errors import Sentence


class SavedViewForm(forms.Form):
    naam = forms.CharField(
        max_length=60,
        validators=[refuse_bsn],
        error_messages={
            "required": "Geef de weergave een naam.",
            "max_length": Sentence(
                "Deze naam heeft %(show_value)s tekens. Maak hem korter, hoogstens %(limit_value)s tekens: “%(value)s”"
            ),
        },
    )

    def __init__(self, data, *, user, query):
        super().__init__(data)
        self.user = user
        self.query = query

    def clean(self):
        if len(self.query) > SavedView._meta.get_field("query").max_length:
            raise forms.ValidationError("Dit zijn te veel filters om te bewaren.")
        return super().clean()

    def save(self):
        view, self.is_new = SavedView.objects.update_or_create(
            user=self.user, name=self.cleaned_data["naam"], defaults={"query": self.query}
        )
        return view
