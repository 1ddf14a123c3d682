"""One rule that proposes a fixed contact."""

from django import forms

from employers.models import Municipality, Network
from outreach.models import AssignmentRule
from outreach.portfolios import advisers_for


class AssignmentRuleForm(forms.ModelForm):
    class Meta:
        model = AssignmentRule
        fields = ["adviser", "municipality", "sector", "size", "network", "position"]
        help_texts = {"position": "Passen er twee regels? Dan geldt die met het laagste nummer."}

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["adviser"].queryset = advisers_for(by)
        self.fields["adviser"].label_from_instance = lambda user: f"{user.name} ({user.organisation})"
        self.fields["adviser"].empty_label = "Kies een adviseur"
        self.fields["municipality"].queryset = Municipality.objects.in_region()
        self.fields["network"].queryset = Network.objects.order_by("name")
        for name in ("municipality", "sector", "network"):
            self.fields[name].empty_label = "Maakt niet uit"
        self.fields["size"].choices = [("", "Maakt niet uit"), *AssignmentRule.Size.choices]
        self.instance.changed_by = by
