"""Forms with which an admin keeps the questions of the interview."""

from django import forms

from employers.forms.free_text import FreeTextMixin
from employers.validators import refuse_bsn
from outreach.models import InterviewForm, Kind, Question


class OptionsField(forms.CharField):
    """One answer a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if long := next((line for line in lines if len(line) > 80), None):
            raise forms.ValidationError(f"Dit antwoord is langer dan 80 tekens: {long}")
        return lines


class QuestionForm(FreeTextMixin, forms.Form):
    text = forms.CharField(label="Vraag", max_length=255)
    hint = forms.CharField(label="Uitleg voor de adviseur", max_length=255, required=False)
    added = OptionsField(label="Antwoorden erbij, één per regel", required=False)
    form = forms.ChoiceField(label="Bij welk gesprek?", choices=[("", "Beide"), *InterviewForm.choices], required=False)
    position = forms.IntegerField(label="Plaats in het onderdeel", min_value=0, max_value=32000)
    is_active = forms.BooleanField(label="Deze vraag stellen we", required=False)

    def __init__(self, *args, question, **kwargs):
        self.question, self.version = question, question.versions.first()
        columns = {name: getattr(question, name) for name in ("form", "position", "is_active")}
        initial = columns | {"text": self.version.text, "hint": self.version.hint}
        super().__init__(*args, initial=initial, **kwargs)
        if not question.has_options:
            del self.fields["added"]
        for number, option in enumerate(self.version.options, start=1):
            self.fields[f"option_{option['code']}"] = forms.CharField(
                label=f"Antwoord {number}",
                max_length=80,
                required=False,
                initial=option["label"],
                validators=[refuse_bsn],
            )

    def options(self):
        return [self[f"option_{option['code']}"] for option in self.version.options]

    def clean(self):
        data = super().clean()
        if self.question.has_options and not self.errors and not (any(self._labels().values()) or data.get("added")):
            self.add_error("added", "Geef ten minste één antwoord.")
        return data

    def _labels(self):
        return {it["code"]: self.cleaned_data.get(f"option_{it['code']}", "") for it in self.version.options}

    def writing(self):
        data = self.cleaned_data
        place = {name: data[name] for name in ("text", "hint", "form", "position", "is_active")}
        return place | {"labels": self._labels(), "added": data.get("added") or []}


class NewQuestionForm(FreeTextMixin, forms.ModelForm):
    text = forms.CharField(label="Vraag", max_length=255)
    hint = forms.CharField(label="Uitleg voor de adviseur", max_length=255, required=False)
    added = OptionsField(label="Antwoorden, één per regel", required=False)

    class Meta:
        model = Question
        fields = ["section", "kind", "form"]

    def clean(self):
        data = super().clean()
        has_options = data.get("kind") in (Kind.CHOICE, Kind.MULTIPLE)
        if has_options and not data.get("added") and "added" not in self.errors:
            self.add_error("added", "Geef ten minste één antwoord om uit te kiezen.")
        return data

    field_order = ["text", "hint", "section", "kind", "added", "form"]
