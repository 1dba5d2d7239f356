"""How far the search for a closing talk's date is, on pages of rooms that know no appointments."""

from django import template
from django.template.context import RequestContext

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.appointments.closing_talks import findings_of
from perspektiv.records.cases.models import Participation

register = template.Library()


@register.inclusion_tag("appointments/closing_stand.html", takes_context=True)
def closing_dates(context: RequestContext, participation: Participation) -> dict[str, object]:
    """For whoever may book: the date, the proposals, or the way to find one."""
    user = context["request"].user
    may = isinstance(user, User) and user.may(Permission.BOOK, participation.centre_id)
    finding = findings_of([participation])[participation.pk] if may else None
    return {"finding": finding, "participation": participation}
