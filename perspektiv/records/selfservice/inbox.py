"""Which wishes somebody answers: those of dates, complaints, those about one's data; each by a right of its own."""

from django.db.models import Q

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.people.models import Care
from perspektiv.records.selfservice.actions.wishes import OF_DATA, OF_DATES
from perspektiv.records.selfservice.models import Wish
from perspektiv.records.selfservice.models.wish import Wishes

ANSWERED_WITH = {
    Permission.ANSWER_WISHES: tuple(OF_DATES),
    Permission.ANSWER_COMPLAINTS: (Wish.Kind.COMPLAINT,),
    Permission.ANSWER_DATA_WISHES: tuple(OF_DATA),
}


def wishes_with(user: User, permission: Permission) -> Wishes:
    """Those that one right opens. No complaint of somebody whom one counsels or counselled: that is promised."""
    own = Wish.objects.with_permission(user, permission).filter(kind__in=ANSWERED_WITH[permission])
    if permission != Permission.ANSWER_COMPLAINTS:
        return own
    return own.exclude(participant__in=Care.objects.behind_complaints(user).values("participant"))


def wishes_for(user: User) -> Wishes:
    """All that the user may see."""
    seen = Q(pk__in=[])
    for permission in ANSWERED_WITH:
        seen |= Q(pk__in=wishes_with(user, permission).order_by().values("pk"))
    return Wish.objects.filter(seen)


def answered_with(wish: Wish) -> Permission:
    return next(permission for permission, kinds in ANSWERED_WITH.items() if wish.kind in kinds)


def count_wishes(user: User) -> int:
    return wishes_for(user).open().count()
