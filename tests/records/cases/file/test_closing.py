"""The closing result: written together, released by both, read by the jobcoach, and nothing else of the counselling."""

from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from perspektiv.errors import Refused
from perspektiv.records.access.models import Membership, TrailRow, User
from perspektiv.records.access.roles import Role
from perspektiv.records.cases.actions import closings
from perspektiv.records.cases.actions.closings import Side
from perspektiv.records.cases.models import ClosingResult, Participation
from perspektiv.records.cases.versions import ChangedMeanwhile
from perspektiv.records.people.models import Participant
from tests.records.personas import Personas, make_user

HTMX = {"HX-Request": "true"}


def written(personas: Personas, participation: Participation) -> ClosingResult:
    result = closings.write(
        by=personas.jule, participation=participation, version=0, words="Draußen arbeiten.", next_steps="Praktikum."
    )
    assert result
    return result


def released(personas: Personas, participation: Participation) -> ClosingResult:
    result = written(personas, participation)
    for side in Side:
        result = closings.release(by=personas.jule, result=result, side=side, version=result.version)
    return result


@pytest.fixture
def fee(personas: Personas, as_user: Callable[[User], Client]) -> Client:
    return as_user(personas.fee)


def test_the_jobcoach_sees_it_once_both_released_it(
    personas: Personas, participation: Participation, jule: Client, fee: Client
) -> None:
    result = written(personas, participation)
    page = f"/ergebnisse/{result.pk}/"
    assert fee.get(page).status_code == 404
    jule.post(f"/abschluss/{result.pk}/freigeben/participant/", {"version": 1})
    assert fee.get(page).status_code == 404
    assert fee.get(f"{page}papier/").status_code == 404
    assert fee.post(f"{page}zur-kenntnis/").status_code == 404
    jule.post(f"/abschluss/{result.pk}/freigeben/counsellor/", {"version": 2})

    assert "Draußen arbeiten." in fee.get(page).content.decode()
    assert fee.get(f"{page}papier/").content.startswith(b"%PDF-")
    assert TrailRow.objects.filter(what="released_result.read", actor=personas.fee.trail_name).count() == 2


def test_only_the_jobcoach_of_that_participation_sees_it(
    personas: Personas, participation: Participation, as_user: Callable[[User], Client]
) -> None:
    result = released(personas, participation)
    other = make_user(personas.centre, "Ilka", "Drossel", Role.JOBCOACH)
    for user in (other, personas.jule, personas.toni, personas.fremd):
        assert as_user(user).get(f"/ergebnisse/{result.pk}/").status_code == 404


def test_whoever_is_no_longer_jobcoach_of_the_centre_sees_nothing(
    personas: Personas, participation: Participation, as_user: Callable[[User], Client]
) -> None:
    result = released(personas, participation)
    Membership.objects.filter(user=personas.fee).delete()
    assert as_user(personas.fee).get(f"/ergebnisse/{result.pk}/").status_code == 404


def test_the_jobcoach_is_told_without_names(
    personas: Personas,
    participation: Participation,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        result = released(personas, participation)

    (mail,) = mailoutbox
    assert mail.to == [personas.fee.email]
    assert mail.subject == "Ein gemeinsames Ergebnis liegt für Sie bereit"
    assert f"/ergebnisse/{result.pk}/" in mail.body
    for name in ("Dilan", "Distel", "Jule", "Draußen"):
        assert name not in mail.subject + mail.body


def test_whoever_has_no_account_gets_no_mail_that_asks_for_a_login(
    personas: Personas, participation: Participation, mailoutbox: list[EmailMessage]
) -> None:
    result = released(personas, participation)
    personas.wachtel.user = None
    personas.wachtel.save()
    closings.tell_jobcoach(ClosingResult.objects.get(pk=result.pk))
    participation.jobcoach = None
    participation.save()
    closings.tell_jobcoach(ClosingResult.objects.get(pk=result.pk))
    assert mailoutbox == []


def test_released_words_stand(personas: Personas, participation: Participation, jule: Client) -> None:
    result = written(personas, participation)
    closings.release(by=personas.jule, result=result, side=Side.PARTICIPANT, version=1)
    with pytest.raises(Refused, match="freigegeben"):
        closings.write(by=personas.jule, participation=participation, version=2, words="Anders", next_steps="")
    assert "<textarea" not in jule.get(f"/personen/{participation.participant_id}/abschluss/").content.decode()


def test_nobody_releases_what_they_did_not_see(personas: Personas, participation: Participation) -> None:
    result = written(personas, participation)
    closings.write(by=personas.birte, participation=participation, version=1, words="Geändert", next_steps="")
    with pytest.raises(ChangedMeanwhile):
        closings.release(by=personas.jule, result=result, side=Side.PARTICIPANT, version=1)
    empty = closings.write(by=personas.jule, participation=participation, version=2, words="", next_steps="Praktikum")
    assert empty
    with pytest.raises(Refused, match="steht noch nichts"):
        closings.release(by=personas.jule, result=empty, side=Side.COUNSELLOR, version=empty.version)


@pytest.mark.parametrize("side", list(Side))
def test_each_side_can_take_it_back_until_it_is_acknowledged(
    personas: Personas, participation: Participation, jule: Client, fee: Client, side: Side
) -> None:
    result = released(personas, participation)
    for _ in range(2):
        jule.post(f"/abschluss/{result.pk}/zuruecknehmen/{side}/")
    assert fee.get(f"/ergebnisse/{result.pk}/").status_code == 404
    result.refresh_from_db()
    closings.release(by=personas.jule, result=result, side=side, version=result.version)

    for _ in range(2):
        assert fee.post(f"/ergebnisse/{result.pk}/zur-kenntnis/").status_code == 302
    assert "zur Kenntnis genommen am" in fee.get(f"/ergebnisse/{result.pk}/").content.decode()
    assert jule.post(f"/abschluss/{result.pk}/zuruecknehmen/{side}/").status_code == 409
    assert TrailRow.objects.filter(what="cases.closing_acknowledged").count() == 1
    assert TrailRow.objects.filter(what=f"cases.closing_withdrawn_{side}").count() == 1


def test_what_is_not_released_is_not_acknowledged(personas: Personas, participation: Participation) -> None:
    with pytest.raises(Refused, match="nicht freigegeben"):
        closings.acknowledge(by=personas.fee, result=written(personas, participation))


def test_it_is_saved_while_it_is_typed(participation: Participation, jule: Client) -> None:
    address, prefix = f"/teilnahmen/{participation.pk}/ergebnis/", f"closing-{participation.pk}"

    empty = jule.post(address, {f"{prefix}-version": 0}, headers=HTMX).content.decode()
    assert f'name="{prefix}-version" value="0"' in empty
    first = jule.post(address, {f"{prefix}-version": 0, f"{prefix}-words": "Wir"}, headers=HTMX).content.decode()
    assert f'name="{prefix}-version" value="1"' in first
    old = jule.post(address, {f"{prefix}-version": 0, f"{prefix}-words": "Alt"}, headers=HTMX).content.decode()
    assert "Zwei Fassungen" in old

    full = jule.post(address, {f"{prefix}-version": 0, f"{prefix}-words": "Alt"})
    assert full.status_code == 409
    assert all(text in full.content.decode() for text in ("Alt", "Wir"))
    assert "Nicht gespeichert" in jule.post(address, {f"{prefix}-words": "x"}, headers=HTMX).content.decode()
    decided = {f"{prefix}-version": 0, f"{prefix}-words": "Alt", "keep": "mine", "stored_version": 1}
    assert jule.post(address, decided).status_code == 302
    assert ClosingResult.objects.get().words == "Alt"


def test_the_page_leads_from_words_to_both_releases(
    personas: Personas, participation: Participation, jule: Client
) -> None:
    page = f"/personen/{participation.participant_id}/abschluss/"
    assert "Berufliche Orientierung" in jule.get(page).content.decode()
    result = released(personas, participation)
    shown = jule.get(page).content.decode()
    assert "kann lesen" in shown
    assert jule.get(f"/abschluss/{result.pk}/papier/").content.startswith(b"%PDF-")
    assert jule.post(f"/abschluss/{result.pk}/freigeben/niemand/").status_code == 404


def test_without_participation_there_is_nothing_to_close(personas: Personas, dilan: Participant, jule: Client) -> None:
    assert "Noch nichts abzuschließen" in jule.get(f"/personen/{dilan.pk}/abschluss/").content.decode()
