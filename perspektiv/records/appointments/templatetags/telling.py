"""By which way somebody would be told of their appointment, beside the tick that tells them."""

from django import template
from django.utils.translation import gettext as _

from perspektiv.records.letters.way import way_to
from perspektiv.records.people.models import Participant

register = template.Library()


@register.simple_tag
def way_of(participant: Participant) -> str:
    """ "by e-mail", as the page of an absence says it; or that there is none."""
    way = way_to(participant)
    return _("no address: please call") if way.why_not else str(way.channel.label)
