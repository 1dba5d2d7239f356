"""Wrong links are counted by the address they come from. Right ones are never held up: many sit behind one address."""

import hashlib
import time

from django.core.cache import cache
from django.http import HttpRequest

MOST = 30
"""Wrong links a minute from one address, before it is told to wait."""


def guesses_too_often(request: HttpRequest) -> bool:
    """Called for a wrong link; the address is only kept as a hash, for two minutes."""
    address = hashlib.sha256(str(request.META.get("REMOTE_ADDR", "")).encode()).hexdigest()[:32]
    key = f"wrong-link:{address}:{int(time.time() // 60)}"
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key) > MOST
    except ValueError:  # just forgotten
        return False
