"""What covers the screen of somebody who has done nothing for a while."""

from typing import Any

from django import template
from django.conf import settings
from django.template import RequestContext

from perspektiv.records.access.idle import is_locked, is_watched

register = template.Library()


@register.inclusion_tag("idle.html", takes_context=True)
def idle_lock(context: RequestContext) -> dict[str, Any]:
    """Seconds until then, on pages of somebody who has logged in; nothing on others."""
    request = context.get("request")
    if request is None or not hasattr(request, "user") or not is_watched(request) or is_locked(request):
        return {"idle": 0}
    return {"idle": settings.IDLE_MINUTES * 60, "user": request.user}
