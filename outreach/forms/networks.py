"""A network, with per organisation who keeps the relation."""

from django import forms

from accounts.models import User
from employers.forms.free_text import FreeTextMixin
from employers.models import Network
from outreach.agenda import partner_organisations
from outreach.portfolios import may_assign

FIELDS = ["name", "abbreviation", "kind", "audience", "municipality", "website", "email", "own_remarks"]


class NetworkForm(FreeTextMixin, forms.ModelForm):
    """Advisers choose for their own organisation who keeps the relation, managers for every organisation."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    website = forms.URLField(label="Website", max_length=200, required=False, assume_scheme="https")

    class Meta:
        model = Network
        fields = FIELDS
        widgets = {"own_remarks": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["municipality"].empty_label = "Hele regio of onbekend"
        self.organisations = [each for each in partner_organisations() if may_assign(user, each)]
        standing = {keeper.organisation_id: keeper.adviser_id for keeper in self.instance.keepers.all()}
        for organisation in self.organisations:
            self.fields[f"keeper_{organisation.pk}"] = forms.ModelChoiceField(
                User.objects.active().filter(organisation=organisation),
                label=f"Wie onderhoudt de relatie namens {organisation}?",
                required=False,
                empty_label="Nog niemand",
                initial=standing.get(organisation.pk),
            )

    def writing(self):
        values = {name: self.cleaned_data[name] for name in FIELDS}
        keepers = {each: self.cleaned_data[f"keeper_{each.pk}"] for each in self.organisations}
        return {"version": self.cleaned_data["version"], "keepers": keepers, **values}
