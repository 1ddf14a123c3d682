"""Bars on screen from the chart of a table (targets.reports.tables.chart)."""

from django import template

from targets.progress import svg_number

register = template.Library()
FILLS = ["", "crm-bar__fill--before"]


@register.filter
def beside(row, header):
    """Each cell of a row with the name of its column, which a phone shows before it."""
    return zip(header, row, strict=True)


@register.inclusion_tag("targets/_bar_chart.html")
def bar_chart(chart):
    """Bars per label, one for each series; the longest fills the width."""
    most = max([1, *(value for series in chart["series"] for value in series["values"] if value)])
    rows = [
        (label, [_bar(each["values"][row], most, fill) for each, fill in _filled(chart)])
        for row, label in enumerate(chart["labels"])
    ]
    return {"chart": chart, "rows": rows, "legend": [(each["name"], fill) for each, fill in _filled(chart)]}


def _filled(chart):
    return zip(chart["series"], FILLS, strict=False)


def _bar(value, most, fill):
    return svg_number(100 * (value or 0) / most), value, fill
