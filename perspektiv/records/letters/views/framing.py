"""Pages that show a preview in a frame: from our own address alone."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from csp.constants import SELF
from csp.decorators import csp_update

V = TypeVar("V", bound=Callable[..., Any])


def shows_frames(view: V) -> V:
    return cast(V, csp_update({"frame-src": [SELF]})(cast(Any, view)))
