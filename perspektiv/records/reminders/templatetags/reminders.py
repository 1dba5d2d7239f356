"""``{{ 0.2|percent }}``: "20,0 %"."""

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def percent(share: float) -> str:
    return f"{number_format(round(100 * share, 1), decimal_pos=1)}\N{NO-BREAK SPACE}%"
