"""What participants ask for reaches those who may answer it, and nobody else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.models import ClosingDay
from perspektiv.records.appointments.opening import opening_of
from perspektiv.records.letters.models import Message
from perspektiv.records.people.models import Care
from perspektiv.records.selfservice.actions.wishes import answered_by, settle, take_up_again, wish
from perspektiv.records.selfservice.inbox import count_wishes, wishes_for
from perspektiv.records.selfservice.models import Wish
from tests.records.appointments.office import Office
from tests.records.selfservice.visiting import Visitor, logged_in

Kind = Wish.Kind


@pytest.fixture
def asked(dilan: Visitor, office: Office) -> dict[str, Wish]:
    """One wish of each kind."""
    by, of = office.personas.toni, dilan.participant
    return {
        kind: wish(
            by=by,
            participant=of,
            kind=kind,
            words=f"Wunsch {kind}",
            appointment=dilan.appointment if kind in (Kind.OTHER_DATE, Kind.LATE) else None,
        )
        for kind in Kind
    }


def kinds(user: User) -> set[str]:
    return set(wishes_for(user).open().values_list("kind", flat=True))


def test_each_sees_what_they_answer(asked: dict[str, Wish], office: Office) -> None:
    people, dates, data = office.personas, {"other_date", "late"}, {"copy", "correction", "erasure"}
    assert kinds(people.toni) == kinds(people.birte) == dates
    assert kinds(people.hanne) == kinds(people.quirin) == {"complaint", *data}
    assert kinds(people.ada) == data
    for nobody in (people.jule, people.merle, people.fee, people.august, people.fremd):
        assert kinds(nobody) == set()


def test_no_complaint_is_read_by_whoever_counsels(asked: dict[str, Wish], office: Office) -> None:
    hanne = office.personas.hanne
    Care.objects.create(centre=office.centre, participant=asked["copy"].participant, user=hanne, since=timezone.now())
    assert "complaint" not in kinds(hanne)


def test_they_are_counted_on_today_and_in_the_navigation(asked: dict[str, Wish], office: Office) -> None:
    assert count_wishes(office.personas.toni) == 2
    assert "2 Wünsche" in logged_in(office.personas.toni).get("/").content.decode()
    assert "4 Wünsche" in logged_in(office.personas.quirin).get("/").content.decode()


def test_the_page_leads_to_moving_with_one_click(asked: dict[str, Wish], office: Office) -> None:
    Wish.objects.filter(kind="other_date").update(times="2026-12-03T09:00")
    page = logged_in(office.personas.toni).get("/wuensche/").content.decode()
    address = f"/termine/{asked['other_date'].appointment_id}/verschieben/"
    assert f"{address}?day=2026-12-03&amp;time=09:00" in page and f'{address}"' in page


def test_settling_sends_the_answer_and_can_be_undone(asked: dict[str, Wish], office: Office) -> None:
    toni, open = logged_in(office.personas.toni), asked["other_date"]
    page = toni.post(f"/wuensche/{open.pk}/", {"version": 1, "answer": "Donnerstag um 9 Uhr passt."}, follow=True)
    assert f"/wuensche/{open.pk}/wieder/" in page.content.decode()
    message = Message.objects.get()
    assert "Donnerstag um 9 Uhr passt." in message.body and message.participant == open.participant
    toni.post(f"/wuensche/{open.pk}/wieder/")
    open.refresh_from_db()
    message.refresh_from_db()
    assert open.settled_at is None and message.state == Message.State.STOPPED


def test_settling_again_after_an_undo_sends_anew(asked: dict[str, Wish], office: Office) -> None:
    toni, open = office.personas.toni, asked["other_date"]
    settle(by=toni, wish=open, version=1, answer="Ja.")
    take_up_again(by=toni, wish=open)
    settle(by=toni, wish=open, version=3, answer="Doch nicht.")
    assert list(Message.objects.order_by("created_at").values_list("state", flat=True)) == ["stopped", "failed"]


def test_two_who_answer_at_once_are_told(asked: dict[str, Wish], office: Office) -> None:
    open = asked["other_date"]
    settle(by=office.personas.toni, wish=open, version=1, answer="")
    answer = logged_in(office.personas.birte).post(f"/wuensche/{open.pk}/", {"version": 1, "answer": "Ja."})
    assert answer.status_code == 409 and not Message.objects.exists()


def test_sent_twice_it_goes_once(asked: dict[str, Wish], office: Office) -> None:
    for _ in range(2):
        settle(by=office.personas.toni, wish=asked["other_date"], version=1, answer="Ja.")
    assert Message.objects.count() == 1


def test_the_day_by_which_it_is_answered_is_one_on_which_somebody_is_there(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ClosingDay.objects.create(
        centre=office.centre, name="Betriebsausflug", starts_on=date(2026, 12, 3), ends_on=date(2026, 12, 4)
    )
    opening, noon = opening_of(office.centre), datetime(2026, 11, 26, 12, tzinfo=UTC)
    for kind in Kind:
        for n in range(60):
            now = noon + timedelta(days=n)
            monkeypatch.setattr(timezone, "now", lambda now=now: now)
            day = answered_by(kind, None, opening)
            assert opening.hours_on(day) and day >= now.date(), (kind, now)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 12, 3, 12, tzinfo=UTC))
    assert answered_by(Kind.OTHER_DATE, None, opening) == date(2026, 12, 7), "after the days on which it is closed"
