"""What the log says of a refused request: one line, and a traceback only for a mistake of ours."""

import logging

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.log import log_response
from django.utils.module_loading import import_string


@pytest.fixture
def written(caplog):
    """The last line as the log of `make run` writes it."""
    (name,) = settings.LOGGING["handlers"]["console"]["filters"]
    rule = import_string(settings.LOGGING["filters"][name]["()"])()

    def last():
        record = caplog.records[-1]
        assert rule.filter(record)
        return logging.Formatter().format(record)

    return last


def test_a_refused_page_is_one_line(as_user, adviser_lwl, written):
    assert as_user(adviser_lwl).get("/gebruikers/").status_code == 403
    assert written() == "Forbidden (Permission denied): /gebruikers/"


def test_a_mistake_of_ours_keeps_its_traceback(rf, written):
    response = type("Response", (), {"status_code": 500})()
    try:
        raise PermissionDenied("deze regel")
    except PermissionDenied as error:
        log_response("Internal Server Error: %s", "/", response=response, request=rf.get("/"), exception=error)
    assert "deze regel" in written()
