"""Inviting and changing users, and one's own profile."""

from django import forms

from accounts.models import Organisation, User


class UserForm(forms.ModelForm):
    """What an admin decides about somebody. An admin cannot lock themselves out."""

    class Meta:
        model = User
        fields = ["name", "email", "role", "organisation", "is_active"]
        labels = {"is_active": "Kan inloggen"}

    def __init__(self, *args, by: User, **kwargs):
        self.by = by
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(is_active=True)
        self.fields["organisation"].empty_label = "Kies een organisatie"

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        data = super().clean()
        if self.instance == self.by and (data.get("role") != self.by.role or not data.get("is_active")):
            raise forms.ValidationError(
                "U kunt uw eigen rol niet wijzigen en uw eigen account niet uitzetten. Vraag het een andere beheerder."
            )
        return data


class InviteForm(UserForm):
    """A new colleague: name, address, role and organisation; the password they choose themselves."""

    class Meta(UserForm.Meta):
        fields = ["name", "email", "role", "organisation"]

    def clean(self):
        return forms.ModelForm.clean(self)


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "has_shortcuts", "wants_mail"]
        help_texts = {
            "has_shortcuts": "Zoals / om te zoeken. Zet ze uit als u met spraak werkt.",
            "wants_mail": "De agenda voor een overleg, wat u op een dag moet opvolgen, voor managers de maandcijfers.",
        }
