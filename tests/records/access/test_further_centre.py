"""An installation gets a further centre from somebody who manages all that there are."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from perspektiv.errors import Refused
from perspektiv.records.access.actions.centres import found_another_centre
from perspektiv.records.access.models import Centre, Membership, TrailRow, User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.roles import Role
from perspektiv.records.access.trail_words import in_words
from tests.records.personas import Personas

As = Callable[[User], Client]


@pytest.fixture
def ada(personas: Personas) -> User:
    """She manages both centres."""
    Membership.objects.create(user=personas.ada, centre=personas.elsewhere, role=Role.ADMINISTRATOR)
    return User.objects.get(pk=personas.ada.pk)


def founding(key: str = "am-hafen") -> dict[str, str]:
    return {"id": str(uuid4()), "name": "Zentrum am Hafen", "key": key}


def test_the_founder_manages_its_accounts_and_sees_nobody(personas: Personas, ada: User, as_user: As) -> None:
    browser = as_user(ada)
    browser.post(reverse("access:choose_centre"), {"centre": str(personas.centre.pk)})
    assert reverse("access:centre_new") in browser.get(reverse("access:centre")).content.decode()
    page = browser.post(reverse("access:centre_new"), founding("Am-Hafen"), follow=True).content.decode()
    assert "Zentrum am Hafen ist gegründet" in page
    centre = Centre.objects.get(key="am-hafen")
    founder = User.objects.get(pk=ada.pk)
    assert {role for where, role in founder.every_grant() if where == centre.pk} == {Role.ADMINISTRATOR}
    assert not founder.may(Permission.SEE_PEOPLE, centre)
    row = TrailRow.objects.get(what="access.centre_founded", centre=centre.pk)
    assert row.actor == ada.trail_name and in_words(row.what) != row.what


def test_sent_twice_it_is_founded_once(ada: User, as_user: As) -> None:
    browser, form = as_user(ada), founding()
    for _time in range(2):
        assert browser.post(reverse("access:centre_new"), form).status_code == 302
    assert Centre.objects.filter(key="am-hafen").count() == 1


def test_a_key_is_given_once(personas: Personas, ada: User, as_user: As) -> None:
    page = as_user(ada).post(reverse("access:centre_new"), founding(personas.elsewhere.key)).content.decode()
    assert "gibt es schon" in page and 'value="Zentrum am Hafen"' in page


def test_who_manages_one_of_several_founds_none(personas: Personas, as_user: As) -> None:
    browser = as_user(personas.ada)
    assert reverse("access:centre_new") not in browser.get(reverse("access:centre")).content.decode()
    assert browser.post(reverse("access:centre_new"), founding()).status_code == 409
    with pytest.raises(Refused):
        found_another_centre(by=personas.ada, name="Hafen", key="hafen", id=uuid4())
    assert not Centre.objects.filter(key__in=["hafen", "am-hafen"]).exists()
