"""Compartment C: who may read what is said between participant and counsellor."""

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.people.models import Care, Participant


def may_read_counselling(user: User, participant: Participant) -> bool:
    """Those who counsel and care for the participant now (counsellor, substitute, deputy), or broke the glass."""
    current = Care.objects.current().filter(participant=participant)
    if participant.centre_id in user.centres_with(Permission.SEE_COUNSELLING, Scope.OWN):
        return current.held_by(user).exists()
    if participant.centre_id in user.centres_with(Permission.BREAK_GLASS, Scope.CENTRE):
        return current.filter(user=user, kind=Care.Kind.BREAK_GLASS).exists()
    return False


def may_break_glass(user: User, participant: Participant) -> bool:
    """Those who hold the permission and cannot read already."""
    holds = participant.centre_id in user.centres_with(Permission.BREAK_GLASS, Scope.CENTRE)
    return holds and not may_read_counselling(user, participant)
