"""Guesses are counted by whoever makes them; what they guessed is not kept."""

import hashlib
import time

from django.core.cache import cache


def guessed_too_often(what: str, who: str, most: int) -> bool:
    """Called for a wrong guess: whether these were more than ``most`` in this minute. ``who`` is only kept as a hash,
    for two minutes."""
    guesser = hashlib.sha256(who.encode()).hexdigest()[:32]
    key = f"{what}:{guesser}:{int(time.time() // 60)}"
    cache.add(key, 0, timeout=120)
    try:
        return bool(cache.incr(key) > most)
    except ValueError:  # just forgotten
        return False
