"""A person's copy has what is kept about them: notes, messages, reminders, links, wishes and all the rest."""

import json
import stat
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from perspektiv.cli import main
from perspektiv.errors import Refused
from perspektiv.exchange.own_copy import export_own_copy, own_copy
from perspektiv.exchange.own_tables import ABOUT_THEM, Given, KeptBack, kept_back
from perspektiv.records.access.models import TrailRow
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.appointments.models import Appointment, AppointmentChange
from perspektiv.records.appointments.models.change import Why
from perspektiv.records.cases.models import Goal, GoalStep, HandoverNote, Note, Participation
from perspektiv.records.desk.models import Tap
from perspektiv.records.feedback import shipped
from perspektiv.records.feedback.actions.instruments import bring_in
from perspektiv.records.feedback.models import Answer, Item, Response
from perspektiv.records.letters.models import Message, Preference
from perspektiv.records.people.models import Participant
from perspektiv.records.reminders.models import Lot, Reminder, Rule
from perspektiv.records.selfservice.models import PersonalLink, Wish
from tests.records.appointments.office import Office, open_office
from tests.records.personas import Personas

pytestmark = pytest.mark.django_db


def of_people() -> dict[type[models.Model], str]:
    """Every model of ours from which a chain of references leads to a person, and by which field it begins."""
    ours = [model for app in apps.get_app_configs() if app.name.startswith("perspektiv.") for model in app.get_models()]
    found: dict[type[models.Model], str] = {Participant: ""}
    while more := {model: name for model in ours if model not in found and (name := _leads(model, found))}:
        found |= more
    return found


def _leads(model: type[models.Model], to: dict[type[models.Model], str]) -> str:
    return next((field.name for field in model._meta.concrete_fields if field.related_model in to), "")


def test_every_model_that_leads_to_people_is_decided() -> None:
    assert set(of_people()) == set(ABOUT_THEM), "decide in exchange/own_tables what the copy has of it"


def decided() -> Iterator[tuple[type[models.Model], Given]]:
    yield from ((model, given) for model, given in ABOUT_THEM.items() if isinstance(given, Given))


@pytest.mark.parametrize(("model", "given"), list(decided()), ids=lambda part: getattr(part, "__name__", ""))
def test_every_field_is_given_or_kept_back_for_a_reason(model: type[models.Model], given: Given) -> None:
    fields = {field.name for field in model._meta.concrete_fields}
    assert fields == set(given.fields) | set(kept_back(model, given)), model
    assert not set(given.fields) & set(kept_back(model, given))


def test_whys_are_sentences() -> None:
    whys = [why for model, given in decided() for why in kept_back(model, given).values()]
    whys += [nothing.why for nothing in ABOUT_THEM.values() if isinstance(nothing, KeptBack)]
    assert all(why.endswith(".") for why in whys)


def test_no_title_or_word_comes_twice() -> None:
    titles = [given.title for _, given in decided()]
    assert len(titles) == len(set(titles))
    assert all(len(given.fields) == len(set(given.fields.values())) for _, given in decided())


@pytest.fixture
def office(personas: Personas) -> Office:
    return open_office(personas)


@pytest.fixture
def dilan(office: Office) -> Participant:
    """Somebody of whom there is one of each kind that came with time and reach."""
    centre, jule, toni = office.centre, office.personas.jule, office.personas.toni
    of = office.participation()
    person, at = of.participant, timezone.now() + timedelta(days=7)
    appointment = office.booked(at, of)
    own = {"centre": centre, "participant": person}
    Note.objects.create(**own, author=jule, words="Kanari: Notiz")
    HandoverNote.objects.create(**own, written_by=jule, to=office.personas.merle, words="Kanari: Übergabe")
    message = Message.objects.create(
        **own, key="k", purpose="free", channel="letter", state="sent", body="Kanari: Brief", subject="Kanari: Betreff"
    )
    Preference.objects.create(**own, channel="mail", no_reminders=True)
    id = uuid4()
    rule = Rule.objects.create(id=id, line=id, centre=centre, days_before=3, at="10:00", starts_on=timezone.localdate())
    Reminder.objects.create(centre=centre, appointment=appointment, rule=rule, starts_at=at, message=message)
    Lot.objects.create(centre=centre, appointment=appointment, arm="without", drawn_at=at)
    PersonalLink.objects.create(**own, token_hash="Kanari-Geheim", expires_at=at, language="ku")
    Wish.objects.create(
        **own, kind="complaint", words="Kanari: Wunsch", answer="Kanari: Antwort", answer_by=timezone.localdate()
    )
    Tap.objects.create(
        id=uuid4(),
        user=toni,
        appointment=appointment,
        status="held",
        version=1,
        tapped_at=at,
        outcome="stored",
        found="held",
    )
    return person


def test_each_is_in_the_copy(dilan: Participant) -> None:
    copy = own_copy(dilan)
    for title in (
        "Notizen der Beratung", "Übergabenotizen", "Briefe und Nachrichten", "Gewünschter Weg", "Erinnerungen",
        "Lose der Erinnerungen", "Persönliche Links", "Wünsche und Beschwerden", "Unterwegs erfasste Anwesenheit",
        "Termine", "Änderungen von Terminen", "Teilnahmen", "Wer die Akte sehen darf oder durfte",
    ):  # fmt: skip
        assert len(copy[title]) == 1, title
    text = json.dumps(copy, ensure_ascii=False)
    for words in ("Notiz", "Übergabe", "Brief", "Betreff", "Wunsch", "Antwort"):
        assert f"Kanari: {words}" in text
    assert "Kanari-Geheim" not in text


def test_what_is_referred_to_is_said_in_words(dilan: Participant, office: Office) -> None:
    goal = Goal.objects.create(centre=office.centre, participant=dilan, words="Eine Stelle im Lager", target=8)
    GoalStep.objects.create(centre=office.centre, goal=goal, progress=3)
    Participant.objects.filter(pk=dilan.pk).update(language="uk")
    AppointmentChange.objects.update(why=Why.HANDED_ON)
    Message.objects.update(why="withdrawn")
    copy = own_copy(dilan)
    starts_at = timezone.localtime(Appointment.objects.get().starts_at)
    assert copy["Schritte zu Zielen"][0]["Ziel"] == "Eine Stelle im Lager"
    for title in ("Änderungen von Terminen", "Erinnerungen", "Lose der Erinnerungen", "Unterwegs erfasste Anwesenheit"):
        assert copy[title][0]["Termin"] == f"{starts_at:%d.%m.%Y %H:%M}", title
    assert copy["Angaben zur Person"][0]["Sprache"] == "Ukrainisch"
    assert copy["Persönliche Links"][0]["Sprache"] == "ku", "no language of ours"
    assert copy["Änderungen von Terminen"][0]["Grund"] == "Wechsel der Beratung"
    assert copy["Briefe und Nachrichten"][0]["warum nicht"] == "Wird nicht mehr gebraucht."


def test_an_answer_is_a_question_and_its_answer_in_german(dilan: Participant, office: Office) -> None:
    """Not keys or ids: what was asked, and what the answer means."""
    participation = Participation.objects.get(participant=dilan)
    on = date(2026, 4, 2)
    for key, value in {"improvement": 5, "session": 8.5, "self_evaluation": 2}.items():
        version = bring_in(by=SYSTEM, centre=office.centre, key=key)
        response = Response.objects.create(
            centre=office.centre, version_of=version, participation=participation, submitted_on=on, moment="after"
        )
        Answer.objects.create(response=response, item=version.items.earliest("position"), value=value)
        for item in version.items.filter(kind="text", key="reflection"):
            Answer.objects.create(response=response, item=item, words="Ich gehe früher los.")

    copy = own_copy(dilan)

    words = shipped.words_of("de")
    told = {row["Frage"]: row for row in copy["Antworten"]}
    improvement, session = words["improvement"], words["session"]
    behaviour = told[improvement["items"]["behaviour"]["question"]]
    assert behaviour["Antwort"] == improvement["choices"]["much_better"]
    assert behaviour["Fragebogen"] == f"{improvement['name']}, 02.04.2026"
    assert told[improvement["items"]["reflection"]["question"]]["Worte"] == "Ich gehe früher los."
    assert told[session["items"]["heard"]["question"]]["Antwort"] == "8,5 (von 1 „gar nicht“ bis 10 „ganz und gar“)"
    assert copy["Ausgefüllte Fragebögen"][0]["Messung"] == "nachher"
    ids = {str(id) for model in (Item, Response) for id in model.objects.values_list("pk", flat=True)}
    assert not [id for id in ids if id in json.dumps(copy)]


def test_nothing_of_others_is_in_it(dilan: Participant, office: Office) -> None:
    other = office.participation("Alma Ahorn").participant
    Note.objects.create(centre=office.centre, participant=other, author=office.personas.jule, words="Papagei")
    text = json.dumps(own_copy(dilan), ensure_ascii=False)
    assert "Papagei" not in text and "Ahorn" not in text


def test_what_was_kept_under_a_second_file_is_in_it(dilan: Participant, office: Office) -> None:
    second = office.participation("Dilan Diestel").participant
    Note.objects.create(centre=office.centre, participant=second, author=office.personas.jule, words="Zweite Akte")
    Participant.objects.filter(pk=second.pk).update(merged_into=dilan)
    copy = own_copy(dilan)
    assert {row["Nachname"] for row in copy["Angaben zur Person"]} == {"Distel", "Diestel"}
    assert "Zweite Akte" in [row["Worte"] for row in copy["Notizen der Beratung"]]


def test_it_comes_as_a_file_for_its_owner_alone_and_leaves_a_row(
    dilan: Participant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Note.objects.update(words="<b>fett</b>")
    assert main(["export", str(tmp_path / "kopie.zip"), "--person", dilan.file_number]) == 0
    assert stat.S_IMODE((tmp_path / "kopie.zip").stat().st_mode) == 0o600
    with zipfile.ZipFile(tmp_path / "kopie.zip") as archive:
        page = archive.read("kopie.html").decode()
        copy = json.loads(archive.read("kopie.json"))
    assert "Dilan Distel" in page and "&lt;b&gt;fett&lt;/b&gt;" in page and "<script" not in page
    assert copy["Angaben zur Person"][0]["Vorname"] == "Dilan"
    assert TrailRow.objects.filter(what="exchange.archived", person=dilan.pk).count() == 1


def test_an_unknown_number_is_a_sentence(
    dilan: Participant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Refused, match="gibt es nicht"):
        export_own_copy(tmp_path / "x.zip", by=SYSTEM, file_number="1999-0001")
    assert main(["export", str(tmp_path / "x.zip"), "--person", "1", "--archive"]) == 2
    assert "Bitte nur eines von beiden" in capsys.readouterr().err
    assert not (tmp_path / "x.zip").exists()
