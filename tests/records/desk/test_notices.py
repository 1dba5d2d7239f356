"""What needs me: one source with Today, what is new, and the bell's number."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.desk.models import NoticeChoice, Seen
from perspektiv.records.desk.notices import mark_seen, notices_of
from perspektiv.records.desk.todos import todos_of
from tests.records.desk.scenes import Scene

As = Callable[[User], Client]


def open_since(scene: Scene, days: int, name: str = "Distel") -> Appointment:
    runs = scene.runs(scene.person("Dilan", name, scene.personas.jule))
    return scene.appointment(runs, timezone.now() - timedelta(days=days))


def test_it_is_the_list_of_today(scene: Scene) -> None:
    open_since(scene, 3)
    jule, day = scene.personas.jule, timezone.localdate()
    assert [notice.todo for notice in notices_of(jule, day)] == todos_of(jule, day) != []


def test_what_was_seen_is_no_news_until_more_comes(scene: Scene) -> None:
    jule, day = scene.personas.jule, timezone.localdate()
    first = open_since(scene, 3)
    mark_seen(jule, notices_of(jule, day))
    assert not any(notice.new for notice in notices_of(jule, day))
    open_since(scene, 4, "Ahorn")
    assert any(notice.new for notice in notices_of(jule, day))
    mark_seen(jule, notices_of(jule, day))
    Appointment.objects.filter(pk=first.pk).update(status=Status.HELD)
    assert not any(notice.new and notice.todo.icon == "check-square" for notice in notices_of(jule, day))


def test_what_was_settled_is_news_when_it_comes_again(scene: Scene) -> None:
    jule, day = scene.personas.jule, timezone.localdate()
    talk = open_since(scene, 3)
    mark_seen(jule, notices_of(jule, day))
    Appointment.objects.filter(pk=talk.pk).update(status=Status.HELD)
    mark_seen(jule, notices_of(jule, day))
    Appointment.objects.filter(pk=talk.pk).update(status=Status.PLANNED)
    assert any(notice.new and notice.todo.icon == "check-square" for notice in notices_of(jule, day))


def test_the_seen_marks_name_nobody(scene: Scene) -> None:
    open_since(scene, 3)
    mark_seen(scene.personas.jule, notices_of(scene.personas.jule, timezone.localdate()))
    assert Seen.objects.exists()
    assert not any("Distel" in f"{row.key}{row.state}" for row in Seen.objects.all())


def test_the_page_says_once_what_is_new_and_leaves_a_row(scene: Scene, as_user: As) -> None:
    open_since(scene, 3)
    client = as_user(scene.personas.jule)
    assert client.get("/ansteht/zahl/").json()["new"] >= 1
    first, second = (client.get("/ansteht/").content.decode() for _ in range(2))
    assert "1 Termin ohne Vermerk" in first or "ohne" in first
    assert "pv-state--note" in first
    assert "pv-state--note" not in second
    assert client.get("/ansteht/zahl/").json() == {"new": 0, "words": ""}
    assert TrailRow.objects.filter(what="notices.read").count() == 2


def test_asking_for_the_number_marks_nothing_as_seen(scene: Scene, as_user: As) -> None:
    open_since(scene, 3)
    client = as_user(scene.personas.jule)
    assert client.get("/ansteht/zahl/").json() == client.get("/ansteht/zahl/").json()
    assert not Seen.objects.exists()


def test_nobody_sees_what_needs_others(scene: Scene, as_user: As) -> None:
    open_since(scene, 3)
    assert "Distel" not in as_user(scene.personas.merle).get("/ansteht/").content.decode()


def test_the_bell_keeps_no_session_open(scene: Scene, as_user: As, settings: object) -> None:
    from allauth.usersessions.models import UserSession

    settings.IDLE_MINUTES = 15  # type: ignore[attr-defined]
    client = as_user(scene.personas.jule)
    client.get("/ansteht/")
    long_ago = timezone.now() - timedelta(minutes=10)
    UserSession.objects.update(last_seen_at=long_ago)
    client.get("/ansteht/zahl/", headers={"X-Background": "1"})
    assert UserSession.objects.get().last_seen_at == long_ago


def test_the_daily_mail_is_chosen_and_given_up(scene: Scene, as_user: As) -> None:
    client = as_user(scene.personas.jule)
    client.post("/ansteht/mail/", {"daily_mail": "on"})
    assert NoticeChoice.objects.get().daily_mail
    client.post("/ansteht/mail/", {"daily_mail": "off"})
    assert not NoticeChoice.objects.get().daily_mail
    assert TrailRow.objects.filter(what="desk.daily_mail_chosen").count() == 2
