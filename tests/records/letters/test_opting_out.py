"""By the link in a mail somebody says how they want to be written to: no login, in their language, one tap."""

from collections.abc import Callable

import pytest
from django.test import Client

from perspektiv.records.access.models import TrailRow
from perspektiv.records.letters.models import Channel, Preference
from perspektiv.records.letters.opting_out import token_for
from perspektiv.records.people.models import Participant
from tests.records.letters.writing import make_dilan
from tests.records.personas import Personas


def page_of(participant: Participant) -> str:
    return f"/nachrichten/wahl/{token_for(participant)}/"


def test_looking_changes_nothing(client: Client, dilan: Participant) -> None:
    page = client.get(page_of(dilan))
    assert page.status_code == 200 and "Keine Erinnerungen mehr" in page.content.decode()
    assert not Preference.objects.exists()


@pytest.mark.parametrize(
    ("choice", "channel", "no_reminders"),
    [("stop", "", True), ("letters", Channel.LETTER, False), ("resume", "", False), ("electronic", "", False)],
)
def test_one_tap_is_enough(client: Client, dilan: Participant, choice: str, channel: str, no_reminders: bool) -> None:
    answer = client.post(page_of(dilan), {"choice": choice}, follow=True)
    assert "Gespeichert." in answer.content.decode()
    preference = Preference.objects.get(participant=dilan)
    assert (preference.channel, preference.no_reminders) == (channel, no_reminders)
    row = TrailRow.objects.get(what="letters.preference_set")
    assert row.actor == f"participant:{dilan.pk}" and row.person == dilan.pk


def test_a_mail_programs_own_button_ends_mails_and_reminders(dilan: Participant) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(page_of(dilan), {"List-Unsubscribe": "One-Click"}).status_code == 200
    preference = Preference.objects.get(participant=dilan)
    assert (preference.channel, preference.no_reminders) == (Channel.LETTER, True)


@pytest.mark.parametrize(
    ("language", "words"), [("ar", 'dir="rtl"'), ("uk", "Які повідомлення"), ("en", "Which messages")]
)
def test_it_speaks_the_persons_language(client: Client, personas: Personas, language: str, words: str) -> None:
    assert words in client.get(page_of(make_dilan(personas, language))).content.decode()


@pytest.mark.parametrize("token", ["x", "0" * 32, "0" * 32 + ":abc"])
def test_a_made_up_link_opens_nothing(client: Client, db: None, token: str) -> None:
    assert client.get(f"/nachrichten/wahl/{token}/").status_code == 410


def test_a_link_is_for_one_person(client: Client, personas: Personas, dilan: Participant) -> None:
    other = Participant.objects.create(centre=personas.centre, file_number="2026-0002")
    mine, theirs = token_for(dilan), token_for(other)
    swapped = theirs.split(":")[0] + ":" + mine.split(":")[1]
    assert client.post(f"/nachrichten/wahl/{swapped}/", {"choice": "stop"}).status_code == 410


def test_the_page_names_nobody(client: Client, dilan: Participant, as_user: Callable[..., Client]) -> None:
    content = client.get(page_of(dilan)).content.decode()
    assert "Distel" not in content and "Dilan" not in content
