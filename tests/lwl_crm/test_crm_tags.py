"""Filters that every screen uses."""

import pytest
from django import forms
from django.utils.safestring import SafeString

from lwl_crm.templatetags import crm


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        pytest.param("+31780001234", "078 000 12 34", id="Dordrecht"),
        pytest.param("+31184001234", "0184 00 12 34", id="Sliedrecht: four digits of area"),
        pytest.param("+31612345678", "06 1234 5678", id="mobile"),
        pytest.param("+31880001234", "088 000 12 34", id="company number"),
        pytest.param("+32470123456", "+32470123456", id="from abroad stays"),
        pytest.param("bellen na vijf uur", "bellen na vijf uur", id="text stays"),
        pytest.param("", "", id="nothing stays"),
        pytest.param(None, None, id="unknown stays"),
    ],
)
def test_phone_numbers_are_grouped_the_dutch_way(stored, shown):
    assert crm.phone(stored) == shown


@pytest.mark.parametrize(("value", "shown"), [(7706, "7.706"), (12, "12"), (None, None), ("geen", "geen")])
def test_counts_have_a_dot_for_thousands(value, shown):
    assert crm.number(value) == shown


def test_a_sentence_that_ends_in_a_name_ends_in_one_full_stop():
    assert crm.one_stop("Bewaard bij De Lindt B.V.. Nog 2 te gaan.") == "Bewaard bij De Lindt B.V. Nog 2 te gaan."
    assert crm.one_stop("Even wachten...") == "Even wachten..."
    assert not hasattr(crm.one_stop("<b>"), "__html__")
    assert hasattr(crm.one_stop(SafeString("<b>A B.V.</b>")), "__html__")


def test_a_share_of_nothing_is_a_dash():
    assert (crm.percentage(9, 25), crm.percentage(0, 0)) == ("36%", "–")
    assert [crm.percentage(part, 1134) for part in (0, 1, 1133, 1134)] == ["0%", "<1%", ">99%", "100%"]


@pytest.mark.parametrize(
    ("field", "is_said"),
    [
        pytest.param(forms.CharField(required=False), True, id="optional text"),
        pytest.param(forms.CharField(), False, id="mandatory text"),
        pytest.param(forms.ChoiceField(choices=[("", "---------")], required=False), True, id="a list with a dash"),
        pytest.param(
            forms.ChoiceField(choices=[("", "Alle organisaties samen")], required=False), False, id="a list with words"
        ),
    ],
)
def test_an_optional_field_says_that_it_may_stay_empty(field, is_said):
    form = type("AForm", (forms.Form,), {"organisation": field})()
    assert ("mag leeg" in form["organisation"].as_field_group()) == is_said
