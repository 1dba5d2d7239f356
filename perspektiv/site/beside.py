"""Messages and undo bars reach the page even when only a part of it is answered."""

from collections.abc import Callable

from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

Answer = Callable[[HttpRequest], HttpResponse]


class MessagesBeside:
    """Adds what is to be said to a fragment for htmx, which puts it in its place on the page."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if not getattr(request, "htmx", False) or not self._is_fragment(response):
            return response
        waiting = get_messages(request)
        if isinstance(waiting, BaseStorage) and not waiting.used and len(waiting):
            response.content += render_to_string("messages_beside.html", request=request).encode()
        return response

    def _is_fragment(self, response: HttpResponse) -> bool:
        return (
            response.status_code == 200
            and not response.streaming
            and response.headers.get("Content-Type", "").startswith("text/html")
            and not {"HX-Redirect", "HX-Refresh", "HX-Location"} & set(response.headers)
            and b"<!doctype html" not in response.content[:200].lower()
        )
