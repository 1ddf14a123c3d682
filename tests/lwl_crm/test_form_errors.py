"""What people read about a value that is refused: plain words, with what to do."""

import pytest
from django import forms
from django.core.validators import MaxValueValidator
from django.db import models

from accounts.sign_in import SignInForm
from lwl_crm.forms import DayField, MomentField
from outreach.forms.needs import NeedForm


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        pytest.param(forms.CharField(), "", "Vul dit veld in.", id="nothing"),
        pytest.param(forms.ChoiceField(choices=[("a", "A")]), "", "Maak een keuze.", id="no choice"),
        pytest.param(
            forms.ChoiceField(choices=[("a", "A")]),
            "b",
            "Deze keuze is er niet meer. Maak een andere keuze.",
            id="gone",
        ),
        pytest.param(forms.IntegerField(), "vijf", "Vul een heel getal in, zonder komma of letters.", id="letters"),
        pytest.param(forms.IntegerField(max_value=500_000), "500001", "Vul hoogstens 500.000 in.", id="too much"),
        pytest.param(forms.IntegerField(min_value=1), "0", "Vul minstens 1 in.", id="too little"),
        pytest.param(
            forms.CharField(max_length=1000),
            "a" * 1200,
            "Dit zijn 1.200 tekens. Maak het korter: hoogstens 1.000 tekens.",
            id="too long",
        ),
        pytest.param(DayField(), "32-1-2026", "Deze datum klopt niet. Schrijf een dag als 31-12-2026.", id="day"),
        pytest.param(
            MomentField(), "morgen", "Deze dag of tijd klopt niet. Schrijf het als 31-12-2026 14:30.", id="moment"
        ),
        pytest.param(
            forms.EmailField(), "jan@", "Dit e-mailadres klopt niet. Schrijf het als naam@voorbeeld.nl.", id="mail"
        ),
        pytest.param(
            forms.URLField(assume_scheme="https"),
            "geen adres",
            "Dit webadres klopt niet. Schrijf het als https://www.voorbeeld.nl.",
            id="web",
        ),
    ],
)
def test_a_refused_value_is_told_in_plain_words(field, typed, words):
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(typed)
    assert refused.value.messages == [words]


@pytest.mark.parametrize("typed", ["31-12-2026", "2026-12-31"])
def test_what_the_words_advise_is_taken(typed):
    assert DayField().clean(typed).isoformat() == "2026-12-31"
    assert MomentField().clean(f"{typed} 14:30").hour == 14


def test_a_rule_of_the_model_uses_the_same_words():
    field = models.IntegerField(validators=[MaxValueValidator(2000)])
    with pytest.raises(forms.ValidationError, match=r"Vul hoogstens 2\.000 in\."):
        field.run_validators(2001)


def test_forms_of_others_use_them_too(db, adviser_lwl):
    assert SignInForm({"login": "", "password": ""}).errors["login"] == ["Vul dit veld in."]
    assert "Maak een keuze." in NeedForm({}, user=adviser_lwl).errors["kind"]
