"""Planning an event."""

from django import forms

from employers.forms.free_text import FreeTextMixin
from employers.models import Network
from lwl_crm.forms import MomentField
from outreach.agenda import partner_organisations
from outreach.models import NetworkEvent


class EventForm(FreeTextMixin, forms.ModelForm):
    starts_at = MomentField(label="Begint")
    ends_at = MomentField(label="Eindigt", required=False)

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
