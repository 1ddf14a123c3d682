"""Inputs and choices as they come out of a form: as Django writes them, in the classes of the house."""

from datetime import date
from html.parser import HTMLParser
from itertools import product

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.urls import get_resolver
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from lwl_crm.form_tags import TAGS
from lwl_crm.forms import NlDesignRenderer

NASTY = '"><script>alert(1)</script>&'
CHOICES = [("a", "Appel"), (NASTY, NASTY), (5, 1234567), ("", mark_safe("<i>geen</i>"))]
GROUPED = [*CHOICES, (f"Groep {NASTY}", [("x", "X"), ("y", NASTY)])]
APPS = {"accounts", "employers", "imports", "lwl_crm", "outreach", "targets"}
OURS = ("utrecht-", "crm-file")


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


class Bare(Elements):
    """Everything in order, without the classes of the house and white space."""

    def handle_starttag(self, tag, attrs):
        assert len(attrs) == len(dict(attrs))
        kept = {name: value for name, value in attrs if name != "class"}
        if given := [each for each in (dict(attrs).get("class") or "").split() if not each.startswith(OURS)]:
            kept["class"] = given
        self.found.append((tag, sorted(kept.items(), key=str)))

    def handle_endtag(self, tag):
        self.found.append(f"/{tag}")

    def handle_data(self, data):
        if data.strip():
            self.found.append(data.strip())


INPUTS = [
    forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.TelInput, forms.SearchInput,
    forms.PasswordInput, forms.HiddenInput, forms.FileInput, forms.DateInput, forms.DateTimeInput, forms.TimeInput,
    forms.CheckboxInput, forms.Textarea,
]  # fmt: skip
LISTS = [
    forms.Select, forms.SelectMultiple, forms.NullBooleanSelect, forms.RadioSelect, forms.CheckboxSelectMultiple,
]  # fmt: skip
SEVERAL = [forms.SelectMultiple, forms.CheckboxSelectMultiple]
VALUES = [None, "", NASTY, "a", 5, 0, True, False, mark_safe("<b>"), "\nna een regel", date(2026, 1, 2)]
ATTRIBUTES = [
    {},
    {"id": 'met "aanhaling"', "class": "breed smal"},
    {"disabled": True, "autofocus": True, "hidden": False, "aria-describedby": "a b", "data-teller": 1234567},
]


@pytest.mark.parametrize("kind", [*INPUTS, *LISTS])
def test_it_is_what_django_writes(kind):
    widget = kind(choices=GROUPED) if kind in LISTS and kind != forms.NullBooleanSelect else kind()
    for value, attrs in product([*VALUES, "x", *([["a", NASTY]] if kind in SEVERAL else [])], ATTRIBUTES):
        usual, ours = (
            Bare(widget.render('met "aanhaling"', value, attrs=attrs, renderer=renderer))
            for renderer in (DjangoTemplates(), NlDesignRenderer())
        )
        assert ours.found == usual.found


def test_every_widget_of_our_forms_is_written_here():
    """One that is not would lose the look of the house without a word."""
    list(get_resolver().url_patterns)  # loads all pages, and so all forms
    known = {"django/forms/widgets/multiple_hidden.html", *TAGS}
    ours = [each for each in _below(forms.BaseForm) if each.__module__.split(".")[0] in APPS]
    assert len(ours) > 30
    widgets = {field.widget.template_name for each in ours for field in each.base_fields.values()}
    assert widgets <= known


def _below(cls):
    for each in cls.__subclasses__():
        yield each
        yield from _below(each)


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
    assert found == expected


@pytest.mark.parametrize("widget", [forms.TextInput, forms.Textarea])
def test_the_browser_does_not_cut_off_what_is_too_long(widget):
    assert "maxlength" not in str(written(forms.CharField(max_length=5, widget=widget), "abc").found)


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
        ("", False), ("a", True), (NASTY, False), ("5", False), ("", False),
    ]  # fmt: skip
    assert found.one("optgroup") == {"label": "Fruit"}
    assert found.one("select")["class"] == "utrecht-select utrecht-select--html-select"


def test_a_longer_text_keeps_the_line_break_it_starts_with():
    found = written(forms.CharField(widget=forms.Textarea), "\nnaam")
    assert found.text == "\n\nnaam"


@given(st.text())
def test_whatever_the_value_it_is_read_back_and_nothing_more(value):
    found = written(forms.CharField(), value)
    assert len(found.found) == 1
    assert found.one("input").get("value", "") == value
