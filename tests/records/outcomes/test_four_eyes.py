"""The list with customer numbers leaves the house only after a second person let it go."""

from collections.abc import Callable
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.outcomes.actions.list_releases import DAYS, ask_for, decide, waiting
from perspektiv.records.outcomes.models import ListRelease
from tests.records.outcomes.scenes import left
from tests.records.personas import Personas

Browser = Callable[[User], Client]
EXIT = date(timezone.localdate().year - 2, 8, 31)
OUT = reverse("outcomes:export", args=[EXIT.year, "csv"])
ASK = reverse("outcomes:ask_release", args=[EXIT.year])


@pytest.fixture(autouse=True)
def somebody_left(personas: Personas) -> None:
    left(personas.centre, EXIT, number="317A000002")


def aged(request: ListRelease, days: int) -> None:
    """As if that many days had passed."""
    earlier = timezone.now() - timedelta(days=days)
    ListRelease.objects.filter(pk=request.pk).update(created_at=earlier)
    ListRelease.objects.filter(pk=request.pk, decided_at__isnull=False).update(decided_at=earlier)


def test_asked_released_fetched(personas: Personas, as_user: Browser) -> None:
    toni, birte = as_user(personas.toni), as_user(personas.birte)
    assert toni.get(OUT).status_code == 409
    assert "Wartet auf Freigabe" in toni.post(ASK, follow=True).text
    assert toni.get(OUT).status_code == 409
    asked = ListRelease.objects.get()
    page = birte.get(reverse("outcomes:releases")).text
    assert f"Liste des Jobcenters {EXIT.year}" in page
    assert "Toni Zeisig" in page
    birte.post(reverse("outcomes:decide_release", args=[asked.pk]), {"do": "release"})
    assert "317A000002" in toni.get(OUT).content.decode("utf-8-sig")
    rows = TrailRow.objects.filter(what__startswith="outcomes.list_").order_by("seq").values_list("what", "actor")
    assert list(rows) == [
        ("outcomes.list_asked_for", personas.toni.trail_name),
        ("outcomes.list_released", personas.birte.trail_name),
        ("outcomes.list_exported", personas.toni.trail_name),
    ]


def test_it_is_for_who_asked_and_for_that_year(personas: Personas, as_user: Browser) -> None:
    decide(by=personas.birte, request=ask_for(by=personas.toni, centre=personas.centre, year=EXIT.year), release=True)
    assert as_user(personas.birte).get(OUT).status_code == 409
    assert as_user(personas.toni).get(reverse("outcomes:export", args=[EXIT.year - 1, "csv"])).status_code == 409


def test_nobody_releases_their_own(personas: Personas, as_user: Browser) -> None:
    asked = ask_for(by=personas.birte, centre=personas.centre, year=EXIT.year)
    address = reverse("outcomes:decide_release", args=[asked.pk])
    answer = as_user(personas.birte).post(address, {"do": "release"})
    assert answer.status_code == 409
    assert "selbst angefragt" in answer.text
    assert as_user(personas.birte).get(OUT).status_code == 409
    with pytest.raises(IntegrityError), transaction.atomic():
        ListRelease.objects.update(decided_by=personas.birte, decided_at=timezone.now(), released=True)


def test_the_head_stands_in_where_the_lead_asked(personas: Personas, as_user: Browser) -> None:
    asked = ask_for(by=personas.birte, centre=personas.centre, year=EXIT.year)
    as_user(personas.hanne).post(reverse("outcomes:decide_release", args=[asked.pk]), {"do": "release"})
    assert as_user(personas.birte).get(OUT).status_code == 200


def test_declined_is_not_released(personas: Personas, as_user: Browser) -> None:
    asked = ask_for(by=personas.toni, centre=personas.centre, year=EXIT.year)
    as_user(personas.birte).post(reverse("outcomes:decide_release", args=[asked.pk]), {"do": "decline"})
    assert as_user(personas.toni).get(OUT).status_code == 409
    assert decide(by=personas.hanne, request=asked, release=True).released is False


def test_both_run_out(personas: Personas, as_user: Browser) -> None:
    asked = ask_for(by=personas.toni, centre=personas.centre, year=EXIT.year)
    aged(asked, DAYS + 1)
    assert list(waiting({personas.centre.pk})) == []
    with pytest.raises(Refused, match="gilt nicht mehr"):
        decide(by=personas.birte, request=asked, release=True)
    again = ask_for(by=personas.toni, centre=personas.centre, year=EXIT.year)
    assert again != asked
    decide(by=personas.birte, request=again, release=True)
    assert as_user(personas.toni).get(OUT).status_code == 200
    aged(again, DAYS + 1)
    assert as_user(personas.toni).get(OUT).status_code == 409


def test_asked_twice_waits_once(personas: Personas, as_user: Browser) -> None:
    for _ in range(2):
        as_user(personas.toni).post(ASK)
    assert ListRelease.objects.count() == 1


def test_without_the_second_pair_of_eyes_it_would_be_out(personas: Personas, as_user: Browser) -> None:
    """Negative control: what keeps it in is the release and nothing else."""
    with patch("perspektiv.records.outcomes.views.lists.must_be_released"):
        assert as_user(personas.toni).get(OUT).status_code == 200
    assert as_user(personas.toni).get(OUT).status_code == 409
