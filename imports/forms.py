"""What an admin fills in: the file, and which column holds what."""

from django import forms
from django.db import transaction
from django.utils import timezone

from employers.models import Network, SourceList
from employers.models.reference import MEMBER_LIST
from imports.columns import FIELDS, double_fields, missing_fields
from imports.deliveries import take_in
from imports.models import ImportBatch
from imports.readers.files import BadFile, check_size
from imports.sources import source_for
from lwl_crm.forms import DayInput, refuse_unlikely_year

ACCEPT = ".xlsx,.xls,.xlsb,.ods,.csv,.txt"
NOT_USED = ("", "Niet overnemen")


def can_be_reference_date(day):
    if day > timezone.localdate():
        raise forms.ValidationError("De peildatum ligt in de toekomst. Kies de dag waarop de lijst is gemaakt.")
    refuse_unlikely_year(day)


class UploadForm(forms.Form):
    source = forms.ModelChoiceField(
        SourceList.objects.to_choose(), label="Welke lijst is het?", empty_label="Kies een lijst",
        error_messages={"required": "Kies welke lijst het is."},
    )  # fmt: skip
    network = forms.ModelChoiceField(
        Network.objects.all(), label="Van welk netwerk?", required=False, empty_label="Niet van toepassing",
        help_text="Alleen nodig bij een ledenlijst.",
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
        required=False,
        widget=DayInput,
        validators=[can_be_reference_date],
        help_text="De dag waarop de lijst is gemaakt. Laat u dit leeg, dan zoeken wij de datum in het bestand. "
        "U ziet die in de volgende stap en kunt die daar nog veranderen.",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            check_size(file.size, file.name)
        except BadFile as error:
            raise forms.ValidationError(str(error)) from error
        return file

    def clean(self):
        """A member list is that of one network."""
        cleaned = super().clean()
        source, network = cleaned.get("source"), cleaned.get("network")
        if source and source.slug == MEMBER_LIST and not network and "network" not in self.errors:
            self.add_error("network", "Kies van welk netwerk deze ledenlijst is.")
        elif source and source.slug != MEMBER_LIST and network:
            self.add_error("network", f'Een netwerk hoort bij een ledenlijst. Kies hierboven "{self._member_list()}".')
        return cleaned

    def _member_list(self):
        return SourceList.objects.get(slug=MEMBER_LIST)

    @property
    def source_list(self) -> SourceList:
        network = self.cleaned_data.get("network")
        return SourceList.objects.for_network(network) if network else self.cleaned_data["source"]

    def take_in(self, *, by) -> ImportBatch | None:
        """Open and store the file; what is wrong with it becomes an error of the field."""
        file = self.cleaned_data["file"]
        day = self.cleaned_data["reference_date"]
        try:
            with transaction.atomic():
                return take_in(self.source_list, file.name, file.read(), reference_date=day, by=by)
        except BadFile as error:
            self.add_error("file", str(error))
            return None


class ColumnsForm(forms.Form):
    """A choice of field per column. `columns` is the header as the sheet shows it."""

    reference_date = forms.DateField(
        label="Peildatum", widget=DayInput, validators=[can_be_reference_date],
        error_messages={"required": "Vul de peildatum in: de dag waarop de lijst is gemaakt."},
        help_text="De dag waarop de lijst is gemaakt. Zo weten we later welke gegevens het nieuwst zijn.",
    )  # fmt: skip

    def __init__(self, *args, columns, source, sheets=(), **kwargs):
        super().__init__(*args, **kwargs)
        if sheets:
            self.fields["more_sheets"] = forms.MultipleChoiceField(
                label="Ook deze tabbladen lezen", choices=[(name, name) for name in sheets],
                required=False, widget=forms.CheckboxSelectMultiple,
                help_text="Ze hebben dezelfde kolommen en worden samen één lijst.",
            )  # fmt: skip
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
    its_own = source_for(slug).fields
    usual = [(field.name, field.label) for field in FIELDS if field.name in its_own]
    other = [(field.name, field.label) for field in FIELDS if field.name not in its_own]
    return [NOT_USED, ("Past bij deze lijst", usual), ("Andere velden", other)] if other else [NOT_USED, *usual]
