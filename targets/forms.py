"""The form of a target, with what makes it SMART in its help texts, and the filter of the list of talks."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Organisation, User
from employers.forms.free_text import FreeTextMixin
from lwl_crm.forms import DayInput, refuse_unlikely_year
from outreach.models import Overlap
from targets.models import Measure, Target
from targets.models.targets import OF_A_VARIANT, OF_EMPLOYERS, SMALL_ONLY, Unit
from targets.pace import day_text

HELP = {
    "name": "Kort en herkenbaar, zoals <i>Kleine winkels bereikt</i>.",
    "measure": "De stand wordt altijd geteld uit het register en de contacten. U typt hem nooit zelf.",
    "number": "Bij <i>Wat is haalbaar?</i> ziet u hoeveel het er vorige keer waren en hoeveel er zijn.",
    "organisation": "Leeg: het werk van alle organisaties telt.",
    "adviser": "Kies een adviseur als het doel van één persoon is.",
    "variant": "Alleen als het doel over één vorm gaat.",
    "change_reason": "Waarom is dit anders afgesproken? Dit komt in de geschiedenis te staan.",
    "agreed_by": "Wie stemde in, zoals <i>Stuurgroep Leren en Werken</i>.",
}


class TargetForm(FreeTextMixin, forms.ModelForm):
    """A save over somebody else's change is refused once, with both versions shown (`conflict`)."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Target
        fields = [
            "name", "measure", "variant", "organisation", "adviser", "sector", "municipality", "network", "size_band",
            "unit", "number", "from_on", "until_on", "agreed_by", "agreed_on", "change_reason",
        ]  # fmt: skip
        widgets = {"from_on": DayInput(), "until_on": DayInput(), "agreed_on": DayInput()}
        help_texts = HELP

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored = Target.objects.with_segment().get(pk=self.instance.pk) if self.instance.pk else None
        self.conflict = False
        self.fields["version"].initial = self.instance.version
        self.fields["organisation"].queryset = Organisation.objects.partners().active()
        self.fields["adviser"].queryset = User.objects.advisers().select_related("organisation")
        self.fields["municipality"].queryset = self.fields["municipality"].queryset.in_region()
        for name, empty in EMPTY_CHOICES.items():
            self.fields[name].empty_label = empty
        for name in self.Meta.widgets:
            self.fields[name].validators.append(refuse_unlikely_year)
        self.fields["size_band"].choices = [("", "Alle groottes"), *self.fields["size_band"].choices[1:]]
        self.fields["measure"].choices = [("", "Kies wat we tellen"), *Measure.choices]
        self.fields["variant"].choices = [("", "Alle vormen"), *self.fields["variant"].choices[1:]]
        self._ask_reason((kwargs.get("initial") or {}).get("change_reason"))

    def _ask_reason(self, given):
        """A change is explained; a new target has nothing to explain."""
        if not self.stored:
            del self.fields["change_reason"]
            return
        self.initial["change_reason"] = given or ""
        self.fields["change_reason"].required = True

    def clean(self):
        cleaned = super().clean()
        self._check_owner(cleaned)
        self._check_band(cleaned)
        self._check_measure(cleaned)
        self._check_numbers(cleaned)
        if self.stored and cleaned.get("version") != self.stored.version:
            self.conflict = True
            raise ValidationError(
                "Iemand anders heeft dit doel intussen gewijzigd. Vergelijk hieronder en kies Opslaan om uw versie "
                "te bewaren. De andere versie blijft in de geschiedenis staan."
            )
        return cleaned

    def _check_owner(self, cleaned):
        organisation, adviser = cleaned.get("organisation"), cleaned.get("adviser")
        if organisation and adviser and adviser.organisation_id != organisation.pk:
            self.add_error("adviser", f"{adviser} werkt niet bij {organisation}. Kies één van beide.")

    def _check_band(self, cleaned):
        group = self.instance.__class__(size_band=cleaned.get("size_band") or "").band_group
        if group and not group.is_small and cleaned.get("measure") in SMALL_ONLY:
            self.add_error("size_band", "Deze telling gaat over kleine werkgevers, tot en met 25.")
        if group and cleaned.get("measure") == Measure.SIZE_KNOWN:
            self.add_error("size_band", "Van deze groep is de omvang altijd bekend. Kies Alle groottes.")

    def _check_measure(self, cleaned):
        """Not everything can be counted per variant or as a share of the employers."""
        measure = cleaned.get("measure")
        if not measure:
            return
        if cleaned.get("variant") and measure not in OF_A_VARIANT:
            self.add_error("variant", "Deze telling gaat niet over een vorm. Kies Alle vormen.")
        if cleaned.get("unit") != Unit.SHARE:
            return
        if measure not in OF_EMPLOYERS:
            self.add_error("unit", "Een percentage kan alleen als we werkgevers tellen.")
        elif (cleaned.get("number") or 0) > 100:
            self.add_error("number", "Een percentage is hoogstens 100.")

    def _check_numbers(self, cleaned):
        """The database refuses these too; here the message stands at its field."""
        since, until = cleaned.get("from_on"), cleaned.get("until_on")
        if since and until and until <= since:
            self.add_error("until_on", "De einddatum moet na de begindatum liggen.")
        if cleaned.get("number") == 0:
            self.add_error("number", "Een doel is ten minste 1.")

    def draft(self) -> Target | None:
        """An unsaved target of what was filled in so far; None as long as it is not known what to count."""
        self.is_valid()
        known = {name: value for name, value in self.cleaned_data.items() if name in self.Meta.fields}
        return Target(pk=self.instance.pk, **known) if known.get("measure") else None

    def ignored(self) -> list[str]:
        """Labels of what was filled in and makes no sense, so that `draft` goes without it."""
        return [self[name].label for name in self.errors if name in self.fields and self[name].value()]

    def rebase(self):
        """Show the form again on top of the version that is stored now, so that the next save is accepted."""
        self.data = self.data.copy()
        self.data["version"] = self.stored.version


EMPTY_CHOICES = {
    "organisation": "Alle organisaties samen",
    "adviser": "Alle adviseurs",
    "sector": "Alle sectoren",
    "municipality": "Alle gemeenten in de regio",
    "network": "Alle netwerken",
}


LAST_BEFORE_FIRST = "De laatste dag ligt voor de eerste. Kies een latere dag."


class TalksForm(forms.Form):
    """Which talks to list. Values that make no sense are reported and not used."""

    TALKS, EMPLOYERS = "gesprekken", "werkgevers"

    adviseur = forms.ModelChoiceField(User.objects.none(), required=False, empty_label="Alle adviseurs")
    organisatie = forms.ModelChoiceField(
        Organisation.objects.filter(is_active=True),
        required=False,
        to_field_name="slug",
        empty_label="Alle organisaties",
    )
    vanaf = forms.DateField(required=False, widget=DayInput())
    tot = forms.DateField(label="Tot en met", required=False, widget=DayInput())
    toon = forms.ChoiceField(
        required=False,
        choices=[(TALKS, "Gesprekken"), (EMPLOYERS, "Kleine werkgevers")],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "adviseur" in self.fields:
            self.fields["adviseur"].queryset = User.objects.select_related("organisation")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("vanaf") and cleaned.get("tot") and cleaned["tot"] < cleaned["vanaf"]:
            self.add_error("tot", LAST_BEFORE_FIRST)
        return cleaned

    def chosen(self) -> dict:
        """The valid values by name."""
        self.is_valid()
        return self.cleaned_data


class CountedForm(TalksForm):
    """Of which days, and whose work; without days the last half-year."""

    adviseur = toon = None


class PortfoliosForm(TalksForm):
    """Whose portfolio."""

    vanaf = tot = toon = None


class OverlapsForm(TalksForm):
    """Which double approaches to list."""

    FOUND, PREVENTED = "gevonden", "voorkomen"

    OPEN, KEPT_APART = "open", "prevented"

    toon = forms.ChoiceField(required=False, choices=[(FOUND, "Gevonden"), (PREVENTED, "Voorkomen")])
    uitkomst = forms.ChoiceField(
        required=False,
        choices=[
            ("", "Alle uitkomsten"), *Overlap.Outcome.choices, (KEPT_APART, "Voorkomen"), (OPEN, "Nog open"),
        ],
    )  # fmt: skip


class PeriodForm(forms.Form):
    """The period of the dashboard: nothing, or a first and a last day."""

    van = forms.DateField(label="Van", widget=DayInput())
    tot = forms.DateField(label="Tot en met", widget=DayInput())

    def clean_van(self):
        day = self.cleaned_data["van"]
        if day > timezone.localdate():
            raise ValidationError("Deze dag moet nog komen. Kies vandaag of een dag daarvoor.")
        refuse_unlikely_year(day)
        return day

    def clean_tot(self):
        refuse_unlikely_year(self.cleaned_data["tot"])
        return self.cleaned_data["tot"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("van") and cleaned.get("tot") and cleaned["tot"] < cleaned["van"]:
            self.add_error("tot", LAST_BEFORE_FIRST)
        return cleaned

    def period(self):
        """First and last day; None when nothing was asked for or it makes no sense."""
        return (self.cleaned_data["van"], self.cleaned_data["tot"]) if self.is_valid() else None


class DayForm(forms.Form):
    """Which day of a target to look at: its first day at the earliest, today or its last day at the latest."""

    op = forms.DateField(label="Stand op", required=False, widget=DayInput())

    def __init__(self, *args, target, **kwargs):
        super().__init__(*args, **kwargs)
        self.target = target

    def clean_op(self):
        day = self.cleaned_data["op"]
        if day and day > timezone.localdate():
            raise ValidationError("Deze dag moet nog komen. Kies vandaag of een dag daarvoor.")
        if day and day < self.target.from_on:
            raise ValidationError(f"Het doel begon op {day_text(self.target.from_on)}. Kies een latere dag.")
        return day

    def day(self):
        """The day that was asked for; None for the stand of today and when it makes no sense."""
        return self.cleaned_data.get("op") if self.is_valid() else None
