"""Which parameters a page asks for: learned by listening while it answers, since no list of them would stay true."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict


@contextmanager
def listening() -> Iterator[set[str]]:
    """The names that were asked for in query and form, and of files."""
    heard: set[str] = set()
    originals = {name: getattr(MultiValueDict, name) for name in ("__getitem__", "get", "getlist")}

    def asked(name: str) -> Any:
        def wrapped(self: MultiValueDict[str, Any], key: str, *rest: Any, **more: Any) -> Any:
            heard.add(key)
            return originals[name](self, key, *rest, **more)

        return wrapped

    def contains(self: QueryDict, key: str) -> bool:
        heard.add(key)
        return dict.__contains__(self, key)

    with patch.multiple(MultiValueDict, **{name: asked(name) for name in originals}, __contains__=contains):
        yield heard
