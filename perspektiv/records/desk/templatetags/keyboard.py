"""``{% keys_here %}``: the keys of the page and of every page, shown by "?"."""

from typing import Any

from django import template
from django.template import RequestContext

from perspektiv.records.desk.keyboard import everywhere, keys_of

register = template.Library()


@register.inclusion_tag("desk/keys_here.html", takes_context=True)
def keys_here(context: RequestContext) -> dict[str, Any]:
    match = getattr(context.get("request"), "resolver_match", None)
    return {"here": keys_of(match.view_name) if match else [], "everywhere": everywhere()}
