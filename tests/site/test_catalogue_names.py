"""What a centre has named in German is read aloud in German on English pages."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import User
from tests.records.desk.scenes import Scene

As = Callable[[User], Client]


def pages(scene: Scene, client: Client) -> list[str]:
    person = scene.person(cares=scene.personas.jule)
    scene.appointment(scene.runs(person), timezone.now() + timedelta(days=1))
    return [client.get(address).content.decode() for address in (f"/personen/{person.pk}/", "/steuerung/", "/katalog/")]


def test_an_offer_is_marked_as_german_on_english_pages(scene: Scene, as_user: As) -> None:
    User.objects.update(language="en")
    scene.personas.birte.refresh_from_db()
    for page in pages(scene, as_user(scene.personas.birte)):
        assert scene.segment.name in page
        for before in page.split(f">{scene.segment.name}")[:-1]:
            assert before.endswith('lang="de"'), before[-120:]


def test_german_pages_need_no_mark(scene: Scene, as_user: As) -> None:
    for page in pages(scene, as_user(scene.personas.birte)):
        assert scene.segment.name in page
        assert 'span lang="de"' not in page
