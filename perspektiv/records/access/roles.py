"""Roles, and what each may do: lists that the head of a centre can read."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.access.permissions import Scope


class Role(TextChoices):
    ASSISTANT = "assistant", _("Team assistant")
    COUNSELLOR = "counsellor", _("Counsellor")
    LEAD = "lead", _("Case-steering lead")
    HEAD = "head", _("Head")
    QUALITY = "quality", _("Quality officer")
    JOBCOACH = "jobcoach", _("Jobcoach")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


_CENTRE: Mapping[Role, tuple[P, ...]] = {
    Role.ASSISTANT: (
        P.SEE_PEOPLE,
        P.EDIT_PEOPLE,
        P.REGISTER,
        P.MERGE_PEOPLE,
        P.SEE_APPOINTMENTS,
        P.BOOK,
        P.MARK,
        P.AGREE,
        P.FOLLOW_UP,
        P.OFFER_SLOTS,
        P.WRITE,
        P.MANAGE_LETTERS,
        P.ANSWER_WISHES,
        P.INVITE_FEEDBACK,
        P.ENTER_FEEDBACK,
        P.HAND_OUT_CODES,
        P.READ_DOCUMENTS,
        P.PREPARE_PAYMENTS,
    ),
    Role.LEAD: (
        P.SEE_PEOPLE,
        P.EDIT_PEOPLE,
        P.REGISTER,
        P.MERGE_PEOPLE,
        P.SEE_APPOINTMENTS,
        P.BOOK,
        P.MARK,
        P.AGREE,
        P.STEER,
        P.CLOSE,
        P.BREAK_GLASS,
        P.FOLLOW_UP,
        P.RELEASE_LISTS,
        P.SEE_BOARD,
        P.SEE_FIGURES,
        P.HEAR_OF_ROLES,
        P.MANAGE_CATALOGUE,
        P.OFFER_SLOTS,
        P.WRITE,
        P.MANAGE_LETTERS,
        P.ANSWER_WISHES,
        P.INVITE_FEEDBACK,
        P.ENTER_FEEDBACK,
        P.HAND_OUT_CODES,
        P.SEE_QUALITY,
        P.READ_DOCUMENTS,
        P.RELEASE_PAYMENTS,
        P.RELEASE_EDITIONS,
    ),
    Role.HEAD: (
        P.SEE_FIGURES,
        P.HEAR_OF_ROLES,
        P.SEE_TRAIL,
        P.RELEASE_LISTS,
        P.NAME_ACTORS,
        P.MANAGE_CATALOGUE,
        P.MANAGE_LETTERS,
        P.ANSWER_COMPLAINTS,
        P.ANSWER_DATA_WISHES,
        P.MANAGE_INSTRUMENTS,
        P.CHECK_TEXTS,
        P.MANAGE_GOALS,
        P.SEE_QUALITY,
        P.KEEP_QUALITY,
        P.READ_DOCUMENTS,
        P.TAKE_EVIDENCE,
        P.SEE_MONEY,
        P.MANAGE_MONEY,
        P.PREPARE_PAYMENTS,
        P.RELEASE_PAYMENTS,
        P.WRITE_EDITIONS,
        P.RELEASE_EDITIONS,
    ),
    Role.QUALITY: (
        P.SEE_FIGURES,
        P.SEE_TRAIL,
        P.ANSWER_COMPLAINTS,
        P.ANSWER_DATA_WISHES,
        P.MANAGE_INSTRUMENTS,
        P.HAND_OUT_CODES,
        P.CHECK_TEXTS,
        P.MANAGE_GOALS,
        P.SEE_QUALITY,
        P.KEEP_QUALITY,
        P.READ_DOCUMENTS,
        P.TAKE_EVIDENCE,
        P.WRITE_EDITIONS,
    ),
    Role.AUDITOR: (
        P.SEE_TRAIL,
        P.SEE_QUALITY,
        P.READ_DOCUMENTS,
        P.TAKE_EVIDENCE,
    ),
    Role.ADMINISTRATOR: (
        P.MANAGE_ACCOUNTS,
        P.MANAGE_CENTRE,
        P.IMPORT_EXPORT,
        P.SEE_TRAIL,
        P.NAME_ACTORS,
        P.ANSWER_DATA_WISHES,
    ),
}

_OWN: Mapping[Role, tuple[P, ...]] = {
    Role.COUNSELLOR: (
        P.SEE_PEOPLE,
        P.SEE_APPOINTMENTS,
        P.BOOK,
        P.MARK,
        P.AGREE,
        P.ANSWER_OFFERS,
        P.CLOSE,
        P.SEE_COUNSELLING,
        P.KEEP_NOTES,
        P.OFFER_SLOTS,
        P.WRITE,
        P.INVITE_FEEDBACK,
        P.SEE_FEEDBACK,
        P.READ_DOCUMENTS,
        P.CONFIRM_HOURS,
        P.WORK_ON_ACTIONS,
    ),
    Role.ASSISTANT: (P.WORK_ON_ACTIONS,),
    Role.LEAD: (P.WORK_ON_ACTIONS,),
    Role.HEAD: (P.WORK_ON_ACTIONS,),
    Role.QUALITY: (P.WORK_ON_ACTIONS,),
    Role.JOBCOACH: (P.REFER, P.SEE_REFERRALS),
}

STAFF = frozenset(Role) - {Role.JOBCOACH}
"""Roles that cannot do without a second factor."""

_OF_PEOPLE = frozenset(
    {
        P.SEE_PEOPLE,
        P.SEE_APPOINTMENTS,
        P.SEE_COUNSELLING,
        P.SEE_FEEDBACK,
        P.BREAK_GLASS,
        P.FOLLOW_UP,
        P.SEE_BOARD,
        P.SEE_REFERRALS,
    }
)
SEES_PEOPLE = frozenset(
    role for lists in (_CENTRE, _OWN) for role, granted in lists.items() if not _OF_PEOPLE.isdisjoint(granted)
)
"""Roles that see people: nobody gives them to themselves."""
OPENS_COUNSELLING = frozenset(
    role
    for lists in (_CENTRE, _OWN)
    for role, granted in lists.items()
    if not {P.SEE_COUNSELLING, P.SEE_FEEDBACK, P.BREAK_GLASS}.isdisjoint(granted)
)
"""Roles that open compartment C: lead and head are told when somebody gets one."""


def roles_granting(permission: P, scope: Scope) -> list[Role]:
    """The roles that hold a permission with that reach."""
    lists = _CENTRE if scope is Scope.CENTRE else _OWN
    return [role for role, granted in lists.items() if permission in granted]
