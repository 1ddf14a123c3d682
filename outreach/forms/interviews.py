"""Forms of an interview: beginning it, one answer, and finishing it."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from employers.forms.employers import CanonicalField
from employers.models import ContactPerson
from employers.normalise import normalise_text
from employers.validators import refuse_bsn
from lwl_crm.forms import ComingDayField, MomentField
from outreach.forms.contact import PersonField
from outreach.models import Answer, Channel, ContactMoment, InterviewForm, Kind
from outreach.models.contact_moments import EXCHANGES

LINKED_WITHIN = timedelta(days=14)
STATES = [(Answer.State.NOT_DISCUSSED, "Niet besproken"), (Answer.State.UNKNOWN, "Werkgever weet het niet")]
TALKS = [(it, it.label) for it in (Channel.VISIT, Channel.PHONE, Channel.ONLINE, Channel.EVENT)]


class ContactMomentField(forms.ModelChoiceField):
    def label_from_instance(self, moment):
        stand = "Gepland" if moment.is_planned else "Vastgelegd"
        day = date_format(timezone.localtime(moment.happened_at), "j F Y")
        return f"{stand}: {moment.get_channel_display().lower()} op {day}"


class BeginForm(forms.Form):
    form = forms.ChoiceField(label="Wat voor gesprek is het?", choices=InterviewForm.choices, widget=forms.RadioSelect)
    contact_moment = ContactMomentField(
        label="Bij welk contact hoort het?",
        queryset=ContactMoment.objects.none(),
        required=False,
        blank=True,  # or a set of radio buttons leaves the empty choice out
        empty_label="Een nieuw contact",
        widget=forms.RadioSelect,
    )
    is_confidential = forms.BooleanField(label="Vertrouwelijk: alleen mijn organisatie leest dit", required=False)

    def __init__(self, *args, employer, user, **kwargs):
        is_active = employer.interests.filter(status="active").exists()
        initial = {"form": InterviewForm.ACTIVE if is_active else InterviewForm.NEW}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["contact_moment"].queryset = linkable(employer, user)


def linkable(employer, user):
    """Contacts of the own organisation that an interview can be part of: planned ones, and talks of the last days."""
    own = employer.contact_moments.filter(organisation=user.organisation_id, interview=None)
    recent = own.done().filter(result__in=EXCHANGES, happened_at__gte=timezone.now() - LINKED_WITHIN)
    return (own.planned() | recent).order_by("-happened_at")


class AnswerForm(forms.Form):
    """One question; which fields it has depends on its kind. An empty form leaves the question open."""

    state = forms.ChoiceField(label="Of", choices=STATES, required=False, widget=forms.RadioSelect)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    def __init__(self, *args, answer, **kwargs):
        self.answer, self.kind = answer, answer.question.kind
        super().__init__(*args, initial=self._initial(), **kwargs)
        options = [(option["code"], option["label"]) for option in answer.version.options]
        if self.kind == Kind.CHOICE:
            self.fields["choices"] = forms.ChoiceField(
                label="Antwoord", choices=options, required=False, widget=forms.RadioSelect
            )
        elif self.kind == Kind.MULTIPLE:
            self.fields["choices"] = forms.MultipleChoiceField(
                label="Antwoorden", choices=options, required=False, widget=forms.CheckboxSelectMultiple
            )
        elif self.kind == Kind.NUMBER:
            self.fields["number"] = forms.IntegerField(
                label="Getal", min_value=0, max_value=1_000_000, required=False, widget=forms.NumberInput
            )
        self.fields["text"] = forms.CharField(
            label="Antwoord" if self.kind == Kind.TEXT else "Toelichting",
            max_length=2000,
            required=False,
            validators=[refuse_bsn],
            widget=forms.Textarea(attrs={"rows": 4 if self.kind == Kind.TEXT else 2}),
        )

    def _initial(self):
        answer = self.answer
        chosen = answer.choices if self.kind == Kind.MULTIPLE else (answer.choices or [""])[0]
        state = answer.state if answer.state in dict(STATES) else ""
        return {
            "state": state, "revision": answer.revision, "choices": chosen, "number": answer.number,
            "text": answer.text,
        }  # fmt: skip

    def clean(self):
        data = super().clean()
        if data.get("state") and self._is_told(data) and not self.errors:
            self.add_error(
                "state",
                "U vulde een antwoord in en koos ook dit. Haal een van de twee weg.",
            )
        return data

    def _is_told(self, data):
        return bool(data.get("choices") or data.get("number") is not None or data.get("text"))

    def values(self):
        """The columns of the answer, as `save_answer` takes them."""
        data = self.cleaned_data
        chosen = data.get("choices") or []
        told = Answer.State.ANSWERED if self._is_told(data) else Answer.State.OPEN
        return {
            "state": data["state"] or told,
            "choices": [chosen] if isinstance(chosen, str) else chosen,
            "number": data.get("number"),
            "text": data["text"],
        }

    def over(self, current):
        """This form again after somebody else saved: saving once more writes over it, knowingly."""
        data = self.data.copy()
        data["revision"] = current.revision
        return type(self)(data, answer=current)


class FinishForm(forms.Form):
    channel = forms.ChoiceField(label="Hoe sprak u elkaar?", choices=TALKS, widget=forms.RadioSelect)
    happened_at = MomentField(label="Wanneer")
    contact_person = PersonField(
        label="Met wie?", queryset=ContactPerson.objects.none(), required=False, empty_label=None,
        widget=forms.RadioSelect,
    )  # fmt: skip
    new_person_name = CanonicalField(
        normalise_text, label="Iemand anders: naam", max_length=120, validators=[refuse_bsn]
    )
    agreed = forms.CharField(
        label="Wat heeft u afgesproken?",
        help_text="Dit komt in het verslag voor de werkgever.",
        max_length=1500,
        required=False,
        validators=[refuse_bsn],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    notes = forms.CharField(
        label="Notitie voor collega's",
        help_text="Dit komt op de tijdlijn en niet in het verslag.",
        max_length=2000,
        required=False,
        validators=[refuse_bsn],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    follow_up_on = ComingDayField(label="Opvolgen op", required=False)
    follow_up_what = forms.CharField(label="Wat gaat u doen?", max_length=255, required=False, validators=[refuse_bsn])

    def __init__(self, *args, interview, **kwargs):
        moment = interview.contact_moment
        now = timezone.now().replace(second=0, microsecond=0)
        talks = dict(TALKS)
        initial = {
            "channel": moment.channel if moment and moment.channel in talks else Channel.VISIT,
            "happened_at": min(moment.happened_at, now) if moment else min(interview.begun_at, now),
            "contact_person": moment and moment.contact_person_id,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["contact_person"].queryset = people = interview.employer.contact_persons.all()
        if not people:
            self.fields["new_person_name"].label = "Naam van wie u sprak"

    def clean_happened_at(self):
        moment = self.cleaned_data["happened_at"]
        if moment > timezone.now():
            raise forms.ValidationError("Dit ligt in de toekomst. Rond het gesprek af als het geweest is.")
        return moment
