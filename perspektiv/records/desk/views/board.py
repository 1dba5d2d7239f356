"""The steering board."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from perspektiv.records.access.admission import SignedIn, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.cases.waiting import load
from perspektiv.records.desk.board import board_of
from perspektiv.records.desk.decisions import counted
from perspektiv.records.desk.reading import note_reading
from perspektiv.records.desk.running import running_of


@require_safe
@needs(Permission.SEE_BOARD)
def board(request: SignedIn) -> HttpResponse:
    user, day = signed_in(request), timezone.localdate()
    note_reading(user, Permission.SEE_BOARD, "board.read")
    board = board_of(user, day, request.GET.get("column", ""))
    counted(user, board)
    context: dict[str, object] = {
        "board": board,
        "load": load(user, Permission.SEE_BOARD, day, with_departed=True),
        "all": False,
    }
    if request.GET.get("show") == "all":
        groups, page = running_of(user, request.GET.get("page", "1"))
        context |= {"all": True, "groups": groups, "page": page}
    return render(request, "desk/board.html", context)
