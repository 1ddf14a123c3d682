"""What the web server does before its first request."""

import gc

from django.urls import get_resolver


def load_everything() -> None:
    """Load all pages; what is loaded by now stays, so the garbage collector need not look at it during requests."""
    list(get_resolver().url_patterns)
    gc.collect()
    gc.freeze()
