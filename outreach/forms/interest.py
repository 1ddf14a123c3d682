"""What an employer wants with one variant: all at once, or question by question."""

import re

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Count
from django.utils import timezone

from employers.models import Accreditation
from employers.validators import refuse_bsn
from outreach.interests import FIELDS
from outreach.interview_outcomes import EARLIEST_YEAR
from outreach.models import Barrier, Interest, Variant

CREBO = re.compile(r"\b(\d{5})\b")
ASKED = [name for name in FIELDS if name != "crebo"]
STEPS = {
    # address: (fields, variants that have the question; empty for all)
    "stand": (["status"], ()),
    "bekendheid": (["awareness"], ()),
    "ervaring": (["experience", "since_year"], ()),
    "soort": (["kinds"], (Variant.OTHER,)),
    "route": (["paths"], (Variant.BPV,)),
    "niveau": (["levels"], ()),
    "richting": (["direction"], ()),
    "plekken": (["places", "seasons"], ()),
    "belemmering": (["barriers", "reason"], ()),
}
LEVELS = {Variant.BPV: Interest.Level.values[:4], Variant.HIGHER: Interest.Level.values[4:]}
MANY = {
    "kinds": Interest.OtherKind.choices,
    "paths": Interest.Path.choices,
    "levels": Interest.Level.choices,
    "seasons": Interest.Season.choices,
}
OFFERED = 150


def steps_for(variant: str) -> dict[str, list[str]]:
    """The questions of a variant in order, each with its fields."""
    return {step: names for step, (names, variants) in STEPS.items() if not variants or variant in variants}


class InterestForm(forms.ModelForm):
    """`step` narrows it to one question; without it every question of the variant is there."""

    class Meta:
        model = Interest
        fields = ASKED
        widgets = {
            "awareness": forms.RadioSelect,
            "status": forms.RadioSelect,
            "experience": forms.RadioSelect,
            "direction": forms.TextInput(attrs={"list": "opleidingen", "autocomplete": "off"}),
        }
        help_texts = {"reason": "Bijvoorbeeld waarom wel of niet, of wat eerst nodig is."}

    def __init__(self, *args, employer, variant, step="", **kwargs):
        super().__init__(*args, **kwargs)
        self.employer, self.variant = employer, variant
        self._ask_several()
        self.fields["experience"].choices = [("", "Niet gevraagd"), *Interest.Experience.choices]
        self.fields["since_year"].validators += [MinValueValidator(EARLIEST_YEAR, YEAR), MaxValueValidator(_now, YEAR)]
        self.fields["reason"].validators.append(refuse_bsn)
        self.fields["direction"].validators.append(refuse_bsn)
        asked = steps_for(variant)
        wanted = asked[step] if step else [name for names in asked.values() for name in names]
        for name in self.fields.keys() - set(wanted):
            del self.fields[name]
        self.order_fields(wanted)

    def _ask_several(self):
        """Questions with any number of answers; a level that the variant does not have is no answer."""
        barriers = Barrier.objects.filter(is_active=True).values_list("slug", "name")
        standing = set(self.instance.barriers)
        known = Barrier.objects.filter(slug__in=standing, is_active=False).values_list("slug", "name")
        for name, choices in {**MANY, "barriers": [*barriers, *known]}.items():
            label = str(Interest._meta.get_field(name).verbose_name).capitalize()
            if name == "levels" and self.variant in LEVELS:
                choices = [(value, text) for value, text in choices if value in LEVELS[self.variant]]
            self.fields[name] = forms.MultipleChoiceField(
                label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
            )

    def clean(self):
        data = super().clean()
        is_refused = data.get("status", self.instance.status) == Interest.Status.NONE
        if is_refused and "reason" in self.fields and not data.get("reason") and not data.get("barriers"):
            self.add_error(
                "reason", "Kies wat de werkgever tegenhoudt, of schrijf het kort op. Dat helpt uw collega's."
            )
        return data

    def writing(self):
        """What was asked here; the code in a direction such as "Kok (25180)" is kept apart."""
        values = {name: self.cleaned_data[name] for name in self.fields}
        if "direction" in values:
            found = CREBO.search(values["direction"])
            values["crebo"] = found.group(1) if found and self.variant == Variant.BPV else ""
        return values

    def offered_directions(self):
        """Qualifications to choose from while typing: those that employers of this sector are accredited for."""
        if self.variant != Variant.BPV or "direction" not in self.fields:
            return []
        known = Accreditation.objects.exclude(qualification="").filter(employer__sector=self.employer.sector_id)
        often = known.order_by().values("qualification", "crebo").annotate(number=Count("pk")).order_by("-number")
        return sorted(
            str(Accreditation(qualification=it["qualification"], crebo=it["crebo"])) for it in often[:OFFERED]
        )


YEAR = "Dit is geen jaar waarin dit kan zijn begonnen."


def _now():
    return timezone.localdate().year
