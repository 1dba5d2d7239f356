"""How many decisions of a user are open: the number that the board's head says, in the menu of every page."""

from django.core.cache import cache
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.desk.board import Board, board_of

FRESH = 60
"""Seconds for which the menus of other pages say the number without counting again."""


def decisions(user: User) -> int:
    """What was counted a moment ago, or is counted now."""
    known = cache.get(_of(user))
    return known if isinstance(known, int) else counted(user, board_of(user, timezone.localdate()))


def counted(user: User, board: Board) -> int:
    """Keeps what a board has counted; looking at it again writes nothing."""
    if cache.get(_of(user)) != board.open:
        cache.set(_of(user), board.open, FRESH)
    return board.open


def _of(user: User) -> str:
    return f"decisions:{user.pk}:{user.chosen() or ''}"
