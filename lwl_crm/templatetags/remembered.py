"""Django's own `date` and `url`, which remember what they wrote (pages write the same days and addresses all the time),
and `truncatechars`, which leaves short texts alone.

For one language and one list of addresses with every namespace once, as this project has.
"""

from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.template.defaultfilters import date as write_date
from django.template.defaultfilters import truncatechars
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parse_url
from django.utils.html import conditional_escape

from lwl_crm.addresses import address

register = template.Library()


@register.filter("date", expects_localtime=True, is_safe=False)
def remembered_date(value: Any, form: str | None = None) -> str:
    if not isinstance(value, date):
        return write_date(value, form)
    return _date(value, form, getattr(value, "tzinfo", None), getattr(value, "fold", 0))


@lru_cache(10_000)
def _date(value, form, _zone, _fold):
    """One moment is the same in every zone, and is written otherwise; in autumn one hour comes twice."""
    return write_date(value, form)


@register.filter("truncatechars", is_safe=True)
def truncated(value: Any, most: Any) -> Any:
    """Django goes through every text letter by letter, also through what is short enough."""
    is_short = isinstance(value, str) and isinstance(most, int) and 0 < len(value) <= most
    return value if is_short else truncatechars(value, most)


def _is_plain(arg):
    """Yes and no are equal to 1 and 0, but no key."""
    return isinstance(arg, int | str) and not isinstance(arg, bool)


@register.tag
def url(parser, token):
    node = parse_url(parser, token)
    return RememberedURL(node.view_name, node.args, node.kwargs, node.asvar)


class RememberedURL(URLNode):
    """Of addresses with keys and words in them, written into a page."""

    def render(self, context):
        args = tuple(arg.resolve(context) for arg in self.args)
        is_plain = not self.kwargs and not self.asvar and all(map(_is_plain, args))
        if not (is_plain and context.autoescape):
            return super().render(context)
        return conditional_escape(address(self.view_name.resolve(context), *args))
