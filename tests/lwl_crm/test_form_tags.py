"""Inputs and choices as they come out of a form: in the classes of the house, and nothing of a value is ever HTML."""

from html.parser import HTMLParser

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

NASTY = '"><script>alert(1)</script>&'
CHOICES = [("a", "Appel"), (NASTY, NASTY)]


class Elements(HTMLParser):
    """All elements with their attributes, and all text."""

    def __init__(self, html):
        super().__init__()
        self.found, self.text = [], ""
        self.feed(str(html))

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag):
        return [attrs for each, attrs in self.found if each == tag]

    def one(self, tag):
        (attrs,) = self.all(tag)
        return attrs


def written(field, value=None, **attrs):
    form = type("OneField", (forms.Form,), {"field": field})(initial={"field": value})
    return Elements(form["field"].as_widget(attrs=attrs))


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (forms.CharField(), {"type": "text", "class": "utrecht-textbox utrecht-textbox--html-input", "required": None}),
        (forms.EmailField(required=False), {"type": "email", "class": "utrecht-textbox utrecht-textbox--html-input"}),
        (
            forms.BooleanField(required=False),
            {"type": "checkbox", "class": "utrecht-checkbox utrecht-checkbox--html-input"},
        ),
        (forms.FileField(required=False, widget=forms.FileInput), {"type": "file", "class": "crm-file"}),
        (forms.CharField(required=False, widget=forms.HiddenInput), {"type": "hidden"}),
    ],
)
def test_an_input_has_the_class_of_its_kind(field, expected):
    found = written(field).one("input")
    assert found.pop("name") == "field"
    assert found.pop("id") == "id_field"
    found.pop("maxlength", None)
    assert found == expected


def test_a_class_of_the_form_comes_after_that_of_the_house():
    assert written(forms.CharField(), **{"class": "wide"}).one("input")["class"].endswith("--html-input wide")


def test_an_attribute_that_is_false_is_left_out_and_one_that_is_true_has_no_value():
    found = written(forms.CharField(required=False), autofocus=True, hidden=False).one("input")
    assert found["autofocus"] is None
    assert "hidden" not in found


def test_a_choice_from_a_list_with_groups():
    field = forms.ChoiceField(choices=[("", "Kies"), ("Fruit", CHOICES)])
    found = written(field, "a")
    assert [(each["value"], "selected" in each) for each in found.all("option")] == [
        ("", False), ("a", True), (NASTY, False),
    ]  # fmt: skip
    assert found.one("optgroup") == {"label": "Fruit"}
    assert found.one("select")["class"] == "utrecht-select utrecht-select--html-select"


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        (forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect), "radio"),
        (forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple), "checkbox"),
    ],
)
def test_answers_below_each_other_each_have_a_label(field, kind):
    found = written(field, ["a"] if kind == "checkbox" else "a")
    inputs = found.all("input")
    assert [(each["type"], each["value"], "checked" in each) for each in inputs] == [
        (kind, "a", True), (kind, NASTY, False),
    ]  # fmt: skip
    assert [each["for"] for each in found.all("label")] == [each["id"] for each in inputs]
    assert found.found[0] == ("div", {"id": "id_field"})
    assert "Appel" in found.text
    assert NASTY in found.text


def test_a_longer_text_keeps_the_line_break_it_starts_with():
    found = written(forms.CharField(widget=forms.Textarea), "\nnaam")
    assert found.text == "\n\nnaam"


@given(st.text())
def test_whatever_the_value_it_is_read_back_and_nothing_more(value):
    found = written(forms.CharField(), value)
    assert len(found.found) == 1
    assert found.one("input").get("value", "") == value
