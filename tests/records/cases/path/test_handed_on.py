"""After a change of counsellor the former one finishes own notes, and reads nothing that the next one writes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import Deputy, User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.cases.actions.closings import write
from perspektiv.records.cases.actions.goals import set_goal
from perspektiv.records.cases.actions.notes import save_note
from perspektiv.records.cases.actions.offers import accept, offer_takeover
from perspektiv.records.cases.actions.participations import end_regularly
from perspektiv.records.cases.models import ClosingResult, Document, Goal, Note, Participation
from perspektiv.records.people.actions.cares import break_glass
from perspektiv.records.people.compartment import may_read_counselling
from perspektiv.records.people.models import Care, Participant
from tests.records.cases.path.conftest import Path

AsUser = Callable[[User], Client]
OWN, NEXT = "Jule fragt nach dem Praktikum", "Merle hört von der Schwester"


@dataclass
class HandedOn:
    """Dilan's participation, that Merle took over from Jule today."""

    path: Path
    participation: Participation

    @property
    def dilan(self) -> Participant:
        return self.participation.participant

    @property
    def file(self) -> str:
        return f"/personen/{self.dilan.pk}/"


def write_note(by: User, participant: Participant, words: str) -> Note:
    note = save_note(by=by, participant=participant, id=uuid4(), version=0, words=words, about_on=timezone.localdate())
    assert note
    return note


def hand_on(path: Path, participation: Participation) -> None:
    offer = offer_takeover(by=path.personas.birte, participation=participation, counsellor=path.personas.merle)
    accept(by=path.personas.merle, offer=offer, version=offer.version)


@pytest.fixture
def handed_on(path: Path) -> HandedOn:
    participation = path.begins(days_ago=30)
    write_note(path.personas.jule, participation.participant, OWN)
    hand_on(path, participation)
    participation.refresh_from_db()
    write_note(path.personas.merle, participation.participant, NEXT)
    return HandedOn(path, participation)


def test_the_former_counsellor_reads_and_finishes_own_notes_only(handed_on: HandedOn, as_user: AsUser) -> None:
    jule = as_user(handed_on.path.personas.jule)
    own = Note.objects.get(author=handed_on.path.personas.jule)

    page = jule.get(f"{handed_on.file}notizen/").content.decode()
    assert OWN in page
    assert NEXT not in page

    more = {"id": own.pk, "version": 1, "words": f"{OWN} und dem Führerschein", "about_on": own.about_on.isoformat()}
    assert jule.post(f"{handed_on.file}notizen/speichern/", more).status_code == 302
    own.refresh_from_db()
    assert own.words.endswith("Führerschein")


def test_and_finds_neither_goals_nor_documents_nor_accesses(handed_on: HandedOn, as_user: AsUser) -> None:
    jule = as_user(handed_on.path.personas.jule)
    file = jule.get(handed_on.file)
    for tab in ("ziele", "unterlagen", "zugriffe"):
        assert jule.get(f"{handed_on.file}{tab}/").status_code == 404, tab
        assert f'href="{handed_on.file}{tab}/"' not in file.content.decode(), tab
    assert f'href="{handed_on.file}notizen/"' in file.content.decode()
    assert jule.get(f"{handed_on.file}kontakt/").status_code == 200


def test_nor_a_way_to_end_what_is_not_theirs(handed_on: HandedOn, as_user: AsUser) -> None:
    end = f"/teilnahmen/{handed_on.participation.pk}/beenden/"
    assert end not in as_user(handed_on.path.personas.jule).get(handed_on.file).content.decode()
    assert end in as_user(handed_on.path.personas.merle).get(handed_on.file).content.decode()


def test_nor_dates_letters_agreement_and_closing(handed_on: HandedOn, as_user: AsUser) -> None:
    jule, merle = as_user(handed_on.path.personas.jule), as_user(handed_on.path.personas.merle)
    booking = f"/termine/neu/?person={handed_on.dilan.pk}"
    page = jule.get(handed_on.file).text
    for way in ("vereinbarung/", "briefe/", "abschluss/"):
        assert f'href="{handed_on.file}{way}"' not in page
        assert jule.get(f"{handed_on.file}{way}").status_code == 404
        assert merle.get(f"{handed_on.file}{way}").status_code == 200
    assert booking not in page and booking in merle.get(handed_on.file).text
    assert jule.get(booking).status_code == 404
    for way in ("kontakt/", "termine/", "notizen/"):
        assert jule.get(f"{handed_on.file}{way}").status_code == 200


def test_nor_on_the_overview(handed_on: HandedOn, as_user: AsUser) -> None:
    set_goal(by=handed_on.path.personas.merle, participant=handed_on.dilan, words="Mit der Schwester reden", target=8)
    shown = as_user(handed_on.path.personas.jule).get(handed_on.file).content.decode()
    assert NEXT not in shown
    assert "Mit der Schwester reden" not in shown


def test_nor_single_goals_and_documents(handed_on: HandedOn) -> None:
    jule, merle = handed_on.path.personas.jule, handed_on.path.personas.merle
    set_goal(by=merle, participant=handed_on.dilan, words="Schreiben", target=8)
    Document.objects.create(
        centre=handed_on.dilan.centre,
        participant=handed_on.dilan,
        kind=Document.Kind.CV,
        name="Lebenslauf.pdf",
        content_type="application/pdf",
        size=1,
        sha256="0",
        added_by=merle,
    )
    for records in (Goal.objects.all(), Document.objects.all()):
        assert not records.with_permission(jule, Permission.SEE_COUNSELLING).exists()
        assert records.with_permission(merle, Permission.SEE_COUNSELLING).exists()


def test_nor_the_closing_of_the_next_one(handed_on: HandedOn, as_user: AsUser) -> None:
    merle = handed_on.path.personas.merle
    write(by=merle, participation=handed_on.participation, version=0, words="Ergebnis mit Merle", next_steps="")
    jule = as_user(handed_on.path.personas.jule)

    assert "Ergebnis mit Merle" not in jule.get(f"{handed_on.file}abschluss/").content.decode()
    sent = {f"closing-{handed_on.participation.pk}-words": "x", f"closing-{handed_on.participation.pk}-version": 1}
    assert jule.post(f"/teilnahmen/{handed_on.participation.pk}/ergebnis/", sent).status_code == 404
    paper = f"/abschluss/{ClosingResult.objects.get().pk}/papier/"
    assert jule.get(paper).status_code == 404


def test_the_next_one_reads_what_was_before(handed_on: HandedOn, as_user: AsUser) -> None:
    page = as_user(handed_on.path.personas.merle).get(f"{handed_on.file}notizen/").content.decode()
    assert OWN in page
    assert NEXT in page


def test_who_stands_in_for_the_former_one_reads_nothing(handed_on: HandedOn, as_user: AsUser) -> None:
    from perspektiv.records.access.roles import Role
    from tests.records.personas import make_user

    personas, today = handed_on.path.personas, timezone.localdate()
    deputy = make_user(personas.centre, "Dora", "Meise", Role.COUNSELLOR)
    Deputy.objects.create(centre=personas.centre, absent=personas.jule, deputy=deputy, starts_on=today, ends_on=today)
    page = as_user(deputy).get(f"{handed_on.file}notizen/").content.decode()
    assert OWN not in page
    assert NEXT not in page


def test_it_stays_so_when_the_next_one_has_ended_meanwhile(handed_on: HandedOn) -> None:
    end_regularly(
        by=handed_on.path.personas.merle,
        participation=handed_on.participation,
        version=handed_on.participation.version,
    )
    Care.objects.filter(user=handed_on.path.personas.merle).update(until=timezone.now() + timedelta(days=15))
    assert not may_read_counselling(handed_on.path.personas.jule, handed_on.dilan)
    assert may_read_counselling(handed_on.path.personas.merle, handed_on.dilan)


class TestNegativeControls:
    """Where nobody took over, or it came back, everything is as it was."""

    def test_after_an_exit_the_counsellor_still_reads_all_and_writes_the_result(self, path: Path) -> None:
        participation = path.begins(days_ago=30)
        jule = path.personas.jule
        end_regularly(by=jule, participation=participation, version=participation.version)
        assert may_read_counselling(jule, participation.participant)
        assert Participation.objects.with_permission(jule, Permission.CLOSE).exists()

    def test_whoever_counselled_an_ended_segment_keeps_its_closing(self, path: Path) -> None:
        ended = path.begins(days_ago=30)
        jule, merle = path.personas.jule, path.personas.merle
        end_regularly(by=jule, participation=ended, version=ended.version, next_segment=path.segment("orientation"))
        ended.refresh_from_db()
        offer = path.offered_next(ended, merle)
        begun = accept(by=merle, offer=offer, version=offer.version)
        assert not may_read_counselling(jule, ended.participant)
        closes = Participation.objects.with_permission(jule, Permission.CLOSE)
        assert list(closes) == [ended]
        assert set(Participation.objects.with_permission(merle, Permission.CLOSE)) == {ended, begun}

    def test_two_who_counsel_side_by_side_both_read(self, path: Path) -> None:
        participation = path.begins()
        Care.objects.create(
            centre=path.personas.centre, participant=participation.participant, user=path.personas.merle
        )
        assert may_read_counselling(path.personas.jule, participation.participant)
        assert may_read_counselling(path.personas.merle, participation.participant)

    def test_whoever_takes_over_again_reads_all_again(self, handed_on: HandedOn) -> None:
        personas = handed_on.path.personas
        handed_on.participation.refresh_from_db()
        offer = offer_takeover(by=personas.birte, participation=handed_on.participation, counsellor=personas.jule)
        accept(by=personas.jule, offer=offer, version=offer.version)
        assert may_read_counselling(personas.jule, handed_on.dilan)
        assert not may_read_counselling(personas.merle, handed_on.dilan)

    def test_the_broken_glass_still_opens(self, handed_on: HandedOn) -> None:
        personas = handed_on.path.personas
        break_glass(by=personas.birte, participant=handed_on.dilan, reason="Beschwerde klären")
        assert may_read_counselling(personas.birte, handed_on.dilan)
