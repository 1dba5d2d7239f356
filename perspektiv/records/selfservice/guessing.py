"""Wrong links are counted by the address they come from. Right ones are never held up: many sit behind one address."""

from django.http import HttpRequest

from perspektiv.records.access.guessing import guessed_too_often

MOST = 30
"""Wrong links a minute from one address, before it is told to wait."""


def guesses_too_often(request: HttpRequest) -> bool:
    """Called for a wrong link."""
    return guessed_too_often("wrong-link", str(request.META.get("REMOTE_ADDR", "")), MOST)
