"""Tags that every template may use."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django import template
from django.contrib.messages.storage.base import Message
from django.template import defaultfilters
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from perspektiv.records.access.days import form_of
from perspektiv.records.cases.models import Segment
from perspektiv.records.people.numbers import dialled

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, size: str = "") -> SafeString:
    """An icon of the sprite, for the eye only: the words beside it must say the same. ``size``: "s" for small."""
    return format_html(
        '<svg class="pv-i{}" aria-hidden="true"{}><use href="{}#{}"/></svg>',
        f" pv-i--{size}" if size else "",
        mark_safe(" data-dots") if name == "dots" else "",
        static("perspektiv/icons.svg"),
        name,
    )


@register.simple_tag
def segment(shown: Segment) -> SafeString:
    """A segment's mark: its two letters in its colour, and its name."""
    return format_html(
        '<span class="pv-seg pv-seg--{}"><i aria-hidden="true">{}</i>{}</span>',
        shown.colour,
        shown.letters,
        german(shown.name, bare=False),
    )


@register.filter
def german(written: object, *, bare: bool = True) -> SafeString:
    """What a centre has written in its catalogue: marked as German where the page is in another language.

    ``bare``: without an element of its own where none is needed.
    """
    if get_language() == "de":
        return format_html("{}" if bare else "<span>{}</span>", str(written))
    return format_html('<span lang="de">{}</span>', str(written))


@register.filter(name="dialled")
def tel(phone: str) -> str:
    """What the address of a telephone link holds."""
    return dialled(phone)


@register.filter(name="date", expects_localtime=True, is_safe=False)
def in_form(value: date | None, form: str | None = None) -> str:
    """Django's filter, with one form of days in English whatever German one a page names."""
    return str(defaultfilters.date(value, form and form_of(form)))


@register.filter
def of(each: Mapping[object, object], key: object) -> object:
    """What belongs to a key: ``{{ known|of:person.pk }}``."""
    return each.get(key)


@register.filter
def undo_address(message: Message) -> str:
    """Where a message's action is taken back, if its tags say so: ``extra_tags="undo:<address>"``."""
    for tag in (message.extra_tags or "").split():
        if tag.startswith("undo:/") and not tag.startswith("undo://"):
            return tag.removeprefix("undo:")
    return ""
