"""Forms of the half-year report: its period, and the blocks of text."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Organisation
from employers.validators import refuse_bsn
from lwl_crm.forms import DayInput, refuse_unlikely_year
from targets.models import HalfYearReport
from targets.reports.suggesting import suggest_texts

LONGEST_TEXT = 5000


class ReportForm(forms.Form):
    """Which report to make. The period is a half-year as a rule, and may be another."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.partners().active(),
        label="Organisatie",
        required=False,
        empty_label="Alle organisaties samen",
    )
    from_on = forms.DateField(label="Van", widget=DayInput(), validators=[refuse_unlikely_year])
    until_on = forms.DateField(
        label="Tot en met",
        widget=DayInput(),
        validators=[refuse_unlikely_year],
        help_text="Is de periode nog bezig? Dan tellen we tot vandaag, en van de periode ervoor even veel dagen.",
    )

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("from_on"), cleaned.get("until_on")
        if since and until and until <= since:
            self.add_error("until_on", "De einddatum moet na de begindatum liggen.")
        if since and since > timezone.localdate():
            self.add_error("from_on", "Deze periode moet nog beginnen. Kies een eerdere dag.")
        return cleaned


class TextsForm(forms.Form):
    """One text per block. What somebody else changed meanwhile stays; a block that both changed is refused once,
    with both versions shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, report: HalfYearReport, **kwargs):
        super().__init__(*args, **kwargs)
        self.report = report
        self.conflict = False
        self.is_merged = False  # somebody else changed other texts, which stay
        self.fields["version"].initial = report.version
        suggested = suggest_texts(report.figures)
        for block in HalfYearReport.Block:
            self.fields[block.value] = forms.CharField(
                label=block.label,
                required=False,
                max_length=LONGEST_TEXT,
                validators=[refuse_bsn],
                initial=report.texts.get(block.value, ""),
                help_text=_proposal(suggested[block.value], report.texts.get(block.value)),
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    def blocks(self):
        return [self[block.value] for block in HalfYearReport.Block]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("version") not in (None, self.report.version):
            self._merge(self.report.texts_at(cleaned["version"]) or {})
        return cleaned

    def _merge(self, opened):
        """`opened` are the texts as they were when this form was opened."""
        for block, typed in self.texts().items():
            was, stored = opened.get(block), self.report.texts.get(block, "")
            if typed == was:
                self.cleaned_data[block] = stored
            elif stored not in (was, typed):
                self.conflict = True
        if self.conflict:
            raise ValidationError("Iemand anders heeft deze tekst intussen ook gewijzigd.")
        self.is_merged = True

    def texts(self) -> dict[str, str]:
        return {
            block.value: self.cleaned_data.get(block.value, "").replace("\r\n", "\n") for block in HalfYearReport.Block
        }

    def both(self) -> list[tuple[str, str, str]]:
        """(block, text that is stored, text that was typed) wherever the two differ."""
        typed = self.texts()
        stored = {block: self.report.texts.get(block.value, "") for block in HalfYearReport.Block}
        return [(block.label, text, typed[block.value]) for block, text in stored.items() if text != typed[block.value]]

    def rebase(self):
        """Show the form again on top of what is stored now, so that the next save is accepted."""
        self.data = self.data.copy()
        for name, value in ({"version": self.report.version} | self.texts()).items():
            self.data[name] = value


def _proposal(suggested, text):
    """The suggestion, when something else stands there now."""
    return f"Voorstel: {suggested}" if suggested and suggested != text else ""
