"""Forms of the plan. A save over somebody else's change is refused once, with both versions shown."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.formats import date_format

from accounts.models import Organisation, User
from employers.filters import EmployerFilter
from employers.forms.free_text import FreeTextMixin
from employers.models import Employer
from lwl_crm.forms import DayInput
from outreach.models import NetworkEvent
from targets.models import PlanActivity, PlanPhase, PlanRole, Target

EMPTY = "leeg"


class VersionedForm(FreeTextMixin, forms.ModelForm):
    """`stored` is the object as it is in the database; lock its row while the form is saved."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflict = False
        self.stored = type(self.instance).objects.get(pk=self.instance.pk) if self.instance.pk else None
        self.fields["version"].initial = self.instance.version

    def clean(self):
        cleaned = super().clean()
        if self.stored and cleaned.get("version") != self.stored.version:
            self.conflict = True
            raise ValidationError("Iemand anders heeft dit intussen gewijzigd. Hieronder staan beide versies.")
        return cleaned

    def both(self) -> list[tuple[str, str, str]]:
        """(field, as stored, as typed) of every field in which the two differ."""
        pairs = [
            (field.label, _words(self._stored_value(name), field), _words(self.cleaned_data.get(name), field))
            for name, field in ((name, self.fields[name]) for name in self._meta.fields)
        ]
        return [(label, stored, typed) for label, stored, typed in pairs if stored != typed]

    def _stored_value(self, name):
        display = getattr(self.stored, f"get_{name}_display", None)
        if display and name in self.cleaned_data:
            return self.stored.serializable_value(name)
        value = getattr(self.stored, name)
        return value.all() if hasattr(value, "all") else value

    def rebase(self):
        """Show the form again on top of what is stored now, so that the next save is accepted."""
        self.data = self.data.copy()
        self.data["version"] = self.stored.version


def _words(value, field) -> str:
    if value in (None, ""):
        return EMPTY
    if hasattr(value, "year"):
        return date_format(value, "j b Y")
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return ", ".join(sorted(map(str, value))) or EMPTY
    is_named = isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)
    return str(dict(field.choices).get(value, value) if is_named else value)


class PhaseForm(VersionedForm):
    class Meta:
        model = PlanPhase
        fields = ["name", "from_on", "until_on", "goal", "sectors", "result"]
        widgets = {
            "from_on": DayInput(),
            "until_on": DayInput(),
            "goal": forms.Textarea(attrs={"rows": 3}),
            "result": forms.Textarea(attrs={"rows": 3}),
            "sectors": forms.CheckboxSelectMultiple(),
        }
        help_texts = {
            "sectors": "Geen sector gekozen? Dan gaat de fase over alle sectoren.",
            "result": "Vul dit in als de fase loopt of klaar is.",
        }

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("from_on"), cleaned.get("until_on")
        if since and until and until <= since:
            self.add_error("until_on", "De einddatum moet na de begindatum liggen.")
        return cleaned


class ActivityForm(VersionedForm):
    """`user` picks a call list out of the views that they keep; the one that is there or proposed can be picked too."""

    call_list = forms.ChoiceField(
        label="Bellijst",
        required=False,
        help_text="Kies een van uw weergaven. U maakt er een bij Werkgevers: zoek wie u wilt bellen en bewaar dat.",
    )

    class Meta:
        model = PlanActivity
        fields = ["phase", "name", "result", "lead", "owner", "due_on", "status", "target", "event", "call_list"]
        widgets = {"due_on": DayInput()}
        help_texts = {
            "result": "Waaraan ziet u dat het gelukt is?",
            "lead": "Leeg: de organisaties doen het samen.",
            "target": "De stand van dit doel komt bij de activiteit te staan.",
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = Organisation.objects.partners().active()
        self.fields["owner"].queryset = User.objects.active().select_related("organisation")
        self.fields["target"].queryset = Target.objects.standing()
        self.fields["event"].queryset = NetworkEvent.objects.order_by("-starts_at")
        for name, empty in NOTHING_CHOSEN.items():
            self.fields[name].empty_label = empty
        self.fields["call_list"].choices = self._call_lists(user).items()

    def _call_lists(self, user) -> dict[str, str]:
        """Names of call lists by their filters: what is kept, proposed or sent, and what the user keeps."""
        sent = self.data.get(self.add_prefix("call_list"), "")
        others = [self.instance.call_list, self.initial.get("call_list") or "", filters_for_all(sent, user)]
        named = {"": "Geen bellijst"}
        for view in user.saved_views.all():
            named.setdefault(_for_all(view.query, user), view.name)
        for query in others:
            if query not in named:
                named[query] = _in_words(query)
        return named

    def clean(self):
        cleaned = super().clean()
        phase, due_on = cleaned.get("phase"), cleaned.get("due_on")
        if phase and due_on and not phase.is_running(due_on):
            first, last = date_format(phase.from_on, "j F Y"), date_format(phase.until_on, "j F Y")
            self.add_error("due_on", f"Deze fase loopt van {first} tot en met {last}. Kies een dag daarin.")
        return cleaned


def filters_for_all(query: str, user: User) -> str:
    """The filters of a list of employers that the list knows, so that everybody who opens it sees the same."""
    return _for_all(_asked(query).query(), user) if query else ""


def _for_all(query: str, user: User) -> str:
    """Without order; "my contacts" are those of this user, and what somebody has to follow up is left out."""
    mine = {"contact=ik": f"contact={user.pk}"}
    parts = [mine.get(part, part) for part in query.split("&") if part.partition("=")[0] not in OF_WHO_LOOKS]
    return "&".join(part for part in parts if part)


def _in_words(query: str) -> str:
    return ", ".join(chip.label for chip in _asked(query).chips()) or "Een lijst met filters die er niet meer zijn"


def _asked(query: str) -> EmployerFilter:
    return EmployerFilter(QueryDict(query), Employer.objects.none(), request=None)


OF_WHO_LOOKS = {"sorteer", "opvolgen"}
NOTHING_CHOSEN = {
    "phase": "Kies een fase",
    "lead": "Samen",
    "owner": "Nog niemand",
    "target": "Geen doel",
    "event": "Geen bijeenkomst",
}


class RoleForm(VersionedForm):
    class Meta:
        model = PlanRole
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
