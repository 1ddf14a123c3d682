"""One button for a contact that is logged often."""

from django import forms

from employers.validators import refuse_bsn
from outreach.models import ContactTemplate, Topic


class ContactTemplateForm(forms.ModelForm):
    topics = forms.MultipleChoiceField(
        label="Waar ging het over?", choices=Topic.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    follow_up_days = forms.IntegerField(label="Opvolgen over zoveel dagen", min_value=0, max_value=730, required=False)

    class Meta:
        model = ContactTemplate
        fields = ["label", "channel", "result", "topics", "follow_up_days", "follow_up_what", "is_direct", "position"]
        widgets = {"channel": forms.RadioSelect, "result": forms.RadioSelect}
        help_texts = {
            "is_direct": "Uit: de knop vult het formulier in en u slaat zelf op.",
            "position": "Laag staat vooraan.",
        }

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.fields["result"].choices = ContactTemplate._meta.get_field("result").choices
        for name in ("label", "follow_up_what"):
            self.fields[name].validators.append(refuse_bsn)

    def clean_label(self):
        label = self.cleaned_data["label"]
        shown = ContactTemplate.objects.for_organisation(self.organisation).exclude(pk=self.instance.pk)
        if shown.filter(label__iexact=label).exists():
            raise forms.ValidationError("Er is al een knop met deze tekst.")
        return label
