"""What is remembered is what Django writes."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.safestring import mark_safe

DJANGO = Engine()
OURS = Engine(builtins=["lwl_crm.templatetags.remembered"])
MOMENTS = [
    datetime(2026, 1, 31, 23, 30, tzinfo=UTC),  # in the Netherlands it is February by then
    datetime(2026, 7, 31, 22, 30, tzinfo=UTC),
    datetime(2026, 1, 31, 9, 5),
    None,
    "",
    "gisteren",
]
ADDRESSES = [
    "{% url 'employers:detail' pk %}",
    "{% url 'employers:detail' pk=pk %}",
    "{% url 'employers:list' %}",
    "{% url 'employers:detail' pk as address %}[{{ address }}]",
    "{% url 'employers:detail' nothing as address %}[{{ address }}]",
    "{% url 'imports:group' pk 'zelfde-adres' %}",
    "{% url 'imports:group' pk name %}",
    "{% autoescape off %}{% url 'employers:detail' pk %}{% endautoescape %}",
]


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
@pytest.mark.parametrize("form", ["j F Y", "j b Y, H.i", "Y", "l j F"])
def test_a_day_twice(moment, form):
    text = "{{ moment|date:form }}"
    expected = _rendered(DJANGO, text, moment=moment, form=form)
    assert [_rendered(OURS, text, moment=moment, form=form) for _ in range(2)] == [expected] * 2


def test_a_day_without_a_time():
    for engine in (DJANGO, OURS):
        assert _rendered(engine, "{{ day|date:'D j b Y' }}", day=date(2026, 1, 31)) == "za 31 jan 2026"


def test_the_hour_that_comes_twice_in_autumn():
    for hour in (0, 1):
        moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        assert _rendered(OURS, "{{ moment|date:'c' }}", moment=moment) == f"2026-10-25T02:30:00+0{2 - hour}:00"


def test_the_same_moment_elsewhere_is_another_hour():
    text = "{{ moment|date:'H.i' }}"
    assert _rendered(OURS, text, moment=MOMENTS[0]) == "00.30"
    with timezone.override("UTC"):
        assert _rendered(OURS, text, moment=MOMENTS[0]) == "23.30"


@pytest.mark.parametrize(
    "words", ["", "kort", "precies 10", "elf letters", "<b>", mark_safe("<b>"), 1234567890123, None]
)
@pytest.mark.parametrize("most", [10, 0, -1, "10", "x"])
def test_a_text_cut_off(words, most):
    template = "{{ words|truncatechars:most }}"
    assert _rendered(OURS, template, words=words, most=most) == _rendered(DJANGO, template, words=words, most=most)


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_twice(text):
    for pk in (3, 12, "5"):
        expected = _outcome(DJANGO, text, pk=pk, name="A & B's")
        assert [_outcome(OURS, text, pk=pk, name="A & B's") for _ in range(2)] == [expected] * 2


def test_yes_is_no_key():
    assert _rendered(OURS, "{% url 'employers:detail' pk %}", pk=1) == "/werkgevers/1/"
    with pytest.raises(NoReverseMatch):
        _rendered(OURS, "{% url 'employers:detail' pk %}", pk=True)


def test_a_wrong_tag_is_told_as_django_tells_it():
    with pytest.raises(TemplateSyntaxError, match="'url' takes at least one argument"):
        OURS.from_string("{% url %}")


def _outcome(engine, text, **context):
    try:
        return _rendered(engine, text, **context)
    except NoReverseMatch as error:
        return str(error)


def _rendered(engine, text, **context):
    return engine.from_string(text).render(Context(context))
