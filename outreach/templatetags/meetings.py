"""What agendas and minutes need, whose contents are kept as plain JSON."""

from django import template
from django.utils.dateparse import parse_date

register = template.Library()


@register.filter
def as_day(iso):
    """ "2026-11-25" as a day that the date filter can write."""
    return parse_date(iso)


@register.filter
def lower_first(text):
    return text[:1].lower() + text[1:]
