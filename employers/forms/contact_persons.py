"""A person to speak to at an employer."""

from django import forms

from employers.forms.employers import CanonicalField
from employers.models import ContactPerson
from employers.normalise import normalise_email, normalise_phone, normalise_text
from employers.validators import refuse_bsn
from lwl_crm.templatetags.crm import phone


class ContactPersonForm(forms.ModelForm):
    name = CanonicalField(
        normalise_text, label="Naam", required=True, max_length=120, error_messages={"required": "Vul de naam in."}
    )
    phone = CanonicalField(normalise_phone, label="Telefoon")
    email = CanonicalField(normalise_email, label="E-mailadres")

    class Meta:
        model = ContactPerson
        fields = ["name", "role", "phone", "email", "purpose", "is_opted_out"]
        labels = {"is_opted_out": "Wil zelf niet benaderd worden", "purpose": "Waarvoor bewaren wij dit?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["phone"] = phone(self.initial.get("phone", ""))
        self.fields["purpose"].required = False
        for name in ("name", "role", "purpose"):
            self.fields[name].validators.append(refuse_bsn)

    def clean_purpose(self):
        """Without a purpose of its own it is the usual one."""
        return self.cleaned_data["purpose"] or ContactPerson._meta.get_field("purpose").default


class OptOutForm(forms.Form):
    reason = forms.CharField(
        label="Waarom wil deze werkgever niet benaderd worden?", max_length=160, validators=[refuse_bsn],
        error_messages={"required": "Vul kort in waarom. Collega's zien dit."},
    )  # fmt: skip
