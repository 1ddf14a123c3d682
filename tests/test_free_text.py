"""What people type in a text: no form takes a burgerservicenummer in it, and none cuts it off."""

import importlib
import pkgutil
import re

import pytest
from django import forms
from django.core.exceptions import ValidationError

from employers.forms.free_text import is_free_text
from employers.models import Employer, Network, SourceList
from outreach.models import AgendaItem, AlignmentMeeting, Answer, Interview, Kind, Overlap, Question
from targets.models import HalfYearReport, Target
from tests.factories import TargetFactory

pytestmark = pytest.mark.django_db

APPS = ["employers", "outreach", "imports", "targets"]
SENTENCE = "bsn 111222333"  # passes the elfproef; whatever is not free text refuses this for its shape
NOT_TYPED = (forms.ChoiceField, forms.ModelChoiceField, forms.FileField, forms.BooleanField)


def form_classes():
    for app in APPS:
        package = importlib.import_module(app)
        for module in pkgutil.walk_packages(package.__path__, f"{app}."):
            if not any(part in module.name for part in (".migrations", ".management", ".benchmark")):
                importlib.import_module(module.name)
    found, waiting = [], [forms.Form, forms.ModelForm]
    while waiting:
        known = waiting.pop()
        waiting += known.__subclasses__()
        is_whole = not issubclass(known, forms.ModelForm) or getattr(known, "Meta", None)
        if known.__module__.split(".")[0] in APPS and is_whole and known not in found:
            found.append(known)
    return sorted(found, key=lambda each: (each.__module__, each.__name__))


@pytest.fixture
def made(world, manager, adviser_lwl):
    """By class: the form with what it cannot do without."""
    employer = Employer.objects.get(pk=world["employer"])
    item = AgendaItem.objects.filter(employer__isnull=False).first()
    return {
        "SavedViewForm": {"data": None, "user": manager, "query": ""},
        "ColumnsForm": {"columns": ["Bedrijfsnaam"], "source": SourceList.objects.first()},
        "AssignmentRuleForm": {"by": manager},
        "ActivityForm": {"user": manager},
        "BatchForm": {"employers": [employer]},
        "ClosingForm": {"overlap": Overlap.objects.first()},
        "ContactForm": {"employer": employer, "user": adviser_lwl},
        "ContactTemplateForm": {"organisation": adviser_lwl.organisation},
        "HandoverForm": {"by": manager},
        "InterestForm": {"employer": employer, "variant": "bbl"},
        "AnswerForm": {"answer": Answer.objects.first()},
        "BeginForm": {"employer": employer, "user": adviser_lwl},
        "FinishForm": {"interview": Interview.objects.first()},
        "CloseForm": {"meeting": AlignmentMeeting.objects.first()},
        "DecisionForm": {"item": item},
        "MeetingForm": {"by": manager},
        "NeedForm": {"user": adviser_lwl},
        "NetworkForm": {"user": manager, "instance": Network.objects.first()},
        "QuestionForm": {"question": Question.objects.filter(kind=Kind.CHOICE).first()},
        "DayForm": {"target": Target.objects.first()},
        "TextsForm": {"report": HalfYearReport.objects.first()},
    }


def test_no_form_takes_a_bsn_in_a_text_that_people_type(made):
    taken = [
        f"{each.__name__}.{name}"
        for each in form_classes()
        for name, field in each(**made.get(each.__name__, {})).fields.items()
        if is_typed(field) and takes(field, SENTENCE)
    ]
    assert taken == []


def is_typed(field):
    return not isinstance(field, NOT_TYPED) and not field.widget.is_hidden


def takes(field, text):
    try:
        field.clean(text)
    except ValidationError:
        return False
    return True


def test_every_form_says_how_long_a_text_may_be(made):
    silent = [
        f"{each.__name__}.{name}"
        for each in form_classes()
        for name, field in each(**made.get(each.__name__, {})).fields.items()
        if is_free_text(field) and is_typed(field) and field.max_length and not says_how_long(field)
    ]
    assert silent == []


def says_how_long(field):
    with pytest.raises(ValidationError) as refused:
        field.clean("a" * (field.max_length + 1_000))
    said = " ".join(refused.value.messages).replace(".", "")
    return f"{field.max_length + 1_000} tekens" in said and f"{field.max_length} tekens" in said


def test_a_target_with_a_bsn_is_refused_in_plain_words(manager, as_user):
    target = TargetFactory(name="Winkels bereikt")
    page = as_user(manager).post(f"/doelen/{target.pk}/wijzigen/", {"name": SENTENCE, "change_reason": SENTENCE})
    assert page.content.decode().count("In deze tekst staat een burgerservicenummer (BSN).") >= 2
    target.refresh_from_db()
    assert target.name == "Winkels bereikt"


def test_the_look_beside_the_form_of_a_target_sends_no_free_text(manager, as_user):
    page = as_user(manager).get(f"/doelen/{TargetFactory().pk}/wijzigen/").content.decode()
    asked = re.search(r'hx-params="not ([^"]+)"', page).group(1)
    assert set(asked.split(",")) == {"csrfmiddlewaretoken", "name", "agreed_by", "change_reason"}
