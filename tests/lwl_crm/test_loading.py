"""What the web server has ready before its first request."""

import gc
import weakref

import pytest
from django.conf import settings
from django.template import engines

from lwl_crm.loading import load_everything


@pytest.fixture
def loaded():
    usual = gc.get_threshold()
    load_everything()
    yield
    gc.unfreeze()
    gc.set_threshold(*usual)


def test_every_template_is_ready(loaded):
    """And can be read at all, also those that hardly anybody opens."""
    kept = engines["django"].engine.template_loaders[0].get_template_cache
    templates = settings.BASE_DIR / "templates"
    wanted = {str(path.relative_to(templates)) for path in templates.rglob("*.html")}
    assert wanted
    assert wanted <= set(kept)


def test_what_is_loaded_is_left_out_of_garbage_collection(loaded):
    assert gc.get_freeze_count() > 10_000


def test_cycles_are_still_collected_while_pages_are_served(loaded):
    class Knot:
        pass

    seen = []
    for _ in range(gc.get_threshold()[0] + 10):
        knot = Knot()
        knot.itself = knot
        weakref.finalize(knot, seen.append, True)
        if seen:
            return
    pytest.fail("Memory would grow for ever.")
