"""Tags that every template may use."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """An icon of the sprite, for the eye only: the words beside it must say the same. ``size``: "s" for small."""
    return format_html(
        '<svg class="pv-i{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f" pv-i--{size}" if size else "",
        static("perspektiv/icons.svg"),
        name,
    )
