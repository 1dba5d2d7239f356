"""Every address × every persona × own and foreign records × every method."""

import re
from collections import Counter
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Scope
from perspektiv.records.access.roles import Role, roles_granting
from tests.matrix.addresses import addresses, lines
from tests.matrix.page import ALL, EVERYBODY, METHODS, NOBODY, Page
from tests.matrix.side import Side, ours, theirs
from tests.records.personas import Personas

LINES = lines()


def test_every_address_has_one_line() -> None:
    listed = Counter(page.name for page in LINES)
    known = Counter(list(addresses()))
    assert sorted(known - listed) == [], "addresses that no file of tests/matrix lists"
    assert sorted(listed - known) == [], "lines without an address, or twice"


@pytest.mark.parametrize("page", LINES, ids=str)
class TestEveryLine:
    def test_the_view_needs_what_the_listed_roles_hold(self, page: Page) -> None:
        needs = getattr(addresses()[page.name], "needs", None)
        if needs is None:
            assert page.by in (ALL, EVERYBODY, NOBODY), "a view without @needs lets in whoever has logged in"
            return
        granted = {role for need in needs for scope in Scope for role in roles_granting(need, scope)}
        assert granted == _roles(page), "@needs and the line disagree"

    def test_those_who_may_get_in_and_nobody_else(self, page: Page, personas: Personas) -> None:
        side = ours(personas)
        address = reverse(page.name, kwargs=page.arguments(side))
        for name in EVERYBODY.split():
            for method in METHODS:
                status, whither, _ = _ask(personas, name, method, address, page.posted(side))
                shut = name != "anonymous" or page.by == NOBODY
                seen = f"{name} {method} {address} got {status} {whither}"
                if method in page.methods.split() and name in page.by.split():
                    assert status not in (403, 404, 405) and status < 500 and not _to_login(whither), seen
                elif method in page.methods.split():
                    assert (name == "anonymous" and _to_login(whither)) or (status == 404 and shut), seen
                else:
                    assert status in (404, 405) or _to_login(whither), seen

    def test_head_is_answered_where_get_is(self, page: Page, personas: Personas) -> None:
        if "GET" not in page.methods.split() or not page.by:
            return
        address = reverse(page.name, kwargs=page.arguments(ours(personas)))
        name = page.by.split()[0]
        got, headed = (_ask(personas, name, method, address, {}) for method in ("GET", "HEAD"))
        assert headed == (*got[:2], ""), f"{name} HEAD {address}"

    def test_a_foreign_record_is_like_a_missing_one(self, page: Page, personas: Personas) -> None:
        if page.of is None:
            return
        side = theirs(personas)
        foreign = page.arguments(side)
        missing = {key: uuid4() if isinstance(value, UUID) else value for key, value in foreign.items()}
        for name in set(page.by.split()) - {"anonymous"}:
            if name == "fremd":
                continue
            for method in page.methods.split():
                status, _, text = _ask(personas, name, method, reverse(page.name, kwargs=foreign), page.posted(side))
                assert status == 404, f"{name} {method} a foreign {page.name} got {status}"
                if missing != foreign:
                    nothing = _ask(personas, name, method, reverse(page.name, kwargs=missing), page.posted(side))
                    assert nothing == (404, "", text), f"{name} can tell a foreign {page.name} from a missing one"


class TestTheMatrixItself:
    """It must be able to fail."""

    def test_it_sees_a_page_that_is_open_to_more_than_listed(self, personas: Personas) -> None:
        page = next(page for page in LINES if page.name == "access:trail")
        narrow = Page(page.name, page.methods, by="hanne")
        with pytest.raises(AssertionError, match="got 200"):
            TestEveryLine().test_those_who_may_get_in_and_nobody_else(narrow, personas)
        with pytest.raises(AssertionError, match="disagree"):
            TestEveryLine().test_the_view_needs_what_the_listed_roles_hold(narrow)

    def test_it_sees_a_page_that_is_open_to_fewer_than_listed(self, personas: Personas) -> None:
        wide = Page("access:trail", "GET", by="toni hanne quirin august ada")
        with pytest.raises(AssertionError, match="toni GET"):
            TestEveryLine().test_those_who_may_get_in_and_nobody_else(wide, personas)

    def test_it_sees_a_foreign_record_that_opens(self, personas: Personas) -> None:
        def nothing_foreign(side: Side) -> dict[str, object]:
            return {}

        leak = Page("access:trail", "GET", by="hanne", of=nothing_foreign)
        with pytest.raises(AssertionError, match="a foreign access:trail got 200"):
            TestEveryLine().test_a_foreign_record_is_like_a_missing_one(leak, personas)


def _roles(page: Page) -> set[Role]:
    """The roles of the personas listed; Fremd holds several and is left out."""
    roles = {
        "toni": Role.ASSISTANT,
        "jule": Role.COUNSELLOR,
        "merle": Role.COUNSELLOR,
        "birte": Role.LEAD,
        "hanne": Role.HEAD,
        "quirin": Role.QUALITY,
        "fee": Role.JOBCOACH,
        "august": Role.AUDITOR,
        "ada": Role.ADMINISTRATOR,
    }
    return {roles[name] for name in page.by.split() if name in roles}


def _ask(personas: Personas, name: str, method: str, address: str, data: dict[str, object]) -> tuple[int, str, str]:
    """Status, redirect and text of an answer; what was written is rolled back."""
    with transaction.atomic():
        client = Client()
        if name != "anonymous":
            user: User = getattr(personas, name)
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            session = client.session
            session["second_factor_of"] = str(user.id)
            session.save()
        send: Callable[..., HttpResponse] = getattr(client, method.lower())
        response = send(address, data) if method in ("GET", "POST") else send(address)
        text = "" if response.streaming else response.content.decode(errors="replace")
        transaction.set_rollback(True)
    masked = re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]*"', "", text)
    return response.status_code, response.headers.get("Location", ""), masked


def _to_login(whither: str) -> bool:
    return whither.startswith(reverse("account_login"))
