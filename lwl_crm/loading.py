"""What the web server does before its first request."""

import gc

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver


def load_everything() -> None:
    """Load all pages and templates, so that nobody waits for it, and leave them out of garbage collection.

    What is loaded by now stays: the collector need not look at it during requests.
    """
    list(get_resolver().url_patterns)
    templates = settings.BASE_DIR / "templates"
    for path in templates.rglob("*.html"):
        get_template(str(path.relative_to(templates)))
    gc.collect()
    gc.freeze()
