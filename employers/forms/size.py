"""The size of an employer on a form: a number, a class, or honestly unknown with the reason (advice 6)."""

from django import forms
from django.utils import timezone

from accounts.models import User
from employers.models import Employer
from employers.provenance import SizeValue
from employers.size import BOUNDS, size_text
from employers.validators import refuse_bsn
from lwl_crm.forms import DayInput, refuse_unlikely_year

KINDS = [("number", "Een aantal"), ("class", "Een klasse"), ("unknown", "Onbekend")]
SAID_BY_PEOPLE = [
    (Employer.Source.EMPLOYER.value, "De werkgever zelf"),
    (Employer.Source.ADVISER.value, "Schatting van de adviseur"),
]
FIELDS = ["size_kind", "size_number", "size_class", "size_source", "size_reference_date", "size_unknown_reason"]


ASKED = {
    "number": {"size_number", "size_source", "size_reference_date"},
    "class": {"size_class", "size_source", "size_reference_date"},
    "unknown": {"size_unknown_reason"},
}


def class_key(minimum, maximum):
    """A class as the value of a choice: "10-19", "250-"."""
    return f"{minimum}-{'' if maximum is None else maximum}"


CLASSES = [(class_key(*bounds), size_text(*bounds)) for bounds in BOUNDS.values() if bounds[0] != bounds[1]]


class SizeMixin(forms.Form):
    """Mandatory: somebody who does not know it says so, and why. `employer` is set by the form that uses this."""

    size_kind = forms.ChoiceField(
        label="Hoeveel mensen werken er?",
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Vul de omvang in. Weet u het niet? Kies dan onbekend."},
    )
    size_number = forms.IntegerField(
        label="Aantal werkzame personen", min_value=0, max_value=500_000,
        help_text="Iedereen telt mee, ook parttime en de eigenaar.",
        error_messages={"required": "Vul het aantal in."},
    )  # fmt: skip
    size_class = forms.ChoiceField(label="Klasse", choices=[], error_messages={"required": "Kies een klasse."})
    size_source = forms.ChoiceField(
        label="Wie zegt dit?", choices=[], error_messages={"required": "Kies wie dit zegt."}
    )
    size_reference_date = forms.DateField(
        label="Op welke dag was dat zo?",
        widget=DayInput,
        validators=[refuse_unlikely_year],
        error_messages={"required": "Vul de dag in waarop dit zo was."},
    )
    size_unknown_reason = forms.CharField(
        label="Waarom is de omvang onbekend?", max_length=160, validators=[refuse_bsn],
        help_text="Bijvoorbeeld: wil het niet zeggen, of nog niet gesproken.",
        error_messages={"required": "Zeg waarom de omvang onbekend is."},
    )  # fmt: skip

    def add_size_choices(self, employer):
        now = SizeValue(minimum=employer.size_minimum, maximum=employer.size_maximum)
        known = dict(CLASSES)
        if now.minimum is not None and now.minimum != now.maximum:
            known.setdefault(class_key(*now.bounds), size_text(*now.bounds))
        self.fields["size_class"].choices = [("", "Kies een klasse"), *known.items()]
        others = [(employer.size_source, employer.size_source_name or employer.get_size_source_display())]
        kept = others if employer.size_source not in ("", *dict(SAID_BY_PEOPLE)) else []
        self.fields["size_source"].choices = [*SAID_BY_PEOPLE, *kept]

    @staticmethod
    def size_initial(employer):
        today = timezone.localdate()
        kind = "number" if employer.working_people is not None else "class" if employer.has_known_size else ""
        return {
            "size_kind": "unknown" if employer.size_unknown_reason and not kind else kind,
            "size_number": employer.working_people,
            "size_class": class_key(employer.size_minimum, employer.size_maximum) if kind == "class" else "",
            "size_source": employer.size_source or Employer.Source.EMPLOYER.value,
            "size_reference_date": employer.size_reference_date or today,
            "size_unknown_reason": employer.size_unknown_reason,
        }

    def ask_only_what_belongs(self):
        """Each answer asks its own questions; the others are left alone."""
        asked = ASKED.get(self["size_kind"].data, set())
        for name in FIELDS[1:]:
            self.fields[name].required = name in asked

    def check_size(self):
        if self.cleaned_data.get("size_kind") not in ("number", "class"):
            return
        is_kept = self.cleaned_data.get("size_source") not in dict(SAID_BY_PEOPLE)
        if is_kept and set(FIELDS) & self.changed:
            self._ask("size_source", "Kies wie de nieuwe omvang opgaf: de lijst zei iets anders.")
        day = self.cleaned_data.get("size_reference_date")
        if day and day > timezone.localdate():
            self._ask("size_reference_date", "Deze dag ligt in de toekomst.")

    def _ask(self, name, message):
        if name not in self.errors:
            self.add_error(name, message)

    def size_value(self, by: User) -> SizeValue:
        data = self.cleaned_data
        if data["size_kind"] == "unknown":
            return SizeValue(unknown_reason=data["size_unknown_reason"])
        if data["size_kind"] == "number":
            number, low, high = data["size_number"], data["size_number"], data["size_number"]
        else:
            number, (low, high) = None, _bounds(data["size_class"])
        return SizeValue(number, low, high, data["size_source"], by.name[:60], data["size_reference_date"])


def _bounds(key):
    low, _, high = key.partition("-")
    return int(low), int(high) if high else None
