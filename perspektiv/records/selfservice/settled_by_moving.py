"""Wishes for another date on the page that moves the appointment: read there, and settled by moving."""

from uuid import UUID

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.appointments.wished_moves import WishedMove
from perspektiv.records.selfservice.actions.wishes import OF_DATES, settle, take_up_again
from perspektiv.records.selfservice.inbox import wishes_with
from perspektiv.records.selfservice.models import Wish
from perspektiv.records.selfservice.models.wish import Wishes


class SettledByMoving:
    """Hung on to ``appointments.wished_moves``."""

    def wished_of(self, appointment: Appointment, user: User) -> WishedMove | None:
        wish = _open(appointment, user).first()
        if wish is None:
            return None
        record(by=user, what="wishes.read", subject=wish, person=wish.participant_id)
        return WishedMove(wish.pk, wish.words, tuple(wish.moments), wish.answer_by)

    def settle(self, *, by: User, appointment: Appointment, wish: UUID, action: UUID) -> bool:
        """Without an answer of its own: the new time is the answer."""
        found = _open(appointment, by).filter(pk=wish).first()
        if found is None:
            return False
        settle(by=by, wish=found, version=found.version, answer="", action=action)
        return True

    def take_up(self, *, by: Actor, action: UUID) -> None:
        for wish in Wish.objects.filter(settled_with=action, settled_at__isnull=False):
            take_up_again(by=by, wish=wish)


def _open(appointment: Appointment, user: User) -> Wishes:
    own = wishes_with(user, Permission.ANSWER_WISHES).open()
    return own.filter(appointment=appointment, kind__in=OF_DATES)
