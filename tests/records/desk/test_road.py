"""On the road: what lies on a device, and marks that arrive late, twice, or too late."""

import json
from collections.abc import Callable
from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.appointments.actions.marks import mark
from perspektiv.records.appointments.models import Appointment, AppointmentChange, Status
from perspektiv.records.appointments.moments import local
from perspektiv.records.desk.actions.taps import tap
from perspektiv.records.desk.models import Tap
from perspektiv.records.desk.road import stops_of
from tests.records.desk.scenes import Scene

As = Callable[[User], Client]


@pytest.fixture
def talk(scene: Scene) -> Appointment:
    runs = scene.runs(scene.person("Dilan", "Distel", scene.personas.jule))
    return scene.appointment(runs, max(timezone.now() - timedelta(minutes=30), local(timezone.localdate(), time.min)))


def test_the_page_and_the_worker_name_nobody(scene: Scene, talk: Appointment, as_user: As) -> None:
    client = as_user(scene.personas.jule)
    for address in ("/unterwegs/", "/unterwegs/dienst.js"):
        content = client.get(address).content.decode()
        for word in ("Dilan", "Distel", "Jule", "Lerche", str(scene.personas.jule.pk), "csrfmiddlewaretoken"):
            assert word not in content


def test_the_page_is_the_same_for_everybody_who_marks(scene: Scene, talk: Appointment, as_user: As) -> None:
    pages = {as_user(user).get("/unterwegs/").content for user in (scene.personas.jule, scene.personas.toni)}
    assert len(pages) == 1


def test_the_list_has_initials_and_times_and_no_names(scene: Scene, talk: Appointment, as_user: As) -> None:
    answer = as_user(scene.personas.jule).get("/unterwegs/tag/")
    (stop,) = answer.json()["stops"]
    assert set(stop) == {"id", "at", "starts", "initials", "version", "status", "of"}
    assert (stop["initials"], stop["of"]) == ("DD", "")
    assert "Distel" not in answer.content.decode()
    assert TrailRow.objects.filter(what="road.read").count() == 1


def test_everybody_has_the_list_that_they_may_mark(scene: Scene, talk: Appointment) -> None:
    today = timezone.localdate(talk.starts_at)
    assert [len(stops_of(user, today)) for user in (scene.personas.jule, scene.personas.toni)] == [1, 1]
    assert [len(stops_of(user, today)) for user in (scene.personas.merle, scene.personas.fremd)] == [0, 0]


def test_a_tap_marks(scene: Scene, talk: Appointment) -> None:
    known = send(scene.personas.jule, talk)
    talk.refresh_from_db()
    assert (known.outcome, talk.status, known.version) == (Tap.Outcome.STORED, Status.HELD, talk.version)


def test_the_same_tap_counts_once_and_is_answered_the_same(scene: Scene, talk: Appointment, as_user: As) -> None:
    client, sent = as_user(scene.personas.jule), sending(talk)
    first = client.post("/unterwegs/marke/", sent).json()
    mark(by=scene.personas.toni, appointment=talk, version=first["version"], status=Status.NO_SHOW)
    assert client.post("/unterwegs/marke/", sent).json() == first
    talk.refresh_from_db()
    assert talk.status == Status.NO_SHOW
    assert AppointmentChange.objects.filter(appointment=talk).count() == 2
    assert Tap.objects.count() == 1


def test_a_tap_of_somebody_else_is_not_taken_over(scene: Scene, talk: Appointment) -> None:
    known = send(scene.personas.jule, talk)
    with pytest.raises(Refused):
        send(scene.personas.toni, talk, id=known.id)


def test_what_somebody_said_meanwhile_is_not_overwritten(scene: Scene, talk: Appointment) -> None:
    shown = talk.version
    mark(by=scene.personas.toni, appointment=talk, version=shown, status=Status.EXCUSED)
    known = send(scene.personas.jule, talk, version=shown)
    assert (known.outcome, known.found) == (Tap.Outcome.CLASH, Status.EXCUSED)
    again = send(scene.personas.jule, talk, version=known.version)  # decided: mine
    assert (again.outcome, again.found) == (Tap.Outcome.STORED, Status.HELD)


def test_the_same_mark_from_both_is_no_conflict(scene: Scene, talk: Appointment) -> None:
    shown = talk.version
    mark(by=scene.personas.toni, appointment=talk, version=shown, status=Status.HELD)
    assert send(scene.personas.jule, talk, version=shown).outcome == Tap.Outcome.STORED


def test_nothing_takes_place_before_it_begins(scene: Scene) -> None:
    """As with a network: what was tapped too early is refused, however late it arrives."""
    talk = scene.appointment(scene.runs(scene.person()), timezone.now() - timedelta(minutes=5))
    early = send(scene.personas.toni, talk, tapped_at=talk.starts_at - timedelta(minutes=30))
    assert early.outcome == Tap.Outcome.REFUSED
    assert early.sentence.startswith("Dieser Termin beginnt erst um")
    off = send(scene.personas.toni, talk, Status.EXCUSED, tapped_at=talk.starts_at - timedelta(minutes=30))
    assert off.outcome == Tap.Outcome.STORED


def test_a_clock_that_goes_ahead_proves_nothing(scene: Scene) -> None:
    talk = scene.appointment(scene.runs(scene.person()), timezone.now() + timedelta(hours=2))
    known = send(scene.personas.toni, talk, tapped_at=timezone.now() + timedelta(hours=3))
    assert known.outcome == Tap.Outcome.REFUSED
    assert known.tapped_at <= timezone.now()


@pytest.mark.parametrize("wrong", [{"id": "x"}, {"at": ""}, {"at": "2026-13-45T25:00"}, {"at": "2026-11-26T10:00"}])
def test_nonsense_is_refused(scene: Scene, talk: Appointment, as_user: As, wrong: dict[str, str]) -> None:
    answer = as_user(scene.personas.jule).post("/unterwegs/marke/", {**sending(talk), **wrong})
    assert answer.status_code == 400
    assert not Tap.objects.exists()


def test_no_mark_is_no_mark(scene: Scene, talk: Appointment, as_user: As) -> None:
    answer = as_user(scene.personas.jule).post("/unterwegs/marke/", {**sending(talk), "status": "dancing"})
    assert json.loads(answer.content)["outcome"] == "refused"


def sending(talk: Appointment) -> dict[str, str]:
    return {
        "id": str(uuid4()),
        "appointment": str(talk.pk),
        "version": str(talk.version),
        "status": "held",
        "at": timezone.now().isoformat(),
    }


def send(by: User, talk: Appointment, status: str = Status.HELD, **given: object) -> Tap:
    sent: dict[str, object] = {"id": uuid4(), "version": talk.version, "tapped_at": timezone.now(), **given}
    assert isinstance(sent["tapped_at"], datetime)
    return tap(by=by, appointment=Appointment.objects.get(pk=talk.pk), status=status, **sent)  # type: ignore[arg-type]
