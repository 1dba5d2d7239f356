"""Whoever says by link that they do not come is heard: on the appointment, and by those who would wait."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions.confirming import confirm
from perspektiv.records.appointments.actions.plans import cancel
from perspektiv.records.appointments.models import Status
from perspektiv.records.desk.todos import todos_of
from perspektiv.records.selfservice import validity
from perspektiv.records.selfservice.actions.wishes import wish
from perspektiv.records.selfservice.inbox import count_wishes
from perspektiv.records.selfservice.models import Wish
from tests.records.appointments.office import Office, at
from tests.records.selfservice.visiting import Visitor, logged_in

LATE = "kommt nicht (kurzfristig)"


def news_of(user: User) -> str:
    return "; ".join(f"{todo.title}: {todo.detail}" for todo in todos_of(user, timezone.localdate()))


@pytest.fixture
def too_late(dilan: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The evening before is over."""
    last = validity.cancel_until(dilan.appointment.starts_at)
    monkeypatch.setattr(timezone, "now", lambda: last + timedelta(minutes=1))


@pytest.mark.usefixtures("too_late")
class TestSaidLate:
    def test_is_seen_on_the_appointment_and_in_lists(self, dilan: Visitor, office: Office) -> None:
        dilan.send(f"{dilan.date}/absagen/", late="")
        assert dilan.now().declined and dilan.now().status == Status.PLANNED
        staff, day = logged_in(office.personas.jule), timezone.localdate(dilan.appointment.starts_at)
        for page in (f"/termine/{dilan.appointment.pk}/", f"/termine/?day={day}", f"/anwesenheit/?day={day}"):
            assert LATE in staff.get(page).content.decode(), page

    def test_is_news_for_the_counsellor_until_it_is_over(
        self, dilan: Visitor, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert "kommt nicht" not in news_of(office.personas.jule)
        dilan.send(f"{dilan.date}/absagen/", late="")
        assert "1 Person kommt nicht (kurzfristig gesagt): Dilan Distel" in news_of(office.personas.jule)
        monkeypatch.setattr(timezone, "now", lambda: dilan.appointment.ends_at + timedelta(minutes=1))
        assert "kommt nicht" not in news_of(office.personas.jule)

    def test_is_one_entry_of_today_and_answered_before_the_appointment(self, dilan: Visitor, office: Office) -> None:
        dilan.send(f"{dilan.date}/absagen/", late="")
        assert Wish.objects.get().answer_by == timezone.localdate(dilan.appointment.starts_at)
        todos = {todo.title: todo.address for todo in todos_of(office.personas.toni, timezone.localdate())}
        assert todos["1 Person kommt nicht (kurzfristig gesagt)"] == "/wuensche/"
        assert not any("Wunsch" in title for title in todos)

    def test_is_taken_back_by_coming_after_all(self, dilan: Visitor, office: Office) -> None:
        dilan.send(f"{dilan.date}/absagen/", late="")
        assert "Ich komme doch" in dilan.look().content.decode()
        dilan.send(f"{dilan.date}/kommen/")
        assert dilan.now().confirmed and not dilan.now().declined
        for user in (office.personas.jule, office.personas.toni):
            assert "kommt nicht" not in news_of(user) and "Wunsch" not in news_of(user)
        assert count_wishes(office.personas.toni) == 0, "nobody has to settle it"
        assert "kommt doch, über den Link gesagt" in logged_in(office.personas.toni).get("/wuensche/").text

    def test_is_a_new_word_when_it_is_said_again(self, dilan: Visitor, office: Office) -> None:
        for _twice in range(2):
            dilan.send(f"{dilan.date}/absagen/", late="")
            dilan.send(f"{dilan.date}/kommen/")
        dilan.send(f"{dilan.date}/absagen/", late="")
        assert (Wish.objects.filter(withdrawn=True).count(), count_wishes(office.personas.toni)) == (2, 1)


def test_what_was_taken_back_before_the_update_is_settled_by_it(dilan: Visitor, office: Office) -> None:
    update = import_module("perspektiv.records.selfservice.migrations.0004_settled_by_coming")
    confirm(by=office.personas.toni, appointment=dilan.appointment)
    later = office.booked(at(11), dilan.participation)
    for date in (dilan.appointment, later):
        wish(by=office.personas.toni, participant=dilan.participant, kind=Wish.Kind.LATE, appointment=date)
    update.settle_those_who_come(apps, connection.schema_editor())
    assert [one.appointment for one in Wish.objects.open()] == [later]
    assert Wish.objects.get(withdrawn=True).appointment == dilan.appointment


class TestCancelledInTime:
    def test_is_news_for_counsellor_and_assistant_until_another_date_is_booked(
        self, dilan: Visitor, office: Office
    ) -> None:
        dilan.send(f"{dilan.date}/absagen/", version=1)
        for user in (office.personas.jule, office.personas.toni):
            assert "1 Termin wurde über den Link abgesagt: Dilan Distel" in news_of(user)
        office.booked(at(14), dilan.participation)
        assert "über den Link abgesagt" not in news_of(office.personas.jule)

    def test_can_be_taken_back_as_long_as_the_time_is_free(
        self, dilan: Visitor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        dilan.send(f"{dilan.date}/absagen/", version=1)
        later = timezone.now() + timedelta(hours=5)
        monkeypatch.setattr(timezone, "now", lambda: later)
        assert "Ich komme doch" in dilan.look().content.decode()
        for _twice in range(2):
            assert dilan.send(f"{dilan.date}/doch/").status_code == 303
        assert dilan.now().status == Status.PLANNED

    def test_is_over_when_somebody_else_has_the_time(self, dilan: Visitor, office: Office) -> None:
        dilan.send(f"{dilan.date}/absagen/", version=1)
        office.booked(at(9), office.participation("Alma Ahorn"))
        assert "Ich komme doch" not in dilan.look().content.decode()
        answer = dilan.send(f"{dilan.date}/doch/")
        assert answer.status_code == 409 and "vergeben" in answer.content.decode()
        assert dilan.now().status == Status.EXCUSED

    def test_what_staff_cancelled_is_not_taken_back_by_link(self, dilan: Visitor, office: Office) -> None:
        cancel(by=office.personas.toni, appointment=dilan.appointment, version=1, status=Status.EXCUSED)
        assert "Ich komme doch" not in dilan.look().content.decode()
        assert dilan.send(f"{dilan.date}/doch/").status_code == 409


def test_without_a_date_one_is_asked_for(dilan: Visitor, office: Office) -> None:
    assert "Um einen Termin bitten" not in dilan.look().content.decode()
    dilan.send(f"{dilan.date}/absagen/", version=1)
    assert "Um einen Termin bitten" in dilan.look().content.decode()
    for _twice in range(2):
        dilan.send("termin/bitte/", words="Vormittags, bitte.")
    wish = Wish.objects.get()
    assert (wish.kind, wish.appointment, wish.words) == (Wish.Kind.OTHER_DATE, None, "Vormittags, bitte.")
    text = dilan.look().content.decode()
    assert "Sie haben um einen Termin gebeten" in text and "Um einen Termin bitten" not in text
    wishes = logged_in(office.personas.toni).get("/wuensche/").content.decode()
    assert "Ein Termin, keiner ist gebucht" in wishes and f"person={dilan.participant.pk}" in wishes


def test_later_dates_are_confirmed_one_by_one(dilan: Visitor, office: Office) -> None:
    later = office.booked(at(11), dilan.participation)
    assert dilan.look().content.decode().count("Ich komme<") == 2
    dilan.send(f"termin/{later.pk}/kommen/")
    later.refresh_from_db()
    assert later.confirmed and not dilan.now().confirmed
