"""The field keys are changed without losing a word, however often it is stopped."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings

from perspektiv.records.access import rotation
from perspektiv.records.access.models import Draft
from perspektiv.records.access.rotation import places, rotate
from perspektiv.records.access.vault import VaultField
from perspektiv.records.cases.models import Note
from perspektiv.records.people.models import Participant
from tests.records.personas import Personas

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture
def notes(personas: Personas, settings: Settings, tmp_path: Path) -> list[str]:
    """Written with the old key; then the new one is put before it."""
    settings.FIELD_KEYS = [OLD]
    settings.DOCUMENTS = tmp_path
    person = Participant.objects.create(centre=personas.centre, file_number="2026-0001")
    words = [f"Möchte zuerst zuschauen, {number}" for number in range(12)]
    for each in words:
        Note.objects.create(centre=personas.centre, participant=person, author=personas.jule, words=each)
    Note.objects.create(centre=personas.centre, participant=person, author=personas.jule, words="")
    Draft.objects.create(user=personas.jule, form="note", content="Entwurf")
    TOTP.activate(personas.jule, "JBSWY3DPEHPK3PXP")
    settings.FIELD_KEYS = [NEW, OLD]
    return words


def stored(model: str = "cases_note", field: str = "words") -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {field} FROM {model} WHERE {field} <> ''")
        return [text for (text,) in cursor.fetchall()]


def test_afterwards_the_new_key_alone_opens_everything(notes: list[str], settings: Settings) -> None:
    call_command("rotate_keys")
    settings.FIELD_KEYS = [NEW]
    assert {note.words for note in Note.objects.all()} == {*notes, ""}
    assert Draft.objects.get().content == "Entwurf"
    assert TOTP(Authenticator.objects.get()).validate_code("000000") is False
    for token in (*stored(), *stored("access_draft", "content")):
        with pytest.raises(InvalidToken):
            Fernet(OLD).decrypt(token.encode())


def test_control_without_it_the_new_key_alone_opens_nothing(notes: list[str], settings: Settings) -> None:
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(InvalidToken):
        list(Note.objects.all())


def test_it_finds_every_encrypted_field(db: None) -> None:
    fields = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, VaultField)
    }
    assert {(place.model, place.field) for place in places()} == fields
    assert len(fields) >= 8


def test_it_goes_on_where_it_was_stopped(notes: list[str], settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 5)
    place = next(place for place in places() if place.model is Note)
    batches = rotation._batches

    def broken_off(rows: object) -> object:
        yield next(iter(batches(rows)))  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(rotation, "_batches", broken_off)
        with pytest.raises(KeyboardInterrupt):
            rotate(place)
    assert rotate(place) == len(notes) - 5
    assert rotate(place) == 0
    settings.FIELD_KEYS = [NEW]
    assert {note.words for note in Note.objects.all()} == {*notes, ""}


def test_what_is_written_meanwhile_stays(notes: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    place = next(place for place in places() if place.model is Note)
    is_newest: Callable[[str], bool] = rotation._is_newest
    first = Note.objects.order_by("pk").exclude(words="").first()
    assert first

    def somebody_writes(token: str) -> bool:
        Note.objects.filter(pk=first.pk).update(words="inzwischen geschrieben")
        return is_newest(token)

    monkeypatch.setattr(rotation, "_is_newest", somebody_writes)
    rotate(place)
    first.refresh_from_db()
    assert first.words == "inzwischen geschrieben"


def test_no_word_is_readable_in_the_database(notes: list[str]) -> None:
    assert "zuschauen" not in json.dumps(stored())
