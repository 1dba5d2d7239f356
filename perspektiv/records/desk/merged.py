"""Files that became part of another: every page of theirs leads to the same page of the file that stayed."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from perspektiv.records.access.admission import View, signed_in
from perspektiv.records.access.middleware import Answer
from perspektiv.records.access.permissions import Permission
from perspektiv.records.desk.tabs import TABS
from perspektiv.records.people.models import Participant

PAGES = frozenset(tab.url for tab in TABS)


class MergedFiles:
    """Only for those who may see that page of either file; for all others there is no such file, as before."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: View[...], _: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        page = request.resolver_match.view_name if request.resolver_match else ""
        if page not in PAGES or request.method not in ("GET", "HEAD") or not request.user.is_authenticated:
            return None
        merged = Participant.objects.filter(pk=kwargs["id"]).exclude(merged_into=None).first()
        if merged is None:
            return None
        stayed = surviving(merged)
        needs: tuple[Permission, ...] = getattr(view, "needs", ())
        if not any(_sees(request, permission, merged.pk, stayed.pk) for permission in needs):
            return None
        return redirect(page, id=stayed.pk)


def surviving(participant: Participant) -> Participant:
    """The file that a merged one is part of now, over as many mergings as there were."""
    while participant.merged_into:
        participant = participant.merged_into
    return participant


def _sees(request: HttpRequest, permission: Permission, *ids: UUID) -> bool:
    return Participant.objects.with_permission(signed_in(request), permission).filter(pk__in=ids).exists()
