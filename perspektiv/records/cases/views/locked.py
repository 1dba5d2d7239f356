"""The lock before compartment C: who may read, who may write, and what the others see."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from perspektiv.records.access.admission import fetch, signed_in
from perspektiv.records.access.models import Records, User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.people.compartment import may_read_counselling
from perspektiv.records.people.models import Participant

M = TypeVar("M", bound=models.Model)
Page = Callable[[Any, Participant], HttpResponse]


def behind_the_lock(
    page: str, permission: Permission = Permission.SEE_COUNSELLING
) -> Callable[[Page], Callable[[HttpRequest, UUID], HttpResponse]]:
    """For pages of compartment C. Reading leaves a row; whoever could break the glass is shown the closed door."""

    def guard(view: Page) -> Callable[[HttpRequest, UUID], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, id: UUID) -> HttpResponse:
            user = signed_in(request)
            participant = openable(Participant.objects.all(), user, id, permission)
            if not may_read_counselling(user, participant) and not _holds(user, participant, permission):
                return render(request, "cases/file/locked.html", {"participant": participant, "tab": page})
            record(by=user, what=f"{page}.read", subject=participant, person=participant.pk)
            return view(request, participant)

        return guarded

    return guard


def openable(records: Records[M], user: User, id: UUID, permission: Permission = Permission.SEE_COUNSELLING) -> M:
    """What is one's own, or what one could open with a reason; else 404. Whether it is open now is another question."""
    if user.may(Permission.BREAK_GLASS):
        found = records.with_permission(user, Permission.BREAK_GLASS).filter(pk=id).first()
        if found:
            return found
    return fetch(records, user, permission, id)


def may_write(user: User, participant: Participant) -> bool:
    """Those who counsel. Whoever opened the case with a reason only reads."""
    return _holds(user, participant, Permission.SEE_COUNSELLING)


def _holds(user: User, participant: Participant, permission: Permission) -> bool:
    return Participant.objects.with_permission(user, permission).filter(pk=participant.pk).exists()
