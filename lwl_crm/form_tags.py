"""Inputs and choices as HTML in the classes of NL Design System.

Written in Python: a page can hold a hundred of them, and a template takes many times as long.
"""

from collections.abc import Callable
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
CLASSES = {
    "checkbox": "utrecht-checkbox utrecht-checkbox--html-input",
    "radio": "utrecht-radio-button utrecht-radio-button--html-input",
    "file": "crm-file",
    "hidden": "",
}
# Their own place, or left out: a browser cuts off at `maxlength` without a word, the form says it and keeps the text
NOT_WRITTEN = {"class", "maxlength"}


def input_tag(widget: dict[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else format_html(' value="{}"', widget["value"])
    named = _named(widget, CLASSES.get(widget["type"], TEXTBOX))
    return mark_safe(f'<input type="{widget["type"]}"{named}{value}{_attributes(widget["attrs"])}>')


def option_input(widget: dict[str, Any]) -> SafeString:
    """One answer of several: a box or a button, with its label when it stands in a list of its own."""
    tag = input_tag(widget)
    if not widget.get("wrap_label"):
        return tag
    label_for = format_html(' for="{}"', widget["attrs"]["id"]) if widget["attrs"].get("id") else ""
    return format_html("<label{}>{} {}</label>", label_for, tag, widget["label"])


def option_inputs(widget: dict[str, Any]) -> SafeString:
    attrs = {name: widget["attrs"][name] for name in ("id", "class") if widget["attrs"].get(name)}
    group = "<div><label>{}</label>{}</div>"
    options = _grouped(widget, lambda option: format_html("<div>{}</div>", option_input(option)), group)
    return format_html("<div{}>{}</div>", format_html_join("", ' {}="{}"', attrs.items()), options)


def select_tag(widget: dict[str, Any]) -> SafeString:
    named = _named(widget, "utrecht-select utrecht-select--html-select")
    options = _grouped(widget, _option, '<optgroup label="{}">{}</optgroup>')
    return mark_safe(f"<select{named}{_attributes(widget['attrs'])}>{options}</select>")


def textarea_tag(widget: dict[str, Any]) -> SafeString:
    named = _named(widget, "utrecht-textarea utrecht-textarea--html-textarea")
    # A browser drops the first line break, so that one of the text itself needs another before it
    return mark_safe(
        f"<textarea{named}{_attributes(widget['attrs'])}>\n{conditional_escape(widget['value'] or '')}</textarea>"
    )


def _option(option):
    return mark_safe(
        f'<option value="{conditional_escape(option["value"])}"{_attributes(option["attrs"])}>'
        f"{conditional_escape(option['label'])}</option>"
    )


def _grouped(widget, write, group):
    """All options as `write` writes them; those with a name above them as `group`."""
    written = []
    for name, options, _index in widget["optgroups"]:
        together = mark_safe("".join(map(write, options)))
        written.append(format_html(group, name, together) if name else together)
    return mark_safe("".join(written))


def _named(widget, classes):
    """Name and classes, those of the form after those of the house."""
    classes = " ".join(filter(None, [classes, widget["attrs"].get("class", "")]))
    written = format_html(' class="{}"', classes) if classes else ""
    return f' name="{conditional_escape(widget["name"])}"{written}'


def _attributes(attrs):
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
        for name, value in attrs.items()
        if value is not False and name not in NOT_WRITTEN
    )


def _tags(write, *names):
    return {f"django/forms/widgets/{name}.html": write for name in names}


TAGS: dict[str, Callable[[dict[str, Any]], SafeString]] = {
    **_tags(input_tag, "input", "text", "number", "email", "url", "tel", "search", "password", "hidden", "file"),
    **_tags(input_tag, "date", "datetime", "time", "checkbox"),
    **_tags(option_input, "input_option", "radio_option", "checkbox_option"),
    **_tags(option_inputs, "radio", "checkbox_select", "multiple_input"),
    **_tags(select_tag, "select"),
    **_tags(textarea_tag, "textarea"),
}
