"""Settings from the environment: read right, and refused with the name and a hint."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from lwl_crm.environment import env_bool, env_int, env_list, env_str


@pytest.fixture
def value(monkeypatch):
    return lambda text: monkeypatch.setenv("LWL_EXAMPLE", text)


def test_text_is_taken_as_it_stands(value):
    value(" a b ")
    assert env_str("LWL_EXAMPLE") == " a b "


def test_a_missing_variable_takes_its_default():
    assert env_str("LWL_EXAMPLE", default="x") == "x"
    assert env_bool("LWL_EXAMPLE", default=True) is True
    assert env_int("LWL_EXAMPLE", default=7) == 7
    assert env_list("LWL_EXAMPLE", default=["a"]) == ["a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1", True), ("True", True), (" ja ", True), ("0", False), ("false", False), ("uit", False), ("", False)],
)
def test_a_switch_is_on_or_off(value, text, expected):
    value(text)
    assert env_bool("LWL_EXAMPLE") is expected


def test_a_list_is_split_at_commas(value):
    value("a.example, b.example ,,")
    assert env_list("LWL_EXAMPLE", default=[]) == ["a.example", "b.example"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("misschien", lambda: env_bool("LWL_EXAMPLE"), id="not a switch"),
        pytest.param("tien", lambda: env_int("LWL_EXAMPLE", default=1), id="not a number"),
        pytest.param("vervang-mij", lambda: env_str("LWL_EXAMPLE"), id="placeholder of .env.example"),
        pytest.param("postgresql://lwl:vervang-mij@x/lwl", lambda: env_str("LWL_EXAMPLE"), id="placeholder inside"),
    ],
)
def test_a_malformed_variable_is_refused_by_name(value, text, read):
    value(text)
    with pytest.raises(ImproperlyConfigured, match=r"LWL_EXAMPLE.*docs/instellingen\.md"):
        read()


def test_a_missing_variable_without_default_is_refused_by_name():
    with pytest.raises(ImproperlyConfigured, match=r"Set the environment variable LWL_EXAMPLE"):
        env_str("LWL_EXAMPLE")
