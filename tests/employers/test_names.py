"""Names as keys: legal form, accents and punctuation do not matter; providers are nobody's own domain."""

import pytest

from employers.names import email_domain, legal_form_of, name_key, own_domain, search_key

SEARCH_KEYS = [
    ("Bakkerij De Wilg B.V.", "bakkerij de wilg"),
    ("De Wilg BV i.o.", "de wilg"),
    ("B.V. De Wilg", "de wilg"),
    ("Wilg & Zn. V.O.F.", "wilg en zn"),
    ("Café 't Hoekje", "cafe t hoekje"),
    ("Stichting De Wilg", "de wilg"),
    ("Coöperatie De Wilg U.A.", "de wilg"),
    ("Transport De Wilg C.V.", "transport de wilg"),
    ("CV-installatie De Wilg", "cv installatie de wilg"),
    ("J.B. van Dijk", "j b van dijk"),
    ("BV", "bv"),
    ("NVB Bouw", "nvb bouw"),
]

LEGAL_FORMS = [
    ("De Wilg B.V.", "BV"),
    ("De Wilg b v", "BV"),
    ("De Wilg V.o.f.", "VOF"),
    ("De Wilg N.V. te Dordrecht", "NV"),
    ("Stichting De Wilg", "stichting"),
    ("CV-techniek De Wilg", ""),
    ("De Wilg", ""),
]


@pytest.mark.parametrize(("name", "key"), SEARCH_KEYS, ids=[name for name, _ in SEARCH_KEYS])
def test_search_key_is_the_name_without_form_and_punctuation(name, key):
    assert search_key(name) == key


@pytest.mark.parametrize(("name", "form"), LEGAL_FORMS, ids=[name for name, _ in LEGAL_FORMS])
def test_legal_form_is_recognised(name, form):
    assert legal_form_of(name) == form


def test_name_key_ignores_spaces_and_hyphens():
    assert name_key("De Wilg-Bouw B.V.") == name_key("de wilgbouw")


@pytest.mark.parametrize("provider", ["gmail.com", "hetnet.nl", "kpnmail.nl", "ziggo.nl", "hotmail.com", "xs4all.nl"])
def test_mail_at_a_provider_has_no_own_domain(provider):
    assert email_domain(f"dewilg@{provider}") == ""


def test_own_domain_is_without_www():
    assert own_domain("www.dewilg.example") == email_domain("info@DeWilg.example") == "dewilg.example"


@pytest.mark.parametrize("text", ["", "geen", "@"], ids=["empty", "word", "at sign"])
def test_no_domain_in_other_text(text):
    assert email_domain(text) == ""
