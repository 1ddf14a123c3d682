"""What the web server does before its first request."""

import gc

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver

COLLECTED_EVERY = 20_000, 20, 20  # objects more than there were: a page makes tens of thousands, and hardly a cycle


def load_everything() -> None:
    """Load all pages and templates, so that nobody waits for it, and leave them out of garbage collection.

    What is loaded by now stays: the collector need not look at it during requests, and comes less often than usual.
    """
    list(get_resolver().url_patterns)
    templates = settings.BASE_DIR / "templates"
    for path in templates.rglob("*.html"):
        get_template(str(path.relative_to(templates)))
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED_EVERY)
