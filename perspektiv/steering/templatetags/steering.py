"""Figures in the reader's language: rounded once, half away from zero, as in a report."""

from django import template
from django.utils.translation import get_language

from perspektiv.language import Language, Text
from perspektiv.report import numbers

register = template.Library()


def _language() -> Language:
    return "en" if get_language() == "en" else "de"


@register.filter
def spoken(text: Text) -> str:
    """A sentence that is kept in both languages."""
    return text.en if _language() == "en" else text.de


@register.filter
def percent(share: numbers.Number, digits: int = 1) -> str:
    return numbers.percent(share, digits, lang=_language())


@register.filter
def counted(value: numbers.Number) -> str:
    """A count; of shares that are added up, one decimal."""
    return figure(value, 0 if value == int(value) else 1)


@register.filter
def figure(value: numbers.Number, digits: int = 0) -> str:
    return numbers.german(value, digits, lang=_language())
