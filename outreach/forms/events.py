"""Planning an event."""

from django import forms

from employers.models import Network
from employers.validators import refuse_bsn
from lwl_crm.forms import refuse_unlikely_year
from outreach.agenda import partner_organisations
from outreach.forms.contact import MomentInput
from outreach.models import NetworkEvent


class EventForm(forms.ModelForm):
    starts_at = forms.DateTimeField(label="Begint", widget=MomentInput, validators=[refuse_unlikely_year])
    ends_at = forms.DateTimeField(
        label="Eindigt", widget=MomentInput, required=False, validators=[refuse_unlikely_year]
    )

    class Meta:
        model = NetworkEvent
        fields = ["kind", "title", "network", "starts_at", "ends_at", "place", "organisers", "about"]
        widgets = {
            "kind": forms.RadioSelect,
            "organisers": forms.CheckboxSelectMultiple,
            "about": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["network"].queryset = Network.objects.all()
        self.fields["network"].empty_label = "Niet van één netwerk"
        partners = [each.pk for each in partner_organisations()]
        self.fields["organisers"].queryset = self.fields["organisers"].queryset.filter(pk__in=partners)
        self.fields["about"].validators.append(refuse_bsn)
        self.fields["title"].validators.append(refuse_bsn)
