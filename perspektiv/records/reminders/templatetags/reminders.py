"""Numbers of the experiment as they are printed: "20,0 %", "−7,6", "4.439"."""

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def percent(share: float) -> str:
    return f"{number_format(round(100 * share, 1), decimal_pos=1)}\N{NO-BREAK SPACE}%"


@register.filter
def points(value: float) -> str:
    """With the sign that mathematics has."""
    return number_format(round(value, 1), decimal_pos=1).replace("-", "\N{MINUS SIGN}")


@register.filter
def grouped(value: int) -> str:
    return number_format(value, use_l10n=True, force_grouping=True)
