"""What participants answer is on no page of others: canaries in every word, and low marks that make signals."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from perspektiv.records.access.models import User
from perspektiv.records.cases.models import Participation, Referral
from perspektiv.records.people.actions.cares import break_glass
from tests.records.appointments.office import Office
from tests.records.cases.file.test_canaries import everything_shown, everything_stored, found
from tests.records.feedback.answering import said, talked

As = Callable[[User], Client]
SIGNALS = ("Zum Ansprechen", "zum Ansprechen", "von 10. Ab", "Fragen Sie, wo Sie nicht richtig")
"""What only pages say that show signals."""
EDITORS = ("hanne", "quirin")
"""They write the questionnaires, with what is suggested at a low answer: the last of these is theirs to read."""
TABS = ("", "rueckmeldungen", "abschluss", "notizen", "termine", "zugriffe", "kontakt", "vereinbarung", "briefe")


@pytest.fixture
def songs() -> list[str]:
    return [f"Kanarie{uuid4().hex}" for _ in range(4)]


@pytest.fixture
def dilan(
    office: Office, songs: list[str], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Participation:
    """Words in a reflection and in a rating of the counselling; one of them is released for the closing talk."""
    dilan = office.participation()
    dilan.jobcoach = office.personas.wachtel
    dilan.save()
    Referral.objects.create(centre=office.centre, participant=dilan.participant, jobcoach=office.personas.wachtel)
    with django_capture_on_commit_callbacks(execute=True):
        talked(office, dilan, 2, days_ago=3)
        texts = {"reflection": songs[0], "next": songs[1]}
        said(office, "improvement", dilan, {"behaviour": 1}, texts, shared={"next"}, days_ago=1)
        said(office, "quality", dilan, {"overall": 1}, {"otherwise": songs[2]})
        said(office, "closing", dilan, {"closing": 1}, {"missed": songs[3]})
        break_glass(by=office.personas.birte, participant=dilan.participant, reason="Frau Lerche ist erkrankt, eilt.")
    return dilan


def tabs_of(dilan: Participation) -> list[str]:
    return [f"/personen/{dilan.participant_id}/{tab}{'/' if tab else ''}" for tab in TABS]


@pytest.mark.parametrize("who", ["toni", "merle", "birte", "hanne", "quirin", "fee", "august", "ada", "fremd"])
def test_nobody_else_sees_one(office: Office, as_user: As, dilan: Participation, songs: list[str], who: str) -> None:
    """Also the lead, though she opened the case with a reason."""
    client = as_user(getattr(office.personas, who))
    shown = everything_shown(client, *tabs_of(dilan), "/protokoll/", "/hinweise/", "/suche/?q=Kanarie")
    assert [song for song in songs if song in shown] == []
    plain = shown.encode("latin-1").decode(errors="replace")
    secret = SIGNALS[:-1] if who in EDITORS else SIGNALS
    assert [words for words in secret if words in plain] == []


def test_control_the_counsellor_does(office: Office, as_user: As, dilan: Participation, songs: list[str]) -> None:
    shown = everything_shown(as_user(office.personas.jule), *tabs_of(dilan))
    assert [song for song in songs if song not in shown] == []
    plain = shown.encode("latin-1").decode(errors="replace")
    assert [words for words in SIGNALS if words not in plain] == []


def test_the_page_of_the_closing_talk_shows_the_released_one_alone(
    office: Office, as_user: As, dilan: Participation, songs: list[str]
) -> None:
    shown = as_user(office.personas.jule).get(f"/personen/{dilan.participant_id}/abschluss/").content.decode()
    assert [song in shown for song in songs] == [False, True, False, False]


def test_no_search_finds_one(office: Office, as_user: As, dilan: Participation, songs: list[str]) -> None:
    for user in (office.personas.jule, office.personas.toni, office.personas.birte, office.personas.fee):
        client = as_user(user)
        for page in ("/suche/", "/personen/"):
            nothing = found(client, page, "Kanarie999zzzz")
            assert all(found(client, page, song) == nothing for song in songs), page


def test_no_mail_tells_one(dilan: Participation, songs: list[str], mailoutbox: list[EmailMessage]) -> None:
    assert mailoutbox  # the counsellor was told of the opened case
    told = "".join(f"{mail.subject}{mail.body}" for mail in mailoutbox)
    assert not re.search("|".join([*songs, *SIGNALS]), told)


def test_the_database_holds_none_in_clear(dilan: Participation, songs: list[str]) -> None:
    stored = everything_stored()
    assert [song for song in songs if song in stored] == []
