"""Adding and changing an employer."""

import json

from django import forms

from employers.editing import company_of
from employers.forms.size import FIELDS as SIZE_FIELDS
from employers.forms.size import SizeMixin
from employers.forms.two_people import TwoPeopleMixin, plain
from employers.models import Employer, Municipality, Place, SbiDivision, Sector
from employers.normalise import (
    HouseNumber,
    NotNormal,
    normalise_email,
    normalise_establishment_number,
    normalise_house_number,
    normalise_kvk_number,
    normalise_phone,
    normalise_postcode,
    normalise_sbi_code,
    normalise_text,
    normalise_website,
)
from employers.provenance import SIZE
from employers.reference import place_key
from employers.similar import Typed
from employers.validators import refuse_bsn
from lwl_crm.forms import DayField
from lwl_crm.templatetags.crm import phone


class CanonicalField(forms.CharField):
    """Text that a function of `normalise.py` makes canonical, or refuses with a sentence about the value."""

    def __init__(self, normalise, *, required=False, **options):
        super().__init__(required=required, **options)
        self.normalise = normalise

    def clean(self, value):
        raw = super().clean(value)
        try:
            found = self.normalise(raw)
        except NotNormal as error:
            raise forms.ValidationError(str(error)) from error
        if isinstance(found, HouseNumber):
            return found
        self.validate(found.value)  # nothing may be left of it
        return found.value


class EmployerForm(TwoPeopleMixin, SizeMixin, forms.Form):
    trade_name = CanonicalField(
        normalise_text, label="Naam", required=True, max_length=255, validators=[refuse_bsn],
        error_messages={"required": "Vul de naam van de werkgever in."},
    )  # fmt: skip
    kvk_number = CanonicalField(normalise_kvk_number, label="KvK-nummer", help_text="8 cijfers")
    establishment_number = CanonicalField(
        normalise_establishment_number, label="Vestigingsnummer", help_text="12 cijfers, samen met het KvK-nummer"
    )
    street = CanonicalField(normalise_text, label="Straat", max_length=120, validators=[refuse_bsn])
    house_number = CanonicalField(normalise_house_number, label="Huisnummer", help_text="Zoals 18 of 18 A-3")
    postcode = CanonicalField(normalise_postcode, label="Postcode")
    place = CanonicalField(normalise_text, label="Plaats", max_length=80, validators=[refuse_bsn])
    municipality = forms.ModelChoiceField(
        label="Gemeente",
        queryset=Municipality.objects.all(),
        required=False,
        empty_label="Volgt uit de plaats",
        help_text="Alleen nodig als de plaats in meer gemeenten kan liggen.",
    )
    sector = forms.ModelChoiceField(
        label="Sector", queryset=Sector.objects.all(), required=False, empty_label="Onbekend"
    )
    sbi_code = CanonicalField(normalise_sbi_code, label="SBI-code")
    phone = CanonicalField(normalise_phone, label="Telefoon")
    email = CanonicalField(normalise_email, label="E-mailadres")
    website = CanonicalField(normalise_website, label="Website")
    is_non_mailing = forms.BooleanField(label="Wil geen ongevraagde post", required=False)
    ended_on = DayField(label="Gestopt op", required=False)
    remarks = forms.CharField(
        label="Opmerkingen", required=False, widget=forms.Textarea(attrs={"rows": 4}), validators=[refuse_bsn]
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    basis = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, employer=None, initial=None):
        self.employer = employer or Employer()
        shown = shown_values(self.employer)
        first = shown | {"version": self.employer.version, "basis": json.dumps(shown)} | (initial or {})
        super().__init__(data, initial=first)
        self.add_size_choices(self.employer)
        if self.is_bound:
            self.ask_only_what_belongs()
        self.current = shown

    # Checks ---------------------------------------------------------------------------

    def clean(self):
        data = super().clean()
        self.check_size()
        if data.get("establishment_number") and not data.get("kvk_number") and "kvk_number" not in self.errors:
            self.add_error("kvk_number", "Vul bij een vestigingsnummer ook het KvK-nummer in.")
        if data.get("ended_on") and self.employer.pk is None:
            self.add_error("ended_on", "Een werkgever die gestopt is, hoeft niet te worden toegevoegd.")
        self._refuse_known_establishment(data)
        return data

    def _refuse_known_establishment(self, data):
        kvk_number, establishment_number = data.get("kvk_number"), data.get("establishment_number")
        if not (kvk_number and establishment_number):
            return
        same = Employer.objects.current().filter(
            company__kvk_number=kvk_number, establishment_number=establishment_number
        )
        if known := same.exclude(pk=self.employer.pk).first():
            self.add_error("establishment_number", f"Deze vestiging staat al in het register: {known.trade_name}.")

    # What to write ----------------------------------------------------------------------

    def values(self, by):
        """Canonical values of what changed, for `set_values`."""
        data, changed = self.cleaned_data, self.changed
        same_name = ["trade_name", "establishment_number", "street", "postcode", "place", "sector", "phone", "email",
                     "website", "is_non_mailing", "ended_on", "remarks"]  # fmt: skip
        values = {name: data[name] for name in same_name if name in changed}
        if "kvk_number" in changed:
            values["company"] = company_of(data["kvk_number"])
        if "house_number" in changed:
            number = data["house_number"]
            values |= {"house_number": number.number, "house_letter": number.letter}
            values["house_number_addition"] = number.addition
        if changed & {"municipality", "place"}:
            chosen = data["municipality"] if "municipality" in changed else None
            values["municipality"] = chosen or self._municipality_by_place()
        if "sbi_code" in changed:
            values |= self._activity()
        if set(SIZE_FIELDS) & changed:
            values[SIZE] = self.size_value(by)
        return values

    def _municipality_by_place(self):
        place = Place.objects.select_related("municipality").filter(key=place_key(self.cleaned_data["place"])).first()
        return place.municipality if place else None

    def _activity(self):
        """The code with its version (five digits: 2025), and the sector it points to when none was chosen."""
        code = self.cleaned_data["sbi_code"]
        if not code:
            return {"sbi_code": "", "sbi_version": ""}
        version = SbiDivision.Version.SBI_2025 if len(code) >= 5 else SbiDivision.Version.SBI_2008
        values = {"sbi_code": code, "sbi_version": version.value}
        division = SbiDivision.objects.filter(version=version, division=code[:2]).select_related("sector").first()
        if division and not self.cleaned_data["sector"]:
            values["sector"] = division.sector
        return values


def shown_values(employer):
    """What the form shows for an employer, as plain text by field."""
    house = f"{employer.house_number or ''} {employer.house_letter}".strip()
    addition = employer.house_number_addition
    values = {
        name: getattr(employer, name)
        for name in ("trade_name", "establishment_number", "street", "postcode", "place", "sbi_code", "email",
                     "website", "is_non_mailing", "ended_on", "remarks")
    }  # fmt: skip
    values |= {
        "kvk_number": employer.kvk_number,
        "phone": phone(employer.phone),
        "house_number": f"{house}-{addition}" if addition else house,
        "municipality": employer.municipality_id,
        "sector": employer.sector_id,
    }
    return {name: plain(value) for name, value in (values | EmployerForm.size_initial(employer)).items()}


def typed_so_far(data) -> Typed:
    """What is readable of a form that is still being filled in."""

    def canonical(name, normalise, empty=""):
        try:
            found = normalise(data.get(name, ""))
        except NotNormal:
            return empty
        return found.number if isinstance(found, HouseNumber) else found.value

    return Typed(
        name=canonical("trade_name", normalise_text),
        place=canonical("place", normalise_text),
        kvk_number=canonical("kvk_number", normalise_kvk_number),
        establishment_number=canonical("establishment_number", normalise_establishment_number),
        postcode=canonical("postcode", normalise_postcode),
        house_number=canonical("house_number", normalise_house_number, None),
        phone=canonical("phone", normalise_phone),
        email=canonical("email", normalise_email),
    )
