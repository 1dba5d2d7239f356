"""Notes: saved while they are typed; two windows never overwrite each other; nobody else reads them."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.actions import notes
from perspektiv.records.cases.actions.notes import save_note
from perspektiv.records.cases.models import Note, Participation
from perspektiv.records.cases.versions import ChangedMeanwhile
from perspektiv.records.people.actions.cares import break_glass, substitute
from perspektiv.records.people.models import Participant
from tests.records.personas import Personas

HTMX = {"HX-Request": "true"}


def saved(personas: Personas, dilan: Participant, words: str, *, id: UUID | None = None, version: int = 0) -> Note:
    note = save_note(
        by=personas.jule,
        participant=dilan,
        id=id or uuid4(),
        version=version,
        words=words,
        about_on=timezone.localdate(),
    )
    assert note
    return note


def typed(words: str, *, id: UUID, version: int = 0, **more: object) -> dict[str, object]:
    return {"id": id, "version": version, "words": words, "about_on": timezone.localdate().isoformat(), **more}


def test_typing_saves_by_itself_and_says_when(dilan: Participant, jule: Client) -> None:
    id, address = uuid4(), f"/personen/{dilan.pk}/notizen/speichern/"

    first = jule.post(address, typed("Zwei Betriebe", id=id), headers=HTMX).content.decode()
    second = jule.post(address, typed("Zwei Betriebe besprochen", id=id, version=1), headers=HTMX).content.decode()

    assert "Entwurf gespeichert" in first
    assert 'name="version" value="1"' in first
    assert 'name="version" value="2"' in second
    assert Note.objects.get().words == "Zwei Betriebe besprochen"


def test_nothing_is_kept_of_an_empty_page(dilan: Participant, jule: Client) -> None:
    answer = jule.post(f"/personen/{dilan.pk}/notizen/speichern/", typed("  ", id=uuid4()), headers=HTMX)

    assert 'name="version" value="0"' in answer.content.decode()
    assert not Note.objects.exists()


def test_the_same_text_sent_twice_is_one_change(personas: Personas, dilan: Participant) -> None:
    note = saved(personas, dilan, "Text")
    again = saved(personas, dilan, "Text", id=note.pk)

    assert (again.pk, again.version) == (note.pk, 1)
    assert TrailRow.objects.filter(what__startswith="cases.note_").count() == 1


def talk_in(participation: Participation) -> Appointment:
    now = timezone.now()
    return Appointment.objects.create(
        centre=participation.centre,
        participant=participation.participant,
        participation=participation,
        starts_at=now,
        ends_at=now + timedelta(minutes=75),
    )


class TestTwoFirstSavesAtOnce:
    """The page saves by itself while "done" is on its way: both find no note yet, and one of them is second."""

    @pytest.fixture
    def id(self, personas: Personas, dilan: Participant, monkeypatch: pytest.MonkeyPatch) -> UUID:
        """Of a note that the second of them did not see when it looked."""
        saved(personas, dilan, "Ein anderes Mal.")
        first = saved(personas, dilan, "Interessen besprochen.")
        look, looked = notes._stored, iter([None])
        monkeypatch.setattr(notes, "_stored", lambda *asked: next(looked, look(*asked)))
        return first.pk

    def test_with_one_text_are_one_note(self, personas: Personas, dilan: Participant, id: UUID) -> None:
        assert saved(personas, dilan, "Interessen besprochen.", id=id).pk == id
        assert TrailRow.objects.filter(what="cases.note_written").count() == 2

    def test_with_two_texts_show_both(self, personas: Personas, dilan: Participant, id: UUID) -> None:
        with pytest.raises(ChangedMeanwhile) as meanwhile:
            saved(personas, dilan, "Interessen besprochen. Drei Betriebe.", id=id)
        assert meanwhile.value.stored.pk == id
        assert Note.objects.get(pk=id).words == "Interessen besprochen."


def test_an_appointment_has_one_note_of_each_counsellor(
    dilan: Participant, participation: Participation, jule: Client
) -> None:
    appointment = talk_in(participation).pk
    page = f"/personen/{dilan.pk}/notizen/"
    jule.post(f"{page}speichern/", typed("Eins", id=uuid4(), appointment=appointment))

    opened = jule.get(f"{page}?appointment={appointment}").content.decode()
    assert ">\nEins</textarea>" in opened
    other = jule.post(f"{page}speichern/", typed("Zwei", id=uuid4(), appointment=appointment), headers=HTMX)

    assert "Zwei Fassungen" in other.content.decode()
    assert Note.objects.get().words == "Eins"


class TestAnotherPersonSAppointment:
    @pytest.fixture
    def foreign(self, alma: Participant, participation: Participation) -> Appointment:
        """In the same counsellor's day, but Alma's."""
        appointment = talk_in(participation)
        Appointment.objects.filter(pk=appointment.pk).update(participant=alma)
        return appointment

    @pytest.mark.parametrize("unknown", [True, False])
    def test_opens_no_note(self, unknown: bool, dilan: Participant, foreign: Appointment, jule: Client) -> None:
        asked = uuid4() if unknown else foreign.pk
        assert jule.get(f"/personen/{dilan.pk}/notizen/?appointment={asked}").status_code == 404

    @pytest.mark.parametrize("headers", [HTMX, {}])
    def test_gets_no_note(
        self, headers: dict[str, str], dilan: Participant, foreign: Appointment, jule: Client
    ) -> None:
        sent = typed("Eins", id=uuid4(), appointment=foreign.pk)
        assert jule.post(f"/personen/{dilan.pk}/notizen/speichern/", sent, headers=headers).status_code == 404
        assert not Note.objects.exists()


def test_a_note_goes_on_though_its_booking_was_taken_back(
    dilan: Participant, participation: Participation, jule: Client
) -> None:
    appointment, id, page = talk_in(participation), uuid4(), f"/personen/{dilan.pk}/notizen/"
    jule.post(f"{page}speichern/", typed("Eins", id=id, appointment=appointment.pk), headers=HTMX)
    Appointment.objects.update(withdrawn_at=timezone.now())
    sent = typed("Eins und zwei", id=id, version=1, appointment=appointment.pk)
    assert jule.post(f"{page}speichern/", sent, headers=HTMX).status_code == 200
    assert Note.objects.get().words == "Eins und zwei"


def test_two_windows_show_both_texts_and_overwrite_nothing(
    personas: Personas, dilan: Participant, jule: Client
) -> None:
    note = saved(personas, dilan, "Möchte einen Probetag.")
    saved(personas, dilan, "Möchte zuerst zuschauen.", id=note.pk, version=1)
    address = f"/personen/{dilan.pk}/notizen/speichern/"

    page = jule.post(address, typed("Aus dem alten Fenster", id=note.pk, version=1))
    assert page.status_code == 409
    assert "Möchte zuerst zuschauen." in page.content.decode()
    assert "Aus dem alten Fenster" in page.content.decode()

    still = jule.post(address, typed("Aus dem alten Fenster …", id=note.pk, version=1), headers=HTMX)
    assert 'name="version" value="1"' in still.content.decode()  # typing on never becomes the way out
    assert Note.objects.get().words == "Möchte zuerst zuschauen."


@pytest.mark.parametrize(("keep", "kept"), [("mine", "Neu"), ("both", "Gespeichert\n\nNeu")])
def test_whoever_has_read_both_decides(
    personas: Personas, dilan: Participant, jule: Client, keep: str, kept: str
) -> None:
    note = saved(personas, dilan, "Alt")
    saved(personas, dilan, "Gespeichert", id=note.pk, version=1)
    decided = typed("Neu", id=note.pk, version=1, keep=keep, stored_version=2, stored_id=note.pk)

    jule.post(f"/personen/{dilan.pk}/notizen/speichern/", decided)

    assert Note.objects.get().words == kept


def test_200_stale_edits_overwrite_nothing(personas: Personas, dilan: Participant) -> None:
    note = saved(personas, dilan, "Stand 1")
    saved(personas, dilan, "Stand 2", id=note.pk, version=1)

    for number in range(200):
        with pytest.raises(ChangedMeanwhile) as shown:
            saved(personas, dilan, f"Alt {number}", id=note.pk, version=number % 2)
        assert isinstance(shown.value.stored, Note)
        assert shown.value.stored.words == "Stand 2"
    assert Note.objects.get().words == "Stand 2"


def test_nobody_writes_into_anothers_note(
    personas: Personas, dilan: Participant, as_user: Callable[[User], Client]
) -> None:
    note = saved(personas, dilan, "Von Jule")
    substitute(by=personas.birte, participant=dilan, user=personas.merle, until=timezone.localdate())
    merle = as_user(personas.merle)

    assert "Von Jule" in merle.get(f"/personen/{dilan.pk}/notizen/").content.decode()
    answer = merle.post(f"/personen/{dilan.pk}/notizen/speichern/", typed("Von Merle", id=note.pk, version=1))
    assert answer.status_code == 409
    stolen = typed("Kopie", id=uuid4(), keep="both", stored_version=1, stored_id=note.pk)
    merle.post(f"/personen/{dilan.pk}/notizen/speichern/", stolen)
    assert [one.words for one in Note.objects.order_by("created_at")] == ["Von Jule", "Kopie"]


def test_a_note_of_another_file_is_refused(personas: Personas, dilan: Participant, alma: Participant) -> None:
    note = saved(personas, dilan, "Text")
    with pytest.raises(Refused, match="anderen Akte"):
        saved(personas, alma, "Text", id=note.pk, version=1)


def test_a_wrong_day_saves_nothing_and_says_so(dilan: Participant, jule: Client) -> None:
    wrong = {**typed("Text", id=uuid4()), "about_on": "gestern"}
    address = f"/personen/{dilan.pk}/notizen/speichern/"

    assert "Bitte prüfen Sie den Tag" in jule.post(address, wrong, headers=HTMX).content.decode()
    assert jule.post(address, wrong).status_code == 409
    assert not Note.objects.exists()


def test_the_lead_finds_the_door_closed_until_the_glass_is_broken(
    personas: Personas, dilan: Participant, as_user: Callable[[User], Client]
) -> None:
    saved(personas, dilan, "Nur unter uns")
    birte, page = as_user(personas.birte), f"/personen/{dilan.pk}/notizen/"

    closed = birte.get(page).content.decode()
    assert "Nur unter uns" not in closed
    assert f"/personen/{dilan.pk}/oeffnen/" in closed
    assert not TrailRow.objects.filter(what="notes.read").exists()

    break_glass(by=personas.birte, participant=dilan, reason="Beschwerde klären, Jule ist krank")
    opened = birte.get(page).content.decode()
    assert "Nur unter uns" in opened
    assert "<textarea" not in opened
    assert TrailRow.objects.filter(what="notes.read", actor=personas.birte.trail_name).count() == 1
    assert birte.post(f"{page}speichern/", typed("x", id=uuid4())).status_code == 404


def test_the_counsellor_reads_who_opened_the_case_and_until_when(
    personas: Personas, dilan: Participant, jule: Client
) -> None:
    pages = [f"/personen/{dilan.pk}/{tab}" for tab in ("", "notizen/", "ziele/", "unterlagen/")]
    for page in pages:
        assert "nur Sie lesen hier" in jule.get(page).content.decode().replace("Nur Sie", "nur Sie"), page
    care = break_glass(by=personas.birte, participant=dilan, reason="Beschwerde klären")
    assert care.until
    until = timezone.localtime(care.until)
    for page in pages:
        shown = jule.get(page).content.decode()
        assert f"Birte Reiher (mit Begründung geöffnet, bis {until:%d.%m.%Y}, {until:%H:%M} Uhr)" in shown, page
        assert "nur Sie lesen hier" not in shown.replace("Nur Sie", "nur Sie"), page


def test_strangers_find_no_page(personas: Personas, dilan: Participant, as_user: Callable[[User], Client]) -> None:
    for user in (personas.merle, personas.toni, personas.fee, personas.fremd, personas.ada, personas.august):
        for tab in ("notizen", "ziele", "unterlagen"):
            assert as_user(user).get(f"/personen/{dilan.pk}/{tab}/").status_code == 404


def test_many_notes_are_paged(personas: Personas, dilan: Participant, jule: Client) -> None:
    for number in range(35):
        saved(personas, dilan, f"Notiz {number:02}")
    first = jule.get(f"/personen/{dilan.pk}/notizen/").content.decode()
    second = jule.get(f"/personen/{dilan.pk}/notizen/?page=2").content.decode()

    assert "Notiz 34" in first
    assert "Notiz 00" in second
    assert "Notiz 00" not in first


def test_odd_addresses_open_a_fresh_note(dilan: Participant, jule: Client) -> None:
    for asked in ("note=kein-uuid", "appointment=x", f"note={uuid4()}", "day=morgen", "page=99"):
        assert "Neue Notiz" in jule.get(f"/personen/{dilan.pk}/notizen/?{asked}").content.decode()
