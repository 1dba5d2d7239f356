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
from perspektiv.records.people.models import Care, Participant

M = TypeVar("M", bound=models.Model)
Page = Callable[[Any, Participant], HttpResponse]


def behind_the_lock(page: str) -> Callable[[Page], Callable[[HttpRequest, UUID], HttpResponse]]:
    """For pages of compartment C. Reading leaves a row; whoever could break the glass is shown the closed door."""

    def guard(view: Page) -> Callable[[HttpRequest, UUID], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, id: UUID) -> HttpResponse:
            user = signed_in(request)
            participant = openable(Participant.objects.all(), user, id)
            if not may_read_counselling(user, participant):
                return render(request, "cases/file/locked.html", {"participant": participant, "tab": page})
            record(by=user, what=f"{page}.read", subject=participant, person=participant.pk)
            return view(request, participant)

        return guarded

    return guard


def openable(records: Records[M], user: User, id: UUID) -> M:
    """What is one's own, or what one could open with a reason; else 404. Whether it is open now is another question."""
    if user.may(Permission.BREAK_GLASS):
        found = records.with_permission(user, Permission.BREAK_GLASS).filter(pk=id).first()
        if found:
            return found
    return fetch(records, user, Permission.SEE_COUNSELLING, id)


def may_write(user: User, participant: Participant) -> bool:
    """Those who counsel. Whoever opened the case with a reason only reads."""
    return Participant.objects.with_permission(user, Permission.SEE_COUNSELLING).filter(pk=participant.pk).exists()


def readers(participant: Participant, user: User) -> list[User]:
    """Who else reads this compartment as counsellor or substitute."""
    cares = Care.objects.current().counselling().filter(participant=participant).exclude(user=user)
    return sorted({care.user for care in cares.select_related("user")}, key=str)
