"""Addresses of pages, which are worked out once: a page writes hundreds of them."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def address(view_name: str, *args: int | str) -> str:
    """As `reverse` gives it."""
    return _address(get_script_prefix(), view_name, args)


@lru_cache(10_000)
def _address(_prefix, view_name, args):
    return reverse(view_name, args=args)
