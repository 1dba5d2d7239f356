"""Counsellors offer their time: freelancers are booked in what they offer; outside of it one asks first."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.appointments.actions.offered_slots import (
    offer,
    repeat_week,
    undo_offers,
    withdraw,
    withdraw_series,
)
from perspektiv.records.appointments.gaps import Gaps
from perspektiv.records.appointments.models import Appointment, OfferedSlot
from perspektiv.records.appointments.moments import midnight, monday_of
from perspektiv.records.appointments.offering import used_of
from perspektiv.records.appointments.opening import Opening
from perspektiv.records.appointments.slots import free_slots, key_of
from tests.records.appointments.office import Office, at, workday

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def offered(office: Office, *times: datetime) -> list[OfferedSlot]:
    return offer(by=office.personas.jule, centre=office.centre, counsellor=office.personas.jule, times=times)


def weeks(office: Office, first: date, until: date) -> list[OfferedSlot]:
    jule = office.personas.jule
    return repeat_week(by=jule, centre=office.centre, counsellor=jule, monday=monday_of(first), until=until)


def standing() -> list[datetime]:
    return list(OfferedSlot.objects.standing().values_list("starts_at", flat=True))


class TestOffering:
    def test_a_unit_is_offered_once_however_often_it_is_sent(self, office: Office) -> None:
        for _send in range(2):
            offered(office, at(10), at(11, 30))
        assert standing() == [at(10), at(11, 30)]
        assert TrailRow.objects.filter(what="appointments.slot_offered").count() == 1

    def test_what_is_over_is_not_offered(self, office: Office) -> None:
        with pytest.raises(Refused, match="schon vorbei"):
            offered(office, timezone.now() - timedelta(minutes=1))

    def test_a_week_is_repeated_at_the_same_time_on_the_wall(self, office: Office) -> None:
        day = workday()
        offered(office, at(10, day=day))
        weeks(office, day, day + timedelta(days=330))
        times = standing()
        assert len(times) > 40  # all but public holidays, and both changes of the clocks lie between
        assert {timezone.localtime(one).time() for one in times} == {time(10)}
        assert len({one.utcoffset() for one in map(timezone.localtime, times)}) == 2

    def test_no_day_that_is_closed_is_offered(self, office: Office) -> None:
        opening, today = Opening(), timezone.localdate()
        ahead = (today + timedelta(days=n) for n in range(20, 366))
        closed = next(day for day in ahead if opening.closed_by(day) and day.weekday() < 5)
        before = closed - timedelta(days=7 if opening.hours_on(closed - timedelta(days=7)) else 14)
        offered(office, at(10, day=before))
        weeks(office, before, closed + timedelta(days=7))
        days = {timezone.localdate(one) for one in standing()}
        assert before in days
        assert closed not in days

    def test_a_year_is_the_farthest(self, office: Office) -> None:
        offered(office, at(10))
        with pytest.raises(Refused, match="ein Jahr"):
            weeks(office, workday(), timezone.localdate() + timedelta(days=800))


class TestWithdrawing:
    def test_one_is_withdrawn_and_back_with_undo(self, office: Office) -> None:
        slot, action = offered(office, at(10))[0], uuid4()
        withdraw(by=office.personas.jule, slot=slot, action=action)
        assert not standing()
        undo_offers(by=office.personas.jule, action=action, slots=OfferedSlot.objects.all())
        assert standing() == [at(10)]
        with pytest.raises(Refused):
            undo_offers(by=office.personas.jule, action=action, slots=OfferedSlot.objects.all())

    def test_one_that_is_booked_needs_a_word_and_the_appointment_stays(self, office: Office) -> None:
        slot = offered(office, at(10))[0]
        booked = office.booked(at(10))
        with pytest.raises(Refused, match="Dilan Distel"):
            withdraw(by=office.personas.jule, slot=slot)
        assert standing()
        withdraw(by=office.personas.jule, slot=slot, word="Fortbildung; ich rufe an")
        assert not standing()
        booked.refresh_from_db()
        assert booked.status == "planned"

    def test_a_series_is_withdrawn_but_for_what_is_booked(self, office: Office) -> None:
        day = workday()
        slot = offered(office, at(10, day=day))[0]
        made = weeks(office, day, day + timedelta(days=28))
        office.booked(made[0].starts_at)
        action = uuid4()
        done = withdraw_series(by=office.personas.jule, slot=slot, action=action)
        assert (len(done.slots), done.booked) == (len(made), 1)
        assert standing() == [made[0].starts_at]
        undo_offers(by=office.personas.jule, action=action, slots=OfferedSlot.objects.all())
        assert len(standing()) == len(made) + 1


class TestBookingInThem:
    def test_only_offered_times_are_found(self, office: Office) -> None:
        offered(office, at(10), at(13, 30))
        found = free_slots(office.centre, office.personas.jule, after=midnight(workday()), count=5)
        assert [slot.at for slot in found] == [at(10), at(13, 30)]

    def test_whoever_offers_nothing_is_free_as_before(self, office: Office) -> None:
        offered(office, at(10))
        found = free_slots(office.centre, office.personas.merle, after=midnight(workday()), count=5)
        assert len(found) == 5

    def test_two_units_one_after_the_other_hold_a_longer_talk(self, office: Office) -> None:
        offered(office, at(8, 30), at(10), at(13, 30))
        found = free_slots(office.centre, office.personas.jule, after=midnight(workday()), count=5, minutes=120)
        assert [slot.at for slot in found] == [at(8, 30)]

    def test_the_calendar_shows_no_other_gaps(self, office: Office) -> None:
        day = workday()
        offered(office, at(10, day=day))
        gaps = Gaps([office.centre], [office.personas.jule.id, office.personas.merle.id], Opening(), day, day)
        assert gaps.of_counsellor(office.personas.jule.id, day) == [at(10, day=day)]
        assert len(gaps.of_counsellor(office.personas.merle.id, day)) > 1

    def test_the_list_of_a_day_says_which_are_offered(self, office: Office, as_user: AsUser) -> None:
        offered(office, at(10))
        page = as_user(office.personas.toni).get(f"/termine/?day={workday()}").content.decode()
        assert "Jule Lerche, 10:00 angeboten" in page and "Merle Amsel, 10:00 frei" in page
        assert "Jule Lerche, 15:00" not in page

    def test_the_week_calls_what_can_be_booked_free(self, office: Office, as_user: AsUser) -> None:
        offered(office, at(10))
        page = as_user(office.personas.toni).get(f"/termine/woche/?day={workday()}").content.decode()
        assert "10:00 frei, " in page and "<span>angeboten</span>" not in page

    def test_another_time_is_asked_about_once_and_then_booked(self, office: Office, as_user: AsUser) -> None:
        offered(office, at(10))
        of = office.participation()
        client = as_user(office.personas.toni)
        form = {
            "person": str(of.participant_id), "of": str(of.pk), "id": str(uuid4()), "slot": "other",
            "day": workday().isoformat(), "time": "15:00", "counsellor": str(office.personas.jule.pk),
        }  # fmt: skip
        asked = client.post("/termine/neu/", form)
        assert asked.status_code == 422
        assert "Jule Lerche bietet diese Zeit nicht an." in asked.content.decode()
        assert not Appointment.objects.exists()
        client.post("/termine/neu/", {**form, "anyway": key_of(at(15))})
        assert Appointment.objects.get().starts_at == at(15)

    def test_how_much_is_used(self, office: Office) -> None:
        day = workday()
        offered(office, at(8, 30, day=day), at(10, day=day), at(13, 30, day=day), at(15, day=day))
        office.booked(at(10, day=day))
        usage = used_of(office.centre, office.personas.jule, day, day + timedelta(days=1))
        assert (usage.offered, usage.used, usage.percent) == (4, 1, 25)


class TestThePage:
    def test_a_tap_offers_and_another_withdraws(self, office: Office, as_user: AsUser) -> None:
        client = as_user(office.personas.jule)
        page = client.get(f"/termine/angebot/?day={workday().isoformat()}").content.decode()
        assert "08:30" in page
        where = {"day": workday().isoformat(), "counsellor": str(office.personas.jule.pk)}
        client.post("/termine/angebot/", {**where, "offer": key_of(at(10))})
        assert standing() == [at(10)]
        slot = OfferedSlot.objects.get()
        answer = client.post("/termine/angebot/", {**where, "withdraw": str(slot.pk)}, follow=True)
        assert not standing()
        assert "undo" in answer.content.decode()

    def test_the_assistant_enters_them_for_somebody(self, office: Office, as_user: AsUser) -> None:
        client = as_user(office.personas.toni)
        client.post(
            "/termine/angebot/",
            {"day": workday().isoformat(), "counsellor": str(office.personas.merle.pk), "offer": key_of(at(10))},
        )
        assert OfferedSlot.objects.get().counsellor == office.personas.merle

    def test_a_counsellor_offers_only_their_own(self, office: Office, as_user: AsUser) -> None:
        client = as_user(office.personas.jule)
        where = {"day": workday().isoformat(), "counsellor": str(office.personas.merle.pk)}
        refused = client.post("/termine/angebot/", {**where, "offer": key_of(at(10))})
        assert refused.status_code == 409
        assert not OfferedSlot.objects.exists()

    def test_a_booked_one_asks_for_a_word(self, office: Office, as_user: AsUser) -> None:
        slot = offered(office, at(10))[0]
        office.booked(at(10))
        client = as_user(office.personas.jule)
        where = {"day": workday().isoformat(), "counsellor": str(office.personas.jule.pk)}
        asked = client.post("/termine/angebot/", {**where, "withdraw": str(slot.pk)})
        assert asked.status_code == 409
        assert 'name="word"' in asked.content.decode()
        client.post("/termine/angebot/", {**where, "withdraw": str(slot.pk), "word": "Fortbildung"})
        assert not standing()

    def test_a_week_is_repeated_and_taken_back(self, office: Office, as_user: AsUser) -> None:
        offered(office, at(10))
        client = as_user(office.personas.jule)
        until = workday() + timedelta(days=28)
        where = {"day": workday().isoformat(), "counsellor": str(office.personas.jule.pk)}
        client.post("/termine/angebot/", {**where, "repeat": "1", "until": until.isoformat()})
        assert len(standing()) > 2
        newest = OfferedSlot.objects.order_by("-starts_at")[0]
        client.post(f"/termine/angebot/rueckgaengig/{newest.action}/")
        assert standing() == [at(10)]
