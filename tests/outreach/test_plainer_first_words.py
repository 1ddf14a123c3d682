"""The first words of questions and barriers were made plainer; what an admin wrote stays."""

from importlib import import_module

import pytest
from django.apps import apps

from outreach.models import Barrier, Question, QuestionVersion

reword = import_module("outreach.migrations.0025_plainer_first_words").reword
OLD = "Kent u leerlingen van het mbo?"


@pytest.fixture
def question(db):
    question = Question.objects.get(code="bpv-kennis")
    question.versions.update(text=OLD)
    return question


def texts(question):
    return list(question.versions.order_by("number").values_list("text", flat=True))


def test_answers_keep_the_words_they_were_asked_in(question):
    reword(apps, None)
    assert texts(question) == [OLD, "Kent u de bpv, de praktijkplek voor mbo-leerlingen (bol of bbl)?"]
    assert question.versions.get(number=2).options == question.versions.get(number=1).options
    reword(apps, None)
    assert len(texts(question)) == 2


def test_the_words_of_an_admin_stay(question, admin):
    QuestionVersion.objects.create(question=question, number=2, text="Doet u aan bpv?", made_by=admin)
    reword(apps, None)
    assert texts(question) == [OLD, "Doet u aan bpv?"]


def test_a_barrier_with_its_first_name_gets_the_plainer_one(db):
    Barrier.objects.filter(slug="administratie").update(name="Administratieve lasten")
    Barrier.objects.filter(slug="vaardigheden").update(name="Wat een beheerder schreef")
    reword(apps, None)
    assert Barrier.objects.get(slug="administratie").name == "Te veel papierwerk"
    assert Barrier.objects.get(slug="vaardigheden").name == "Wat een beheerder schreef"
