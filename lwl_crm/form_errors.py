"""What a form says about a value it refuses: plain words with what to do. A form that knows better says it itself."""

from django import forms
from django.core import validators


class Sentence(str):
    """A message whose numbers get dots, because 500000 is hard to read."""

    def __mod__(self, values):
        return str(self) % {name: _dotted(value) for name, value in values.items()}


def _dotted(value):
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


A_DAY = "Deze datum klopt niet. Schrijf een dag als 31-12-2026."
AGAIN = "Deze keuze is er niet meer. Maak een andere keuze."
CHOICE = {"required": "Maak een keuze.", "invalid_choice": AGAIN}
FIELDS = {
    forms.Field: {"required": "Vul dit veld in."},
    forms.IntegerField: {"invalid": "Vul een heel getal in, zonder komma of letters."},
    forms.DecimalField: {"invalid": "Vul een getal in, zonder letters."},
    forms.DateField: {"invalid": A_DAY},
    forms.DateTimeField: {"invalid": "Deze dag of tijd klopt niet. Schrijf het als 31-12-2026 14:30."},
    forms.UUIDField: {"invalid": "Laad de pagina opnieuw en probeer het nog een keer."},
    forms.URLField: {"invalid": "Dit webadres klopt niet. Schrijf het als https://www.voorbeeld.nl."},
    forms.ChoiceField: CHOICE,
    forms.ModelChoiceField: CHOICE,
    forms.MultipleChoiceField: CHOICE | {"invalid_list": AGAIN},
    forms.ModelMultipleChoiceField: CHOICE | {"invalid_list": AGAIN, "invalid_pk_value": AGAIN},
}
VALIDATORS = {
    validators.MaxValueValidator: "Vul hoogstens %(limit_value)s in.",
    validators.MinValueValidator: "Vul minstens %(limit_value)s in.",
    validators.MaxLengthValidator: "Dit zijn %(show_value)s tekens. Maak het korter: hoogstens %(limit_value)s tekens.",
    validators.MinLengthValidator: "Dit zijn %(show_value)s tekens. Maak het langer: minstens %(limit_value)s tekens.",
    validators.EmailValidator: "Dit e-mailadres klopt niet. Schrijf het als naam@voorbeeld.nl.",
    validators.URLValidator: FIELDS[forms.URLField]["invalid"],
    validators.ProhibitNullCharactersValidator: "Hier staat een teken dat niet kan. Typ de tekst opnieuw.",
}


def use_plain_words() -> None:
    """Before the first form is made: a field takes these words along when it is declared."""
    for field, words in FIELDS.items():
        field.default_error_messages = field.default_error_messages | words
    for validator, words in VALIDATORS.items():
        validator.message = Sentence(words)
