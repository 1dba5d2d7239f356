"""Which parameters a page asks for: learned by listening while it answers, since no list of them would stay true."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict


@contextmanager
def listening() -> Iterator[set[str]]:
    """The names that were asked for in query and form, and of files."""
    heard: set[str] = set()
    originals = {name: getattr(MultiValueDict, name) for name in ("__getitem__", "get", "getlist")}

    def asked(name: str) -> Any:
        def wrapped(self: MultiValueDict[str, Any], key: str, *rest: Any, **more: Any) -> Any:
            if _is_sent(self):
                heard.add(key)
            return originals[name](self, key, *rest, **more)

        return wrapped

    def contains(self: MultiValueDict[str, Any], key: str) -> bool:
        if _is_sent(self):
            heard.add(key)
        return dict.__contains__(self, key)

    with patch.multiple(MultiValueDict, **{name: asked(name) for name in originals}, __contains__=contains):
        yield heard


def _is_sent(asked: MultiValueDict[str, Any]) -> bool:
    """Query, form or files; the addresses by their names are kept in the same kind of dictionary."""
    if isinstance(asked, QueryDict):
        return not asked._mutable  # while it is filled, it is asked for whatever was sent
    return all(isinstance(value, UploadedFile) for values in dict.values(asked) for value in values)
