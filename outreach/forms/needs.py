"""What an employer wants help with, and the filters of the list of it."""

from django import forms

from accounts.models import User
from employers.validators import refuse_bsn
from lwl_crm.forms import DayInput, refuse_past_day, refuse_unlikely_year
from outreach.models import SupportNeed, Variant
from outreach.needs import WRITTEN


class OwnerField(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return f"{user.name} ({user.organisation.short_name})"


def owners():
    """Who can take care of a need: everybody of the partners but admins."""
    people = User.objects.active().of_partners().exclude(role="admin")
    return people.select_related("organisation").order_by("organisation__short_name", "name")


class NeedForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = SupportNeed
        fields = WRITTEN
        field_classes = {"adviser": OwnerField}
        widgets = {
            "kind": forms.RadioSelect,
            "variant": forms.RadioSelect,
            "status": forms.RadioSelect,
            "due_on": DayInput,
        }
        help_texts = {
            "words": "In de woorden van de werkgever. Geen gegevens over gezondheid of kandidaten.",
            "due_on": "Met een dag staat dit bij Opvolgen.",
            "result": "Wat er van kwam. Nodig als u afrondt.",
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = SupportNeed.Kind.choices
        self.fields["variant"].choices = [("", "Geen of alle vormen"), *Variant.choices]
        self.fields["adviser"].queryset = owners()
        self.fields["adviser"].empty_label = None
        self.fields["due_on"].validators.append(refuse_unlikely_year)
        self.initial["version"] = self.instance.version
        if self.instance.pk is None:
            self.initial["adviser"] = user.pk
            del self.fields["status"], self.fields["result"]
        for name in {"words", "action", "result"} & self.fields.keys():
            self.fields[name].validators.append(refuse_bsn)

    def clean_due_on(self):
        """One that has passed by now may stay."""
        day = self.cleaned_data["due_on"]
        if day and "due_on" in self.changed_data:
            refuse_past_day(day)
        return day

    def clean(self):
        data = super().clean()
        if data.get("status") in (SupportNeed.Status.MET, SupportNeed.Status.DROPPED) and not data.get("result"):
            self.add_error("result", "Schrijf kort wat het resultaat is, of waarom dit vervalt.")
        return data

    def _post_clean(self):
        """The verbs write; the instance stays as it was read."""

    def writing(self):
        return {name: self.cleaned_data[name] for name in WRITTEN if name in self.cleaned_data}
