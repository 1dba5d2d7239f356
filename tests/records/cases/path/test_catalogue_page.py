"""The catalogue as pages: versions are made, never overwritten."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.cases.actions.catalogue import change_segment, limit
from perspektiv.records.cases.models import EndingReason, Segment
from tests.records.cases.path.conftest import Path, days_back
from tests.records.cases.path.pages import hidden_of, words_of

Login = Callable[[User], Client]


@pytest.fixture
def hanne(path: Path, as_user: Login) -> Client:
    return as_user(path.personas.hanne)


def content(segment: Segment, **others: object) -> dict[str, object]:
    names = (
        "name",
        "letters",
        "position",
        "setting",
        "planned_units",
        "legal_basis",
        "prerequisites",
        "content",
        "goal",
    )
    return {
        **{name: getattr(segment, name) for name in (*names, "content", "goal")},
        "surveyed": "on",
        "from_day": timezone.localdate().isoformat(),
        **others,
    }


def test_all_offers_and_reasons_are_there(hanne: Client) -> None:
    words = words_of(hanne.get("/katalog/"))
    for name in ("Einstiegsberatung", "Coaching nach Beschäftigungsaufnahme", "bis 30.06.2018", "Kein Kontakt mehr"):
        assert name in words


def test_saving_makes_a_new_version(hanne: Client, path: Path) -> None:
    segment = path.segment("intake")
    address = f"/katalog/angebote/{segment.pk}/"
    page = hanne.get(address)
    hanne.post(address, content(segment, planned_units=7, version=hidden_of(page)["version"]))
    assert [s.planned_units for s in Segment.objects.filter(key="intake").order_by("planned_units")] == [6, 7]
    assert "1 andere Fassung" in words_of(hanne.get("/katalog/"))


def test_both_versions_are_shown_where_somebody_was_faster(hanne: Client, path: Path) -> None:
    segment = path.segment("intake")
    limit(by=path.personas.birte, entry=segment, version=1, valid_to=days_back(-100))
    page = hanne.post(f"/katalog/angebote/{segment.pk}/", content(segment, name="Einstieg", version=1))
    assert page.status_code == 409
    assert "Birte Reiher" in words_of(page)
    assert Segment.objects.filter(key="intake").count() == 1


def test_a_new_offer_and_a_new_reason(hanne: Client) -> None:
    template = Segment(
        name="Lernwerkstatt", letters="lw", position=7, setting="group", planned_units=5, content="", goal=""
    )
    sent = content(template, id=uuid4())
    hanne.post("/katalog/angebote/neu/", sent)
    hanne.post("/katalog/angebote/neu/", sent)
    made = Segment.objects.get(key="lernwerkstatt")
    assert (made.letters, made.valid_from) == ("LW", timezone.localdate())
    hanne.post(
        "/katalog/gruende/neu/",
        {
            "id": uuid4(),
            "name": "Größere Reise",
            "valuation": "neutral",
            "influenceable": "False",
            "from_day": days_back(0),
        },
    )
    reason = EndingReason.objects.get(key="grossere-reise")
    assert (reason.influenceable, reason.is_work) == (False, False)


def test_which_reason_asks_for_a_first_day_of_work_is_ticked_in_a_new_version(hanne: Client, path: Path) -> None:
    reason = path.reason("training")
    assert path.reason("work").is_work and not reason.is_work
    sent = {
        "version": 1,
        "name": reason.name,
        "valuation": reason.valuation,
        "influenceable": "True",
        "is_work": "on",
        "from_day": days_back(0),
    }
    assert hanne.post(f"/katalog/gruende/{reason.pk}/", sent).status_code == 302
    before, now = EndingReason.objects.filter(centre=reason.centre, key="training").order_by("created_at")
    assert (before.pk, before.is_work, before.valid_to) == (reason.pk, False, days_back(1))
    assert (now.is_work, now.valid_from) == (True, days_back(0))
    assert words_of(hanne.get("/katalog/")).count("nach dem ersten Arbeitstag wird gefragt") == 2


def test_the_last_day_is_set_and_taken_away(hanne: Client, path: Path) -> None:
    reason = path.reason("family")
    hanne.post(f"/katalog/gruende/{reason.pk}/ende/", {"version": 1, "valid_to": days_back(1).isoformat()})
    assert path.reason("family").valid_to == days_back(1)
    assert "Aufgaben in der Familie" not in [str(r) for r in EndingReason.objects.valid_on(timezone.localdate())]
    hanne.post(f"/katalog/gruende/{reason.pk}/ende/", {"version": 2, "valid_to": ""})
    assert path.reason("family").valid_to is None


def test_a_day_that_is_none_changes_nothing(hanne: Client, path: Path) -> None:
    segment = path.segment("intake")
    hanne.post(f"/katalog/angebote/{segment.pk}/ende/", {"version": 1, "valid_to": "morgen"})
    assert path.segment("intake").valid_to is None


def test_a_version_to_come_is_announced(hanne: Client, path: Path) -> None:
    segment = path.segment("intake")
    change_segment(by=path.personas.hanne, segment=segment, version=1, from_day=days_back(-40), name="Einstieg neu")
    words = words_of(hanne.get("/katalog/"))
    assert "Einstieg neu" in words
    assert "1 andere Fassung" in words
