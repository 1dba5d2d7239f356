"""The page of the experiment and the figures of a snapshot say the same of the same records, or say why not."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from perspektiv.indicators import Period, figures
from perspektiv.package import open_package
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.appointments.models import Appointment, end_of
from perspektiv.records.cases.models import Participation, Referral
from perspektiv.records.people.models import Participant
from perspektiv.records.reminders.measuring import effect_of
from perspektiv.records.reminders.models import Lot
from perspektiv.snapshot.making import make_snapshot
from tests.records.personas import Personas
from tests.snapshot.conftest import Records

pytestmark = pytest.mark.django_db(transaction=True)  # snapshots read through a connection of their own

DUE = ("held", "no_show", "cancelled_by_centre", "held")
NOT_DUE = ("planned", "excused")


@pytest.fixture
def toni(personas: Personas) -> Client:
    """The assistant, who has logged in with both factors."""
    client = Client()
    client.force_login(personas.toni, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor_of"] = str(personas.toni.id)
    session.save()
    return client


@pytest.fixture
def drawn(records: Records) -> Records:
    """Talks of a participation, first talks that led to it, and first talks of somebody who has not entered."""
    Referral.objects.update(result="entered", decided_on=date(2018, 3, 8))
    fleur = Participant.objects.create(centre=records.centre, file_number="2018-0002")
    still_open = Referral.objects.create(centre=records.centre, participant=fleur, referred_on=date(2018, 3, 1))
    for arm in Lot.Arm:
        for status in (*DUE, *NOT_DUE):
            _talk(records, arm, status, participant=records.dilan, participation=records.participation)
            _talk(records, arm, status, participant=records.dilan, referral=records.referral, kind="first_contact")
        _talk(records, arm, "no_show", participant=fleur, referral=still_open, kind="first_contact")
        _talk(
            records, arm, "no_show", participant=fleur, referral=still_open, kind="first_contact", withdrawn_at=_on(0)
        )
    return records


def test_they_agree_but_for_first_talks_of_those_who_have_not_entered(
    drawn: Records, toni: Client, tmp_path: Path
) -> None:
    told = _figures(make_snapshot(tmp_path / "frozen", by=SYSTEM))
    effect = effect_of(drawn.centre)
    shown = _page(toni)

    assert (effect.reminded.missed, effect.reminded.due) == (effect.without.missed, effect.without.due) == (3, 9)
    assert told == {"reminded": (2, 8), "without": (2, 8)}
    assert "2 versäumt von 8 mit Erinnerung, 2 von 8 ohne" in shown
    assert "dort nicht gezählt: 2 Erstgespräche von Personen, die nicht eingetreten sind" in shown


def test_where_everybody_entered_they_are_the_same(drawn: Records, toni: Client, tmp_path: Path) -> None:
    way_in = Referral.objects.get(result="open")
    Participation.objects.create(
        centre=drawn.centre, participant=way_in.participant, segment=drawn.segment, started_on=date(2018, 4, 2)
    )
    Referral.objects.filter(pk=way_in.pk).update(result="entered", decided_on=date(2018, 4, 2))

    told = _figures(make_snapshot(tmp_path / "frozen", by=SYSTEM))
    effect = effect_of(drawn.centre)

    assert told == {
        "reminded": (effect.reminded.missed, effect.reminded.due),
        "without": (effect.without.missed, effect.without.due),
    }
    assert told["reminded"] == (3, 9)
    assert "In den Kennzahlen" not in _page(toni)


def _talk(records: Records, arm: str, status: str, **of: Any) -> None:
    starts_at = _on(Appointment.objects.count())
    talk = Appointment.objects.create(
        id=uuid4(), centre=records.centre, starts_at=starts_at, ends_at=end_of(starts_at, 75), status=status, **of
    )
    Lot.objects.create(centre=records.centre, appointment=talk, arm=arm, drawn_at=starts_at)


def _on(day: int) -> datetime:
    return timezone.make_aware(datetime(2018, 3, 9, 9)) + timedelta(days=day)


def _figures(package: Path) -> dict[str, tuple[Any, Any]]:
    """Missed and due by arm, of all years."""
    with open_package(package) as opened:
        answer = figures(opened, Period(date(2018, 1, 1), date(2018, 12, 31)))
        told = {figure.indicator: (figure.numerator, figure.denominator) for figure in answer.figures}
    return {arm: told[f"no_show_rate_{arm}_by_lot"] for arm in ("reminded", "without")}


def _page(client: Client) -> str:
    return client.get(reverse("reminders:experiment")).content.decode()
