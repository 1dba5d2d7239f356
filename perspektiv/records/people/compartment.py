"""Compartment C: who may read what is said between participant and counsellor."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.people.models import Care, Participant


def may_read_counselling(user: User, participant: Participant) -> bool:
    """Those who counsel and are in charge now (counsellor, substitute, deputy), or broke the glass."""
    current = Care.objects.current().filter(participant=participant)
    if participant.centre_id in user.centres_with(Permission.SEE_COUNSELLING, Scope.OWN):
        return current.held_by(user).in_charge().exists()
    if participant.centre_id in user.centres_with(Permission.BREAK_GLASS, Scope.CENTRE):
        return current.filter(user=user, kind=Care.Kind.BREAK_GLASS).exists()
    return False


def may_keep_notes(user: User, participant: Participant) -> bool:
    """Those who counsel; also whoever handed the case on a few days ago, but then own notes only."""
    own = Participant.objects.with_permission(user, Permission.KEEP_NOTES)
    return own.filter(pk=participant.pk).exists()


def may_break_glass(user: User, participant: Participant) -> bool:
    """Those who hold the permission and cannot read already."""
    holds = participant.centre_id in user.centres_with(Permission.BREAK_GLASS, Scope.CENTRE)
    return holds and not may_read_counselling(user, participant)


def who_else_reads(user: User, participant: Participant) -> list[str]:
    """Names of those beside the user: who counsels, then who opened the case with a reason, and until when."""
    others = Care.objects.current().filter(participant=participant).exclude(user=user).select_related("user")
    names = sorted({str(care.user) for care in others.counselling().in_charge()})
    opened = others.filter(kind=Care.Kind.BREAK_GLASS).order_by("until")
    return names + [_opened(care) for care in opened]


def _opened(care: Care) -> str:
    until = timezone.localtime(care.until)
    return _("%(who)s (opened with a reason, until %(day)s, %(time)s)") % {
        "who": care.user,
        "day": date_format(until, "SHORT_DATE_FORMAT"),
        "time": date_format(until, "TIME_FORMAT"),
    }
