"""The page of the centre leads only to where its reader gets in."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from perspektiv.records.access.models import Membership, User
from perspektiv.records.access.roles import Role
from tests.records.personas import Personas

Browser = Callable[[User], Client]


def test_rooms_are_linked_only_for_those_who_manage_them(personas: Personas, as_user: Browser) -> None:
    rooms = reverse("appointments:rooms")
    browser = as_user(personas.ada)
    assert browser.get(rooms).status_code == 404
    assert f'href="{rooms}"' not in browser.get(reverse("access:centre")).content.decode()
    Membership.objects.create(user=personas.ada, centre=personas.centre, role=Role.HEAD)
    assert browser.get(rooms).status_code == 200
    assert f'href="{rooms}"' in browser.get(reverse("access:centre")).content.decode()
