"""A way in that ends takes its planned first talk with it: decided in one step, taken back in one."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from perspektiv.errors import Refused
from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions.bookings import book
from perspektiv.records.appointments.models import Appointment, AppointmentChange, Status, Why
from perspektiv.records.cases.actions.referrals import decide, register_way_in
from perspektiv.records.cases.actions.steps import last_step, take_back
from perspektiv.records.cases.ahead import Decision, Party
from perspektiv.records.cases.models import Consent, Referral
from perspektiv.records.letters.models import Message
from tests.records.appointments.office import Office, at, counted

AsUser = Callable[[User], Client]
Result = Referral.Result


@pytest.fixture
def way_in(office: Office) -> Referral:
    """Dilan, who wished for mails, has a first talk next week."""
    person = {"given_name": "Dilan", "family_name": "Distel", "email": "dilan@example.org"}
    made = register_way_in(by=office.personas.toni, centre=office.centre, person=person)  # type: ignore[arg-type]
    Consent.objects.create(centre=made.centre, participant=made.participant, purpose=Consent.Purpose.MESSAGES)
    return made


@pytest.fixture
def talk(office: Office, way_in: Referral) -> Appointment:
    return book(
        by=office.personas.toni,
        of=way_in,
        starts_at=at(10),
        counsellor=office.personas.jule,
        room=office.rooms[0],
        tell=True,
    )


def ended(office: Office, way_in: Referral, decision: Decision, result: str = Result.DECLINED) -> Referral:
    by = office.personas.toni
    return decide(by=by, referral=way_in, version=way_in.version, result=result, ahead=decision)


def cancelled(talk: Appointment, party: Party = Party.PARTICIPANT) -> Decision:
    return Decision(frozenset({talk.pk}), party, True)


@pytest.mark.parametrize("result", [Result.DECLINED, Result.NOT_REACHED, Result.NOT_SUITABLE])
def test_nothing_ends_while_nobody_has_decided_on_the_talk(
    office: Office, way_in: Referral, talk: Appointment, result: str
) -> None:
    with pytest.raises(Refused, match="niemand entschieden"):
        ended(office, way_in, Decision(), result)
    way_in.refresh_from_db()
    assert way_in.result == Result.OPEN and counted()[Status.PLANNED] == 1


def test_the_talk_is_called_off_and_told_in_the_same_step(office: Office, way_in: Referral, talk: Appointment) -> None:
    Message.objects.update(state="sent")
    ended(office, way_in, cancelled(talk))
    assert counted()[Status.EXCUSED] == 1
    assert AppointmentChange.objects.get(kind="cancelled").why == Why.WAY_IN_ENDED
    told = Message.objects.exclude(state="sent").get()
    assert told.purpose == "several_cancelled" and "10:00" in told.body


def test_it_stays_where_that_was_decided(office: Office, way_in: Referral, talk: Appointment) -> None:
    ended(office, way_in, Decision(frozenset({talk.pk})))
    assert counted()[Status.PLANNED] == 1


def test_one_undo_takes_all_back(office: Office, way_in: Referral, talk: Appointment) -> None:
    Message.objects.update(state="sent")
    ended(office, way_in, cancelled(talk))
    step = last_step(office.personas.toni, way_in.participant)
    assert step
    take_back(by=office.personas.toni, step=step)
    way_in.refresh_from_db()
    assert way_in.result == Result.OPEN and counted()[Status.PLANNED] == 1
    assert set(Message.objects.values_list("state", flat=True)) == {"sent", "stopped"}


def test_its_page_asks_and_does_it(office: Office, way_in: Referral, talk: Appointment, as_user: AsUser) -> None:
    client = as_user(office.personas.toni)
    page = client.get(reverse("cases:first_contact", args=[way_in.pk])).content.decode()
    assert "1 späteren Termin mit absagen" in page and 'value="participant" checked' in page
    sent = {"version": way_in.version, "result": "declined", "ahead": str(talk.pk), "call_off": "on", "tell": "on"}
    answer = client.post(reverse("cases:decide", args=[way_in.pk]), {**sent, "party": "participant"}, follow=True)
    assert "der Termin ist abgesagt" in answer.content.decode()
    assert counted()[Status.EXCUSED] == 1


def test_its_page_asks_again_what_it_did_not_show(
    office: Office, way_in: Referral, talk: Appointment, as_user: AsUser
) -> None:
    client, sent = as_user(office.personas.toni), {"version": way_in.version, "result": "declined"}
    answer = client.post(reverse("cases:decide", args=[way_in.pk]), sent, follow=True)
    assert "niemand entschieden" in answer.content.decode()
    way_in.refresh_from_db()
    assert way_in.result == Result.OPEN


def test_waiting_for_a_place_leaves_the_talk(
    office: Office, way_in: Referral, talk: Appointment, as_user: AsUser
) -> None:
    sent = {"version": way_in.version, "result": "wait"}
    as_user(office.personas.toni).post(reverse("cases:decide", args=[way_in.pk]), sent)
    way_in.refresh_from_db()
    assert way_in.waiting_since and counted()[Status.PLANNED] == 1
