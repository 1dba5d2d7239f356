"""The agreement: signed in a version of its text, left without reasons."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow
from perspektiv.records.cases.actions import agreements
from perspektiv.records.cases.models import Agreement
from perspektiv.records.cases.papers.agreement_text import newest, versions
from perspektiv.records.people.models import Participant
from tests.records.personas import Personas

TODAY = timezone.localdate


def agreed(personas: Personas, dilan: Participant) -> Agreement:
    return agreements.agree(by=personas.jule, participant=dilan, text_version="2026-1", signed_on=TODAY())


def test_an_agreement_is_kept_once_with_its_trail(personas: Personas, dilan: Participant) -> None:
    id = uuid4()
    for _ in range(2):
        agreements.agree(by=personas.jule, participant=dilan, text_version="2026-1", signed_on=TODAY(), id=id)

    assert Agreement.objects.get().pk == id
    assert TrailRow.objects.filter(what="cases.agreed", person=dilan.pk).count() == 1


def test_there_is_one_running_agreement(personas: Personas, dilan: Participant) -> None:
    agreed(personas, dilan)
    with pytest.raises(Refused, match="beenden"):
        agreed(personas, dilan)


def test_the_day_is_not_in_the_future_and_the_version_exists(personas: Personas, dilan: Participant) -> None:
    tomorrow = TODAY() + timedelta(days=1)
    with pytest.raises(Refused, match="Zukunft"):
        agreements.agree(by=personas.jule, participant=dilan, text_version="2026-1", signed_on=tomorrow)
    with pytest.raises(Refused, match="Fassung"):
        agreements.agree(by=personas.jule, participant=dilan, text_version="1066-1", signed_on=TODAY())


def test_an_id_of_another_file_is_refused(personas: Personas, dilan: Participant, alma: Participant) -> None:
    held = agreed(personas, dilan)
    with pytest.raises(Refused, match="anderen Akte"):
        agreements.agree(by=personas.merle, participant=alma, text_version="2026-1", signed_on=TODAY(), id=held.pk)


def test_leaving_needs_no_reason_and_can_be_undone(personas: Personas, dilan: Participant, jule: Client) -> None:
    held = agreed(personas, dilan)

    page = jule.post(f"/vereinbarungen/{held.pk}/beenden/", follow=True)
    held.refresh_from_db()
    assert held.ended_on == TODAY()
    assert f"/vereinbarungen/{held.pk}/fortsetzen/" in page.content.decode()

    jule.post(f"/vereinbarungen/{held.pk}/fortsetzen/")
    held.refresh_from_db()
    assert held.ended_on is None
    assert TrailRow.objects.filter(what="cases.agreement_end_undone").exists()


def test_an_end_is_not_before_the_start_nor_undone_beside_a_new_one(personas: Personas, dilan: Participant) -> None:
    held = agreed(personas, dilan)
    with pytest.raises(Refused, match="vor dem Anfang"):
        agreements.end(by=personas.jule, agreement=held, on=TODAY() - timedelta(days=1))
    agreements.end(by=personas.jule, agreement=held, on=TODAY())
    agreements.end(by=personas.jule, agreement=held, on=TODAY())
    agreed(personas, dilan)
    with pytest.raises(Refused, match="laufende Vereinbarung"):
        agreements.go_on(by=personas.jule, agreement=held)


def test_the_page_leads_from_paper_to_signature(personas: Personas, dilan: Participant, jule: Client) -> None:
    page = f"/personen/{dilan.pk}/vereinbarung/"
    assert "Vereinbarung zum Unterschreiben" in jule.get(page).content.decode()
    assert jule.get(f"{page}papier/").content.startswith(b"%PDF-")

    typed = {"id": uuid4(), "text_version": "2026-1", "agreement-signed_on": TODAY().isoformat()}
    assert jule.post(f"{page}festhalten/", typed).status_code == 302
    held = Agreement.objects.get()
    assert "unterschrieben am" in jule.get(page).content.decode()
    paper = jule.get(f"/vereinbarungen/{held.pk}/papier/")
    assert paper["Content-Disposition"] == f'attachment; filename="Teilnahmevereinbarung-{dilan.file_number}.pdf"'


def test_a_wrong_day_is_said_beside_the_field(personas: Personas, dilan: Participant, jule: Client) -> None:
    tomorrow = (TODAY() + timedelta(days=1)).isoformat()
    for wrong, said in ((tomorrow, "Zukunft"), ("gestern", "kern-error")):
        page = jule.post(f"/personen/{dilan.pk}/vereinbarung/festhalten/", {"agreement-signed_on": wrong})
        assert page.status_code == 409
        assert said in page.content.decode()


def test_the_text_says_what_makes_it_fair() -> None:
    words = str(versions()["2026-1"])

    assert newest().version == sorted(versions())[-1]
    for promise in ("freiwillig", "keinen Grund nennen", "kein Nachteil", "nur den Tag, nicht den Grund"):
        assert promise in words
