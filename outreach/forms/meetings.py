"""Planning a meeting, deciding about an item of its agenda, and closing it."""

from django import forms
from django.utils import timezone

from accounts.models import User
from employers.models import Region
from employers.validators import refuse_bsn
from lwl_crm.forms import PAST_DAY, DayField, MomentField, refuse_past_day
from outreach.models import AgendaItem, AlignmentMeeting, Overlap


class MeetingForm(forms.Form):
    """When and where; `meeting` is the one that is changed."""

    region = forms.ModelChoiceField(Region.objects.none(), label="Regio", empty_label="Kies een regio")
    starts_at = MomentField(label="Dag en tijd", error_messages={"required": "Kies een dag en een tijd."})
    duration = forms.IntegerField(label="Duur in minuten", min_value=5, max_value=480, initial=30)
    place = forms.CharField(
        label="Plaats", max_length=120, required=False, validators=[refuse_bsn],
        help_text="Een kamer, of de link van een online overleg.",
    )  # fmt: skip
    rhythm = forms.TypedChoiceField(
        label="Herhaling",
        choices=AlignmentMeeting.Rhythm.choices,
        coerce=int,
        initial=AlignmentMeeting.Rhythm.FORTNIGHTLY,
    )

    def __init__(self, *args, by, meeting=None, **kwargs):
        initial = {}
        if meeting:
            initial = {name: getattr(meeting, name) for name in ("starts_at", "duration", "place", "rhythm")}
        super().__init__(*args, initial=initial, **kwargs)
        self.meeting = meeting
        regions = Region.objects.filter(partners=by.organisation_id)
        self.fields["region"].queryset = regions
        self.region = meeting.region if meeting else regions[0] if len(regions) == 1 else None
        if self.region:
            del self.fields["region"]

    def clean_starts_at(self):
        at = self.cleaned_data["starts_at"]
        refuse_past_day(timezone.localdate(at))
        return at

    def clean(self):
        data = super().clean()
        data["region"] = self.region or data.get("region")
        same = AlignmentMeeting.objects.filter(region=data["region"], starts_at=data.get("starts_at"))
        if same.exclude(pk=self.meeting and self.meeting.pk).exists():
            self.add_error("starts_at", "Er staat op dit tijdstip al een overleg gepland.")
        return data


class PointForm(forms.Form):
    text = forms.CharField(
        label="Agendapunt",
        max_length=255,
        validators=[refuse_bsn],
        error_messages={"required": "Typ waarover u het wilt hebben."},
    )


class NoteForm(forms.Form):
    text = forms.CharField(
        label="Notitie bij dit punt",
        max_length=500,
        validators=[refuse_bsn],
        error_messages={"required": "Typ eerst een notitie."},
    )


class DecisionForm(forms.Form):
    """All that can be decided about one item; what it cannot have is not asked."""

    outcome = forms.ChoiceField(
        label="Uitkomst", choices=Overlap.Outcome.choices, widget=forms.RadioSelect, required=False
    )
    agreement_text = forms.CharField(label="Afspraak", max_length=255, required=False, validators=[refuse_bsn])
    from_on = DayField(label="Vanaf", required=False)
    until_on = DayField(label="Tot en met", required=False)
    follow_up_by = forms.ModelChoiceField(User.objects.none(), label="Wie volgt op", required=False)
    follow_up_on = DayField(label="Wanneer", required=False)
    follow_up_what = forms.CharField(label="Wat", max_length=255, required=False, validators=[refuse_bsn])
    note = forms.CharField(label="Notitie", max_length=500, required=False, validators=[refuse_bsn])

    def __init__(self, *args, item, is_skipped=False, **kwargs):
        super().__init__(*args, auto_id="besluit_%s", **kwargs)
        self.item, self.is_skipped = item, is_skipped
        self.fields["from_on"].initial = timezone.localdate()
        people = User.objects.advisers().filter(organisation__in=item.meeting.organisations.all())
        self.fields["follow_up_by"].queryset = people.select_related("organisation").order_by("organisation", "name")
        self.fields["follow_up_by"].label_from_instance = lambda it: f"{it.name} ({it.organisation.short_name})"
        self.fields["follow_up_by"].empty_label = "Niemand"
        if item.kind != AgendaItem.Kind.OVERLAP:
            del self.fields["outcome"]
        if item.employer_id is None:
            for name in [name for name in self.fields if name != "note"]:
                del self.fields[name]

    def clean(self):
        data = super().clean()
        if self.is_skipped:
            return {"note": data.get("note", "")}
        self._check_agreement(data)
        self._check_follow_up(data)
        if "outcome" in self.fields and not data.get("outcome"):
            self.add_error("outcome", "Kies de uitkomst, of schuif het punt door.")
        elif not any(data.get(name) for name in ("outcome", "agreement_text", "follow_up_by", "note")):
            self.add_error("note", "Schrijf op wat u hebt besloten, of schuif het punt door.")
        return data

    @property
    def asks_follow_up(self):
        """Whether somebody began to fill in a follow-up: then its fields are shown."""
        names = ("follow_up_by", "follow_up_on", "follow_up_what")
        return any(self[name].value() or self[name].errors for name in names if name in self.fields)

    def _check_agreement(self, data):
        since, until = data.get("from_on"), data.get("until_on")
        if until and not data.get("agreement_text") and not self.errors.get("agreement_text"):
            self.add_error("agreement_text", "Schrijf op wat u hebt afgesproken.")
        if until and until < (since or timezone.localdate()):
            self.add_error("until_on", "Deze dag ligt voor het begin van de afspraak.")

    def _check_follow_up(self, data):
        who, day = data.get("follow_up_by"), data.get("follow_up_on")
        if who and not day and not self.errors.get("follow_up_on"):
            self.add_error("follow_up_on", "Kies de dag waarop dit moet gebeuren.")
        if (day or data.get("follow_up_what")) and not who and not self.errors.get("follow_up_by"):
            self.add_error("follow_up_by", "Kies wie dit opvolgt.")
        if day and day < timezone.localdate():
            self.add_error("follow_up_on", PAST_DAY)


class CloseForm(forms.Form):
    present = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Wie waren erbij?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies wie erbij waren."},
    )
    guests = forms.CharField(label="Gasten", max_length=255, required=False, validators=[refuse_bsn])
    remarks = forms.CharField(
        label="Opmerkingen voor het verslag", required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=4000,
        validators=[refuse_bsn],
    )  # fmt: skip

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.active().filter(organisation__in=meeting.organisations.all())
        self.fields["present"].queryset = people.select_related("organisation").order_by("organisation", "name")
        self.fields["present"].label_from_instance = lambda it: f"{it.name} ({it.organisation.short_name})"
