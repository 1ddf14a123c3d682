"""Which part of whose portfolio goes to whom."""

from django import forms

from accounts.models import User
from employers.models import Municipality, Sector
from employers.validators import refuse_bsn
from outreach.handing_over import portfolio_of
from outreach.portfolios import advisers_for


def givers_for(user):
    """Managers hand over for everybody, also who left; an adviser hands over the own portfolio."""
    people = User.objects.filter(portfolio_entries__until_on__isnull=True, portfolio_entries__isnull=False)
    people = people if user.is_manager else people.filter(pk=user.pk)
    return people.select_related("organisation").distinct().order_by("organisation__short_name", "name")


class HandoverForm(forms.Form):
    """A GET with `van` shows what it is about; the POST does it."""

    van = forms.ModelChoiceField(User.objects.none(), label="Van wie?", empty_label="Kies een adviseur")
    naar = forms.ModelChoiceField(User.objects.none(), label="Naar welke collega?", empty_label="Kies een adviseur")
    gemeente = forms.ModelChoiceField(
        Municipality.objects.in_region(), label="Alleen in gemeente", required=False, empty_label="Alle gemeenten"
    )
    sector = forms.ModelChoiceField(
        Sector.objects.all(), label="Alleen in sector", required=False, empty_label="Alle sectoren"
    )
    opvolgen = forms.BooleanField(label="Vervolgacties en geplande contacten gaan mee", required=False, initial=True)
    reden = forms.CharField(label="Waarom?", max_length=255, required=False, validators=[refuse_bsn])

    def __init__(self, *args, by, giver=None, **kwargs):
        super().__init__(*args, initial={"van": giver}, **kwargs)
        self.fields["van"].queryset = givers_for(by)
        colleagues = advisers_for(by)
        if giver:
            colleagues = User.objects.advisers().filter(organisation=giver.organisation_id).exclude(pk=giver.pk)
        for name in ("van", "naar"):
            self.fields[name].label_from_instance = lambda user: f"{user.name} ({user.organisation})"
        self.fields["naar"].queryset = colleagues.select_related("organisation").order_by("name")

    def clean(self):
        giver, receiver = self.cleaned_data.get("van"), self.cleaned_data.get("naar")
        if giver and receiver and (giver == receiver or giver.organisation_id != receiver.organisation_id):
            self.add_error("naar", "Kies een collega van dezelfde organisatie.")
        return self.cleaned_data

    def employers(self):
        """The part that was asked for."""
        found = portfolio_of(self.cleaned_data["van"])
        for name, field in (("gemeente", "municipality"), ("sector", "sector")):
            if value := self.cleaned_data[name]:
                found = found.filter(**{field: value})
        return found
