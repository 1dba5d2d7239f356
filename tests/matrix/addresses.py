"""Every address of the application, and every line about one."""

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.matrix.page import Page

NOT_ROOMS = {"__init__", "addresses", "page", "side", "test_matrix", "conftest"}


def addresses() -> dict[str, Callable[..., Any]]:
    """Name and view of every address."""
    return dict(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name or pattern.pattern}", pattern.callback


def lines() -> list[Page]:
    """The lines of all rooms."""
    folder = Path(__file__).parent
    rooms = sorted(path.stem for path in folder.glob("*.py") if path.stem not in NOT_ROOMS)
    return [page for room in rooms for page in importlib.import_module(f"tests.matrix.{room}").PAGES]
