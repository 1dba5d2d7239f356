"""What the tests of records share."""

from collections.abc import Callable

import pytest
from django.test import Client

from perspektiv.records.access.models import User
from tests.records.personas import Personas, make_personas


@pytest.fixture
def personas(db: None) -> Personas:
    return make_personas()


@pytest.fixture
def as_user(db: None) -> Callable[[User], Client]:
    """A browser in which somebody has logged in with both factors."""

    def logged_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["second_factor_of"] = str(user.id)
        session.save()
        return client

    return logged_in
