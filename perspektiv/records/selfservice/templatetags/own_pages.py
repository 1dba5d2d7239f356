"""What pages of lower rooms show of this one: the personal link of a participant, the link of a jobcoach."""

from typing import Any

from django import template

from perspektiv.records.people.models import Participant
from perspektiv.records.selfservice.models import PersonalLink

register = template.Library()


@register.inclusion_tag("selfservice/link_card.html")
def personal_link(participant: Participant) -> dict[str, Any]:
    """A card on the page of letters."""
    links = PersonalLink.objects.filter(participant=participant)
    used = links.exclude(last_used_at=None).order_by("-last_used_at").first()
    return {
        "participant": participant,
        "link": links.standing().handed_out().first(),
        "used": used.last_used_at if used else None,
    }
