"""What of the cases themselves needs somebody: those that a counsellor left, and those without an agreement."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.cases.agreeing import without_agreement
from perspektiv.records.cases.departed import departed
from perspektiv.records.desk.links import link
from perspektiv.records.desk.todo import Todo, names


def left_cases(user: User) -> Todo | None:
    """Cases, offers and appointments of counsellors whose account is closed, or who counsel no more."""
    left = [one for one in departed(user, Permission.STEER) if one.waits]
    if not left:
        return None
    title = _("Several counsel no more: to be handed over")
    detail = names(one.counsellor for one in left)
    if len(left) == 1:
        title = _("%s counsels no more: to be handed over") % left[0].counsellor
        detail = " · ".join(left[0].undone)
    return Todo(title, detail, link("cases:departed"), "people", "bad")


def agreements(user: User) -> Todo | None:
    """Those who take part already, and with whom nobody has agreed on it in writing."""
    missing = without_agreement(user)
    if not missing:
        return None
    title = ngettext("%d agreement is missing", "%d agreements are missing", len(missing)) % len(missing)
    return Todo(title, names(missing), link("cases:agreement", missing[0].pk), "document-text", "warn")
