"""One contact with several employers at once: what holds for all, and per employer whether, with whom and a note."""

from dataclasses import dataclass
from uuid import uuid4

from django import forms
from django.utils import timezone

from employers.models import Employer
from employers.validators import refuse_bsn
from lwl_crm.forms import ComingDayField, MomentField
from outreach.contact_batches import Entry
from outreach.forms.contact import PersonField
from outreach.models import Channel, ContactMoment, Result, Topic, Variant

NOTE_LENGTH = 500
FOR_ALL = ["channel", "happened_at", "result", "topics", "variants", "notes", "is_joint", "is_confidential"]


@dataclass
class Row:
    """One employer on the form; `other` is what another organisation did there shortly before."""

    employer: Employer
    chosen: forms.BoundField
    person: forms.BoundField | None
    note: forms.BoundField
    other: ContactMoment | None = None


class BatchForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(label="Soort contact", choices=Channel.choices, widget=forms.RadioSelect)
    happened_at = MomentField(label="Wanneer")
    result = forms.ChoiceField(label="Hoe ging het?", choices=Result.choices, widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(
        label="Waar ging het over?", choices=Topic.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    variants = forms.MultipleChoiceField(
        label="Welke vormen kwamen langs?", choices=Variant.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    notes = forms.CharField(
        label="Notitie voor allemaal",
        max_length=3000,
        required=False,
        validators=[refuse_bsn],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    follow_up_on = ComingDayField(label="Opvolgen op", required=False)
    follow_up_what = forms.CharField(label="Wat gaat u doen?", max_length=255, required=False, validators=[refuse_bsn])
    is_joint = forms.BooleanField(label="Samen met de andere organisatie", required=False)
    is_confidential = forms.BooleanField(label="Vertrouwelijk: alleen mijn organisatie leest dit", required=False)

    def __init__(self, *args, employers, chosen=(), persons=None, notes=None, others=None, **kwargs):
        initial = {"key": uuid4(), "happened_at": timezone.now().replace(second=0, microsecond=0)}
        super().__init__(*args, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)
        self.employers, self.others = list(employers), others or {}
        for employer in self.employers:
            self._add_fields(employer, employer.pk in chosen, (persons or {}).get(employer.pk), notes or {})

    def _add_fields(self, employer, is_chosen, person, notes):
        key = employer.pk
        self.fields[f"kies_{key}"] = forms.BooleanField(label=str(employer), required=False, initial=is_chosen)
        self.fields[f"notitie_{key}"] = forms.CharField(
            label=f"Notitie bij {employer}", max_length=NOTE_LENGTH, required=False, validators=[refuse_bsn],
            initial=notes.get(key, ""), widget=forms.TextInput(attrs={"placeholder": "Eigen notitie, mag leeg"}),
        )  # fmt: skip
        people = employer.contact_persons.all()
        if people:
            self.fields[f"persoon_{key}"] = PersonField(
                label=f"Met wie bij {employer}?", queryset=people, required=False, empty_label="Met wie?",
                initial=person,
            )  # fmt: skip

    def rows(self):
        for employer in self.employers:
            person = self[f"persoon_{employer.pk}"] if f"persoon_{employer.pk}" in self.fields else None
            yield Row(
                employer,
                self[f"kies_{employer.pk}"],
                person,
                self[f"notitie_{employer.pk}"],
                self.others.get(employer.pk),
            )

    def clean(self):
        data = super().clean()
        if data.get("happened_at") and data["happened_at"] > timezone.now():
            self.add_error("happened_at", "Dit ligt in de toekomst. Vast te leggen is wat geweest is.")
        if not any(data.get(f"kies_{each.pk}") for each in self.employers):
            self.add_error(None, "Kies minstens één werkgever.")
        return data

    def entries(self):
        data = self.cleaned_data
        return [
            Entry(each, data[f"notitie_{each.pk}"], data.get(f"persoon_{each.pk}"))
            for each in self.employers
            if data[f"kies_{each.pk}"]
        ]

    def writing(self):
        """Everything that `log_batch` takes, but for who does it and where."""
        names = ["key", *FOR_ALL, "follow_up_on", "follow_up_what"]
        return {"entries": self.entries()} | {name: self.cleaned_data[name] for name in names}
