"""What an admin fills in: the file, and which column holds what."""

from django import forms
from django.utils import timezone

from employers.models import SourceList
from imports.columns import FIELDS, double_fields, missing_fields
from imports.deliveries import take_in
from imports.models import ImportBatch
from imports.readers import BadFile, check_size
from lwl_crm.forms import DayInput

ACCEPT = ".xlsx,.xls,.xlsb,.ods,.csv,.txt"
NOT_USED = ("", "Niet overnemen")


def not_in_future(day):
    if day > timezone.localdate():
        raise forms.ValidationError("De peildatum ligt in de toekomst. Kies de dag waarop de lijst is gemaakt.")


class UploadForm(forms.Form):
    source = forms.ModelChoiceField(
        SourceList.objects.all(), label="Welke lijst is het?", empty_label="Kies een lijst",
        error_messages={"required": "Kies welke lijst het is."},
    )  # fmt: skip
    file = forms.FileField(
        label="Bestand",
        max_length=255,
        help_text="Excel (.xlsx of .xls), OpenDocument (.ods) of csv. Hoogstens 25 MB.",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": "Kies een bestand.",
            "empty": "Dit bestand is leeg: er staat niets in. Controleer of u het goede bestand hebt gekozen.",
            "max_length": "De naam van het bestand is te lang. Geef het een kortere naam.",
        },
    )
    reference_date = forms.DateField(
        label="Peildatum",
        initial=timezone.localdate,
        widget=DayInput,
        validators=[not_in_future],
        help_text="De dag waarop de lijst is gemaakt. Zo weten we later welke gegevens het nieuwst zijn.",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            check_size(file.size, file.name)
        except BadFile as error:
            raise forms.ValidationError(str(error)) from error
        return file

    def take_in(self, *, by) -> ImportBatch | None:
        """Open and store the file; what is wrong with it becomes an error of the field."""
        file = self.cleaned_data["file"]
        fields = {"source": self.cleaned_data["source"], "reference_date": self.cleaned_data["reference_date"]}
        try:
            return take_in(filename=file.name, content=file.read(), by=by, **fields)
        except BadFile as error:
            self.add_error("file", str(error))
            return None


class ColumnsForm(forms.Form):
    """A choice of field per column. `columns` is the header as the sheet shows it."""

    reference_date = forms.DateField(label="Peildatum", widget=DayInput, validators=[not_in_future])

    def __init__(self, *args, columns, source, **kwargs):
        super().__init__(*args, **kwargs)
        self.source = source
        self.column_count = len(columns)
        for column, header in enumerate(columns):
            self.fields[f"column-{column}"] = forms.ChoiceField(
                label=f"Veld voor kolom {header}", choices=_choices(source.slug), required=False
            )

    @property
    def mapping(self) -> dict[int, str]:
        chosen = {column: self.cleaned_data.get(f"column-{column}") for column in range(self.column_count)}
        return {column: name for column, name in chosen.items() if name}

    def clean(self):
        super().clean()
        for message in missing_fields(self.mapping, self.source.slug) + double_fields(self.mapping):
            self.add_error(None, message)


def _choices(slug: str):
    """The fields that this list usually has come first."""
    usual = [(field.name, field.label) for field in FIELDS if slug in field.lists]
    other = [(field.name, field.label) for field in FIELDS if slug not in field.lists]
    return [NOT_USED, ("Past bij deze lijst", usual), ("Andere velden", other)] if other else [NOT_USED, *usual]
