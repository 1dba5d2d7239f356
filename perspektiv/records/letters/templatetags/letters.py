"""How a message's state, reason and language are shown."""

from django import template

from perspektiv.records.letters import reasons
from perspektiv.records.letters.languages import LANGUAGES, direction
from perspektiv.records.letters.listing import LOOKS
from perspektiv.records.letters.models import Message

register = template.Library()


@register.filter
def look(message: Message) -> str:
    """The colour of its state."""
    return LOOKS[message.state][0]


@register.filter
def look_icon(message: Message) -> str:
    return LOOKS[message.state][1]


@register.filter
def reason(why: str) -> str:
    return reasons.said(why)


@register.filter
def raw_reason(why: str) -> str:
    return reasons.raw(why)


@register.filter
def language_name(code: str) -> str:
    return LANGUAGES.get(code, code)


@register.filter
def text_direction(code: str) -> str:
    return direction(code)
