"""The contact form: one tap per question, twenty seconds in all."""

from datetime import date, datetime, timedelta

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.dateformat import format as format_date

from employers.forms.employers import CanonicalField
from employers.models import ContactPerson
from employers.normalise import normalise_text
from employers.validators import refuse_bsn
from lwl_crm.forms import ComingDayField, MomentField
from outreach.asking_size import ASKED, SizeAnswer, is_asked_for
from outreach.contact_logging import WRITTEN, status_for
from outreach.models import (
    Channel,
    ContactMoment,
    FollowUp,
    Initiative,
    Interest,
    Result,
    Scheme,
    SupportNeed,
    Topic,
    Variant,
)
from outreach.models.contact_moments import EXCHANGES
from outreach.overlap_warnings import overlap_warning
from outreach.workdays import workday_from

NOT_ASKED = "niet-gevraagd"
NOT_TOLD = "niet-verteld"
UNKNOWN_REASONS = {NOT_ASKED: "Niet gevraagd bij contact", NOT_TOLD: "Werkgever weet of zegt het niet"}


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person):
        role = f" ({person.role})" if person.role else ""
        return f"{person.name}{role}{', wil niet benaderd worden' if person.is_opted_out else ''}"


class FollowUpIn:
    """When to follow up, as offered on the form: never on a Saturday or Sunday."""

    TOMORROW, WEEK, MONTH, NO, DAY = "morgen", "week", "maand", "nee", "datum"
    CHOICES = [
        (TOMORROW, "Volgende werkdag"),
        (WEEK, "Over 1 week"),
        (MONTH, "Over 1 maand"),
        (NO, "Niet nodig"),
        (DAY, "Op datum"),
    ]
    DAYS = {TOMORROW: 1, WEEK: 7, MONTH: 30}

    @classmethod
    def day(cls, choice: str) -> date:
        """From today."""
        return workday_from(timezone.localdate() + timedelta(days=cls.DAYS[choice]))


class ContactForm(forms.Form):
    channel = forms.ChoiceField(
        label="Soort contact", choices=Channel.choices, initial=Channel.PHONE, widget=forms.RadioSelect
    )
    happened_at = MomentField(label="Wanneer")
    initiative = forms.ChoiceField(
        label="Wie begon?", choices=Initiative.choices, initial=Initiative.OURS, widget=forms.RadioSelect
    )
    result = forms.ChoiceField(label="Hoe ging het?", choices=Result.choices, required=False, widget=forms.RadioSelect)
    contact_person = PersonField(
        label="Met wie?",
        queryset=ContactPerson.objects.none(),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
    )
    new_person_name = CanonicalField(
        normalise_text,
        label="Iemand anders: naam",
        max_length=120,
        validators=[refuse_bsn],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    topics = forms.MultipleChoiceField(
        label="Waar ging het over?", choices=Topic.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    variants = forms.MultipleChoiceField(
        label="Welke vormen kwamen langs?", choices=Variant.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    size_band = forms.ChoiceField(
        label="Hoeveel mensen werken hier?",
        choices=[
            *[(band.value, band.value) for band in ASKED],
            (NOT_ASKED, "Niet gevraagd"),
            (NOT_TOLD, "Weet ik niet"),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    size_number = forms.IntegerField(label="Of het precieze aantal", min_value=0, max_value=1_000_000, required=False)
    size_is_estimate = forms.BooleanField(label="Dit is mijn schatting", required=False)
    notes = forms.CharField(
        label="Notitie",
        max_length=4000,
        required=False,
        validators=[refuse_bsn],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    needs = forms.MultipleChoiceField(
        label="Waarbij wil de werkgever hulp?",
        choices=SupportNeed.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    schemes = forms.ModelMultipleChoiceField(
        label="Welke regeling hebt u uitgelegd?",
        queryset=Scheme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    finished = forms.ModelMultipleChoiceField(
        label="Hiermee klaar", queryset=FollowUp.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    follow_up = forms.ChoiceField(
        label="Wanneer opvolgen?", choices=FollowUpIn.CHOICES, required=False, widget=forms.RadioSelect
    )
    follow_up_on = ComingDayField(label="Opvolgen op", required=False)
    follow_up_what = forms.CharField(
        label="Wat gaat u doen?",
        max_length=255,
        required=False,
        validators=[refuse_bsn],
        widget=forms.TextInput(attrs={"placeholder": "Wat gaat u doen? Mag leeg"}),
    )
    is_joint = forms.BooleanField(label="Samen met de andere organisatie", required=False)
    is_confidential = forms.BooleanField(
        label="Vertrouwelijk: alleen mijn organisatie leest dit",
        required=False,
        widget=forms.CheckboxInput(attrs={"aria-describedby": "vertrouwelijk-uitleg"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, employer, user, moment=None, **kwargs):
        self.employer, self.user, self.moment = employer, user, moment
        initial = {**self._initial(), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.asks_size = is_asked_for(employer)
        self.fields["contact_person"].queryset = employer.contact_persons.all()
        self.fields["finished"].queryset = self._open_follow_ups()
        self.fields["schemes"].queryset = self._schemes()
        standing = {interest.variant: interest.status for interest in employer.interests.all()}
        for variant in Variant:
            self.fields[f"interest_{variant}"] = forms.ChoiceField(
                label=f"Stand {variant.label}",
                choices=[("", "Stand niet gewijzigd"), *Interest.Status.choices],
                initial=standing.get(variant.value, ""),
                required=False,
            )

    def name_of_another(self):
        """The field for a name, which says beside known persons that it is for somebody else."""
        hint = "Naam van iemand anders" if len(self["contact_person"]) else "Naam"
        return self["new_person_name"].as_widget(attrs={"placeholder": hint})

    def _initial(self):
        if self.moment is None:
            due = self._open_follow_ups().due().filter(adviser=self.user)
            return {"happened_at": timezone.now().replace(second=0, microsecond=0), "finished": list(due)}
        names = [name for name in self.base_fields if hasattr(self.moment, name)]
        return {name: getattr(self.moment, name) for name in names} | {
            "contact_person": self.moment.contact_person_id,
            "schemes": list(self.moment.scheme_explanations.values_list("scheme", flat=True)),
        }

    def _schemes(self):
        """Those in force, and those that this contact names already."""
        named = Q(explanations__contact_moment=self.moment) if self.moment else Q(pk=None)
        return Scheme.objects.filter(Q(pk__in=Scheme.objects.valid()) | named).distinct()

    def _open_follow_ups(self):
        mine = FollowUp.objects.open().filter(employer=self.employer, adviser__organisation=self.user.organisation_id)
        return mine.select_related("adviser")

    def clean(self):
        data = super().clean()
        happened_at, result = data.get("happened_at"), data.get("result")
        if happened_at and happened_at > timezone.now() and result and "result" not in self.errors:
            self.add_error(
                "result",
                "Een contact in de toekomst heeft nog geen resultaat. Kies een eerdere tijd of geen resultaat.",
            )
        elif happened_at and status_for(happened_at, result) == ContactMoment.Status.DONE and not result:
            self.add_error(
                "result", "Kies hoe het ging. Is het contact nog niet geweest? Kies dan een tijd in de toekomst."
            )
        has_day = data.get("follow_up_on") or "follow_up_on" in self.errors
        if data.get("follow_up") == FollowUpIn.DAY and not has_day:
            self.add_error("follow_up_on", "Kies de dag waarop u opvolgt.")
        if self.must_tell_size(result) and not self.size_answer():
            self.add_error(
                "size_band",
                "Kies hoeveel mensen er werken. Weet u het niet? Kies dan 'Niet gevraagd' of 'Weet ik niet'.",
            )
        return data

    def must_tell_size(self, result):
        """After a real exchange the size is known or deliberately not (advice 6)."""
        return self.asks_size and result in EXCHANGES and not self.errors.keys() & {"size_band", "size_number"}

    def size_answer(self):
        data = self.cleaned_data
        if not self.asks_size:
            return None
        if data.get("size_number") is not None:
            return SizeAnswer(number=data["size_number"], is_estimate=data["size_is_estimate"])
        if data.get("size_band") in UNKNOWN_REASONS:
            return SizeAnswer(unknown_reason=UNKNOWN_REASONS[data["size_band"]])
        if data.get("size_band"):
            return SizeAnswer(band=data["size_band"], is_estimate=data["size_is_estimate"])
        return None

    def follow_up_day(self):
        """The day chosen: after so many days, or a date; a date alone counts too."""
        choice = self.cleaned_data["follow_up"]
        if choice in FollowUpIn.DAYS:
            return FollowUpIn.day(choice)
        return None if choice == FollowUpIn.NO else self.cleaned_data["follow_up_on"]

    def interests(self):
        """The status chosen for each variant that was ticked."""
        ticked = self.cleaned_data["variants"]
        chosen = {variant: self.cleaned_data[f"interest_{variant}"] for variant in ticked}
        return {variant: status for variant, status in chosen.items() if status}

    def writing(self):
        """Everything `log_contact` and `change_contact` take."""
        columns = [*WRITTEN, "new_person_name", "finished", "follow_up_what", "needs", "schemes"]
        written = {name: self.cleaned_data[name] for name in columns}
        return written | {
            "interests": self.interests(),
            "size": self.size_answer(),
            "follow_up_on": self.follow_up_day(),
        }

    def beside(self, current):
        """This form again after somebody else saved: what was typed here, and what stands there now.

        Saving once more writes what is typed here over it, knowingly.
        """
        data = self.data.copy()
        data["version"] = current.version
        again = ContactForm(data, employer=self.employer, user=self.user, moment=current)
        again.is_valid()
        again.add_error(
            None, "Iemand anders heeft dit contact intussen gewijzigd. Vergelijk hieronder en sla dan opnieuw op."
        )
        again.differences = again.compare_with(current)
        return again

    def compare_with(self, moment):
        """(label, typed here, stands there) for every answer that differs, in words."""
        rows = []
        for name in WRITTEN:
            here = self._in_words(name, self.cleaned_data.get(name))
            there = self._in_words(name, getattr(moment, name))
            if here != there:
                rows.append((self.fields[name].label, here, there))
        return rows

    def _in_words(self, name, value):
        labels = dict(getattr(self.fields[name], "choices", [])) if name != "contact_person" else {}
        if isinstance(value, bool):
            return "Ja" if value else "Nee"
        if isinstance(value, datetime):
            return format_date(timezone.localtime(value), "j b Y, H.i") + " uur"
        values = value if isinstance(value, list) else [value]
        return ", ".join(str(labels.get(it, it)) for it in values if it not in ("", None)) or "Leeg"

    def variant_rows(self):
        """Each variant's box with the choice of its status beside it."""
        return [(box, self[f"interest_{box.data['value']}"]) for box in self["variants"]]

    def warning(self):
        """The warning for what the form says now, also before it is complete."""
        return warning_for(self.employer, self.user, self._now_typed(), exclude=self.moment)

    def _now_typed(self):
        return {name: self[name].value() for name in ("happened_at", "channel", "initiative", "is_joint")}


def warning_for(employer, user, typed, exclude=None):
    """The overlap warning for raw values of the form; an unreadable time counts as now."""
    try:
        moment = MomentField(required=False).clean(typed.get("happened_at"))
        happened_at = moment or timezone.now()
    except forms.ValidationError:
        happened_at = timezone.now()
    counts = (
        not typed.get("is_joint")
        and typed.get("initiative") != Initiative.EMPLOYER
        and typed.get("channel") != Channel.MAILING
    )
    day = timezone.localdate(happened_at)
    return overlap_warning(employer, user.organisation, day, counts=counts, exclude=exclude)
