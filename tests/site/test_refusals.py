"""Pages for what is not there, not possible, or broken."""

from collections.abc import Callable

from django.test import Client, RequestFactory

from perspektiv.records.access.models import User
from perspektiv.site.refusals import broken, forbidden
from tests.records.personas import Personas

As = Callable[[User], Client]


def test_a_missing_page_has_the_shell_and_a_way_on(personas: Personas, as_user: As) -> None:
    answer = as_user(personas.toni).get("/gibt-es-nicht/")
    assert answer.status_code == 404
    assert "Diese Seite gibt es hier für Sie nicht" in answer.content.decode()
    assert "pv-nav" in answer.content.decode()


def test_a_broken_page_needs_nothing_that_may_be_broken(rf: RequestFactory) -> None:
    answer = broken(rf.get("/"))
    assert answer.status_code == 500
    assert "Das hat nicht geklappt" in answer.content.decode()


def test_what_is_forbidden_says_so(rf: RequestFactory) -> None:
    assert forbidden(rf.get("/")).status_code == 403
