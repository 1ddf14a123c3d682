"""Pieces that every screen uses: icons, organisation badges, Dutch numbers and the query string."""

import re
from functools import cache, lru_cache

from django import template
from django.forms import Select
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
# Area codes of three digits (Nummerplan telefoon- en ISDN-diensten); all others have four
SHORT_AREAS = {
    "010", "013", "015", "020", "023", "024", "026", "030", "033", "035", "036", "038", "040", "043",
    "045", "046", "050", "053", "055", "058", "070", "071", "072", "073", "074", "075", "076", "077",
    "078", "079", "084", "085", "087", "088", "091", "097",
}  # fmt: skip


@register.simple_tag
@cache
def icon(name, extra=""):
    """An icon of static/icons.svg; decorative, so the text beside it must say the same."""
    return format_html(
        '<svg class="crm-icon {}" aria-hidden="true" focusable="false"><use href="{}#i-{}"/></svg>',
        extra,
        static("icons.svg"),
        name,
    )


@register.simple_tag
def org(organisation):
    """The coloured badge of an organisation; its name is always in it, so colour never stands alone."""
    return _badge(accent_class(organisation), organisation.short_name)


@lru_cache
def _badge(accent, name):
    return format_html('<span class="crm-org {}">{}</span>', accent, name)


@register.filter
def accent_class(organisation):
    return "crm-org--bbd" if organisation.accent == "violet" else ""


@register.filter
def number(value):
    """7706 as "7.706"; None and text as they are. Use it for counts, never for keys or years."""
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


@register.filter
def percentage(part, whole):
    """The share in whole per cents, such as "36%"; a dash when there is nothing to divide by.

    "100%" and "0%" are all and nothing: nearly so is ">99%" or "<1%".
    """
    if not whole:
        return "–"
    rounded = round(100 * part / whole)
    if rounded == 100 and part < whole:
        return ">99%"
    return "<1%" if rounded == 0 and part > 0 else f"{rounded}%"


@register.filter
def phone(value):
    """+31780001234 as "078 000 12 34" and +31184001234 as "0184 00 12 34"; other values as they are."""
    digits = "0" + value[3:] if value and value.startswith("+31") else value
    if not digits or len(digits) != 10 or not digits.isdigit():
        return value
    if digits.startswith("06"):
        return f"06 {digits[2:6]} {digits[6:]}"
    if digits[:3] in SHORT_AREAS:
        return f"{digits[:3]} {digits[3:6]} {digits[6:8]} {digits[8:]}"
    return f"{digits[:4]} {digits[4:6]} {digits[6:8]} {digits[8:]}"


@register.filter
def one_stop(text):
    """A sentence that ends in a name such as "De Lindt B.V." ends in one full stop; safe text stays safe."""
    once = STOPS.sub(".", str(text))
    return mark_safe(once) if isinstance(text, SafeString) else once


@register.filter
def may_stay_empty(field):
    """Whether to say so beside an optional field; a list with words of its own for nothing says it already."""
    widget = field.field.widget
    if field.field.required or not isinstance(widget, Select):
        return not field.field.required
    value, label = next(iter(widget.choices), ("", ""))
    return bool(value) or not str(label).strip("-")


@register.filter
def get(mapping, key):
    """The value of a key that only the template knows, or nothing."""
    return mapping.get(key) if mapping else None
