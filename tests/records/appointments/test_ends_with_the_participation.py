"""Whoever ends a participation decides about its later appointments in the same step; one undo takes both back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions.bookings import book
from perspektiv.records.appointments.actions.plans import cancel
from perspektiv.records.appointments.models import Appointment, AppointmentChange, Status, Why
from perspektiv.records.cases.actions.participations import end_early, end_regularly, wants_no_more
from perspektiv.records.cases.actions.steps import last_step, take_back
from perspektiv.records.cases.ahead import Decision, Party
from perspektiv.records.cases.models import EndingReason, Participation, Segment
from tests.records.appointments.office import Office, at, counted

AsUser = Callable[[User], Client]


@pytest.fixture
def running(office: Office) -> Participation:
    return office.participation()


@pytest.fixture
def ahead(office: Office, running: Participation) -> list[Appointment]:
    return [office.booked(at(10, days_ahead=days), running) for days in (7, 14, 21)]


@pytest.fixture
def reason(office: Office) -> EndingReason:
    return EndingReason.objects.create(centre=office.centre, key="moved", name="Umzug", valuation="neutral")


def decided(ahead: list[Appointment], party: Party | None) -> Decision:
    return Decision(frozenset(each.id for each in ahead), party)


def end(office: Office, running: Participation, decision: Decision) -> Participation:
    return end_regularly(by=office.personas.birte, participation=running, version=running.version, ahead=decision)


class TestTheAction:
    @pytest.mark.parametrize(
        ("party", "status"),
        [
            (Party.PARTICIPANT, Status.EXCUSED),
            (Party.CENTRE, Status.CANCELLED_BY_CENTRE),
            (Party.JOBCOACH, Status.CANCELLED_BY_JOBCOACH),
        ],
    )
    def test_calls_off_by_the_right_party(
        self, office: Office, running: Participation, ahead: list[Appointment], party: Party, status: Status
    ) -> None:
        end(office, running, decided(ahead, party))
        assert counted()[status] == 3
        assert set(AppointmentChange.objects.filter(kind="cancelled").values_list("why", flat=True)) == {Why.ENDED}

    def test_ends_nothing_while_nobody_has_decided(
        self, office: Office, running: Participation, ahead: list[Appointment]
    ) -> None:
        with pytest.raises(Refused, match="niemand entschieden"):
            end(office, running, Decision())
        with pytest.raises(Refused, match="niemand entschieden"):
            end(office, running, decided(ahead[:2], Party.CENTRE))
        running.refresh_from_db()
        assert running.ended_on is None
        assert counted()[Status.PLANNED] == 3

    def test_leaves_them_where_that_was_decided(
        self, office: Office, running: Participation, ahead: list[Appointment]
    ) -> None:
        end(office, running, decided(ahead, None))
        assert counted()[Status.PLANNED] == 3

    def test_leaves_what_is_past_for_attendance(self, office: Office, running: Participation) -> None:
        begun = timezone.now() - timedelta(minutes=20)
        office.booked(begun, running)
        end(office, running, Decision())
        assert counted()[Status.PLANNED] == 1

    def test_leaves_other_participations_alone(
        self, office: Office, running: Participation, ahead: list[Appointment]
    ) -> None:
        office.booked(at(14), office.participation("Alma Ahorn"))
        end(office, running, decided(ahead, Party.CENTRE))
        assert counted()[Status.PLANNED] == 1

    def test_early_too(
        self, office: Office, running: Participation, ahead: list[Appointment], reason: EndingReason
    ) -> None:
        end_early(
            by=office.personas.birte,
            participation=running,
            version=running.version,
            reason=reason,
            ahead=decided(ahead, Party.PARTICIPANT),
        )
        assert counted()[Status.EXCUSED] == 3

    def test_and_on_giving_up_the_next_segment(
        self, office: Office, running: Participation, ahead: list[Appointment]
    ) -> None:
        end(office, running, decided(ahead, None))
        ended = Participation.objects.get()
        with pytest.raises(Refused, match="niemand entschieden"):
            wants_no_more(by=office.personas.birte, participation=ended, version=ended.version)
        wants_no_more(
            by=office.personas.birte,
            participation=ended,
            version=ended.version,
            ahead=decided(ahead, Party.PARTICIPANT),
        )
        assert counted()[Status.EXCUSED] == 3


class TestTakingBack:
    @pytest.fixture
    def ended(self, office: Office, running: Participation, ahead: list[Appointment]) -> Participation:
        return end(office, running, decided(ahead, Party.CENTRE))

    def undo(self, office: Office, ended: Participation) -> None:
        step = last_step(office.personas.birte, ended.participant)
        assert step
        take_back(by=office.personas.birte, step=step)

    def test_takes_both_back(self, office: Office, ended: Participation) -> None:
        self.undo(office, ended)
        ended.refresh_from_db()
        assert ended.ended_on is None
        assert counted()[Status.PLANNED] == 3

    def test_twice_is_once(self, office: Office, ended: Participation) -> None:
        step = last_step(office.personas.birte, ended.participant)
        assert step
        for _n in range(2):
            take_back(by=office.personas.birte, step=step)
        assert counted()[Status.PLANNED] == 3
        assert AppointmentChange.objects.filter(kind="undone").count() == 3

    def test_takes_neither_back_once_the_time_is_another_s(
        self, office: Office, ended: Participation, ahead: list[Appointment]
    ) -> None:
        office.booked(ahead[1].starts_at, office.participation("Alma Ahorn"))
        with pytest.raises(Refused, match="schon einen Termin"):
            self.undo(office, ended)
        ended.refresh_from_db()
        assert ended.ended_on is not None
        assert counted()[Status.CANCELLED_BY_CENTRE] == 3


class TestThePage:
    def test_asks_with_number_and_days_and_does_it(
        self, office: Office, running: Participation, ahead: list[Appointment], as_user: AsUser
    ) -> None:
        client, page = as_user(office.personas.jule), reverse("cases:end", args=[running.id])
        asked = client.get(page).content.decode()
        assert "3 spätere Termine" in asked
        assert asked.count('name="ahead"') == 3
        assert asked.count("10:00") >= 3
        assert 'name="call_off" checked' in asked
        assert 'value="centre" checked' in asked
        client.post(page, self.sent(ahead, call_off="on", party="centre"))
        assert counted()[Status.CANCELLED_BY_CENTRE] == 3

    def test_proposes_that_whoever_leaves_early_has_cancelled(
        self, office: Office, running: Participation, ahead: list[Appointment], reason: EndingReason, as_user: AsUser
    ) -> None:
        client, page = as_user(office.personas.birte), reverse("cases:end_early", args=[running.id])
        assert 'value="participant" checked' in client.get(page).content.decode()
        sent = self.sent(ahead, call_off="on", party="participant") | {"reason": str(reason.id)}
        answer = client.post(page, sent, follow=True).content.decode()
        assert "Die späteren Termine sind abgesagt." in answer
        assert counted()[Status.EXCUSED] == 3

    def test_of_one_it_says_so(self, office: Office, running: Participation, as_user: AsUser) -> None:
        only = [office.booked(at(10, days_ahead=7), running)]
        client, page = as_user(office.personas.jule), reverse("cases:end", args=[running.id])
        answer = client.post(page, self.sent(only, call_off="on", party="centre"), follow=True).content.decode()
        assert "Der spätere Termin ist abgesagt." in answer

    def test_asks_again_where_one_was_booked_meanwhile(
        self, office: Office, running: Participation, ahead: list[Appointment], as_user: AsUser
    ) -> None:
        client, page = as_user(office.personas.birte), reverse("cases:end", args=[running.id])
        client.get(page)
        office.booked(at(15), running)
        answer = client.post(page, self.sent(ahead, call_off="on", party="centre"))
        assert answer.status_code == 409
        text = answer.content.decode()
        assert "niemand entschieden" in text
        assert "4 spätere Termine" in text
        assert counted()[Status.PLANNED] == 4

    def test_leaves_them_when_the_box_is_not_ticked(
        self, office: Office, running: Participation, ahead: list[Appointment], as_user: AsUser
    ) -> None:
        as_user(office.personas.birte).post(reverse("cases:end", args=[running.id]), self.sent(ahead, party="centre"))
        assert counted()[Status.PLANNED] == 3
        running.refresh_from_db()
        assert running.ended_on is not None

    def test_wants_to_know_by_whom(
        self, office: Office, running: Participation, ahead: list[Appointment], as_user: AsUser
    ) -> None:
        page = reverse("cases:end", args=[running.id])
        answer = as_user(office.personas.birte).post(page, self.sent(ahead, call_off="on"))
        assert "wer absagt" in answer.content.decode()
        assert counted()[Status.PLANNED] == 3

    def test_asks_nothing_where_nothing_lies_ahead(
        self, office: Office, running: Participation, as_user: AsUser
    ) -> None:
        page = reverse("cases:end", args=[running.id])
        assert "call_off" not in as_user(office.personas.birte).get(page).content.decode()

    def test_asks_on_giving_up_the_next_segment_only_where_some_were_left(
        self, office: Office, running: Participation, ahead: list[Appointment], as_user: AsUser
    ) -> None:
        following = Segment.objects.create(centre=office.centre, key="st", name="Stellensuche", position=2)
        ended = end_regularly(
            by=office.personas.birte,
            participation=running,
            version=running.version,
            next_segment=following,
            ahead=decided(ahead, None),
        )
        client, page = as_user(office.personas.birte), reverse("cases:wants_no_more", args=[ended.id])
        answer = client.post(page, {"version": ended.version})
        assert answer["Location"] == page
        assert "3 spätere Termine" in client.get(page).content.decode()
        sent = self.sent(ahead, call_off="on", party="participant") | {"version": str(ended.version)}
        client.post(page, sent)
        assert counted()[Status.EXCUSED] == 3
        ended.refresh_from_db()
        assert ended.next_segment is None

    def sent(self, ahead: list[Appointment], **fields: str) -> dict[str, object]:
        return {
            "version": str(Participation.objects.get().version),
            "ended_on": timezone.localdate(),
            "ahead": [str(each.id) for each in ahead],
            **fields,
        }


def test_what_was_cancelled_meanwhile_is_no_obstacle(
    office: Office, running: Participation, ahead: list[Appointment]
) -> None:
    one = ahead[0]
    cancel(by=office.personas.toni, appointment=one, version=one.version, status=Status.CANCELLED_BY_JOBCOACH)
    end(office, running, decided(ahead, Party.CENTRE))
    assert counted()[Status.CANCELLED_BY_JOBCOACH] == 1
    assert counted()[Status.CANCELLED_BY_CENTRE] == 2


def test_nothing_is_booked_after_the_end(office: Office, running: Participation) -> None:
    ended = end(office, running, Decision())
    with pytest.raises(Refused, match="nicht teil"):
        book(by=office.personas.toni, of=ended, starts_at=at(10), counsellor=None, room=None, place="phone")
