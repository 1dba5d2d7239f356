"""The reflection before the closing talk: what the participant releases is shown there, and nothing else is."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import User
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.cases.actions.closings import Side
from perspektiv.records.cases.actions.closings import release as release_result
from perspektiv.records.cases.models import ClosingResult, Participation
from perspektiv.records.feedback.actions.reflections import release, take_back
from perspektiv.records.feedback.models import Answer
from perspektiv.records.letters.acting_by_link import ByLink
from tests.records.appointments.office import Office
from tests.records.feedback.answering import said
from tests.records.feedback.inviting import asked

As = Callable[[User], Client]
KEPT = "Das behalte ich lieber fuer mich."
SHOWN = "Ich beginne im Fruehjahr einen Kurs."


@pytest.fixture
def dilan(office: Office) -> Participation:
    """Reflected yesterday; one text is released, the other is not."""
    dilan = office.participation()
    dilan.jobcoach = office.personas.wachtel
    dilan.save()
    texts = {"reflection": KEPT, "next": SHOWN}
    said(office, "improvement", dilan, {"behaviour": 5}, texts, shared={"next"}, days_ago=1)
    return dilan


def closing(as_user: As, who: User, of: Participation, query: str = "") -> str:
    response = as_user(who).get(f"/personen/{of.participant_id}/abschluss/{query}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def words_of(of: Participation, key: str) -> Answer:
    return Answer.objects.get(response__participation=of, item__key=key)


def hold_the_talk(of: Participation) -> None:
    starts_at = timezone.now() - timedelta(hours=2)
    Appointment.objects.create(
        centre=of.centre,
        participant=of.participant,
        participation=of,
        counsellor=of.counsellor,
        kind=Appointment.Kind.CLOSING_TALK,
        status=Status.HELD,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
    )


class TestThePageOfTheTalk:
    def test_shows_what_is_released_and_nothing_else(self, office: Office, as_user: As, dilan: Participation) -> None:
        shown = closing(as_user, office.personas.jule, dilan)
        assert SHOWN in shown
        assert "beantwortet am" in shown
        assert KEPT not in shown
        assert "viel besser" not in shown

    def test_shows_the_lead_only_that_it_came(self, office: Office, as_user: As, dilan: Participation) -> None:
        shown = closing(as_user, office.personas.birte, dilan)
        assert "beantwortet am" in shown
        assert SHOWN not in shown
        assert KEPT not in shown
        words = f"?words={words_of(dilan, 'next').pk}"
        assert SHOWN not in closing(as_user, office.personas.birte, dilan, words)

    def test_copies_words_into_the_form_and_keeps_nothing_by_itself(
        self, office: Office, as_user: As, dilan: Participation
    ) -> None:
        shown = closing(as_user, office.personas.jule, dilan, f"?next_steps={words_of(dilan, 'next').pk}")
        assert shown.count(SHOWN) == 2
        assert f"{SHOWN}</textarea>" in shown
        assert "noch nicht gespeichert" in shown
        assert not ClosingResult.objects.exists()

    def test_copies_behind_what_stands_there_already_and_only_once(
        self, office: Office, as_user: As, dilan: Participation
    ) -> None:
        ClosingResult.objects.create(centre=office.centre, participation=dilan, words="Schon da.")
        query = f"?words={words_of(dilan, 'next').pk}"
        assert f"Schon da. {SHOWN}</textarea>" in closing(as_user, office.personas.jule, dilan, query)
        ClosingResult.objects.update(words=f"Schon da.\n\n{SHOWN}")
        assert closing(as_user, office.personas.jule, dilan, query).count(SHOWN) == 2

    def test_copies_no_words_that_are_not_released(self, office: Office, as_user: As, dilan: Participation) -> None:
        query = f"?words={words_of(dilan, 'reflection').pk}"
        assert KEPT not in closing(as_user, office.personas.jule, dilan, query)

    def test_offers_no_copy_once_a_side_has_released(self, office: Office, as_user: As, dilan: Participation) -> None:
        result = ClosingResult.objects.create(centre=office.centre, participation=dilan, words="Fertig.")
        release_result(by=office.personas.jule, result=result, side=Side.COUNSELLOR, version=1)
        shown = closing(as_user, office.personas.jule, dilan)
        assert SHOWN in shown
        assert "?words=" not in shown

    def test_says_that_it_is_still_open_or_was_not_asked(self, office: Office, as_user: As) -> None:
        alma, bekir = office.participation("Alma Ahorn"), office.participation("Bekir Birke")
        asked(office, "improvement", of=alma)
        assert "noch offen, bis" in closing(as_user, office.personas.jule, alma)
        shown = closing(as_user, office.personas.jule, bekir)
        assert "nicht gefragt" in shown
        assert f'href="/personen/{bekir.participant_id}/rueckmeldungen/"' in shown

    def test_works_without_any_reflection_as_before(self, office: Office, as_user: As) -> None:
        bekir = office.participation("Bekir Birke")
        name = f"closing-{bekir.pk}"
        data = {f"{name}-words": "Wir halten fest.", f"{name}-next_steps": "", f"{name}-version": "0"}
        as_user(office.personas.jule).post(f"/teilnahmen/{bekir.pk}/ergebnis/", data)
        assert ClosingResult.objects.get().words == "Wir halten fest."


def test_the_jobcoach_reads_the_joint_result_alone(office: Office, as_user: As, dilan: Participation) -> None:
    result = ClosingResult.objects.create(centre=office.centre, participation=dilan, words="Gemeinsam festgehalten.")
    for side in Side:
        result = release_result(by=office.personas.jule, result=result, side=side, version=result.version)
    shown = as_user(office.personas.fee).get(f"/ergebnisse/{result.pk}/").content.decode()
    assert "Gemeinsam festgehalten." in shown
    assert SHOWN not in shown
    assert KEPT not in shown


class TestReleasing:
    """Each text by itself, by the participant, until the talk is held."""

    def test_can_be_done_and_taken_back(self, dilan: Participation) -> None:
        by, kept = ByLink(dilan.participant), words_of(dilan, "reflection")
        assert release(by=by, answer=kept).shared_at
        assert words_of(dilan, "reflection").shared_at
        take_back(by=by, answer=kept)
        assert words_of(dilan, "reflection").shared_at is None
        assert words_of(dilan, "next").shared_at

    def test_ends_with_the_talk(self, dilan: Participation) -> None:
        hold_the_talk(dilan)
        by = ByLink(dilan.participant)
        with pytest.raises(Refused):
            release(by=by, answer=words_of(dilan, "reflection"))
        with pytest.raises(Refused):
            take_back(by=by, answer=words_of(dilan, "next"))

    def test_is_for_words_of_a_reflection_alone(self, office: Office, dilan: Participation) -> None:
        said(office, "quality", dilan, {"overall": 2}, {"otherwise": "Mehr Zeit."})
        for key in ("otherwise", "behaviour"):
            with pytest.raises(Refused):
                release(by=ByLink(dilan.participant), answer=words_of(dilan, key))
