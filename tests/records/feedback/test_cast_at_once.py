"""Two hundred answers at the same moment: none lost, none twice, and each code once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from perspektiv.records.feedback.actions import survey as casting
from perspektiv.records.feedback.actions.opening import open_boxes
from perspektiv.records.feedback.box import quarter_of, quarters_before
from perspektiv.records.feedback.models import AnonymousResponse, Ballot, SurveyCode
from tests.records.feedback.balloting import GOOD, Surveyed, surveyed
from tests.records.personas import make_personas

ANSWERS, HANDS = 200, 50


@pytest.fixture
def survey(transactional_db: None, tmp_path: Path) -> Iterator[Surveyed]:
    with override_settings(HOME=tmp_path):
        yield surveyed(make_personas())


def cast_at_once(codes: list[str]) -> None:
    """Fifty hands, each with a connection of its own, that all begin together."""
    start = Barrier(HANDS)

    def some(hand: int) -> None:
        try:
            start.wait(timeout=60)
            for code in codes[hand::HANDS]:
                casting.cast(code=code, numbers=GOOD, texts={})
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as pool:
        list(pool.map(some, range(HANDS)))


def test_two_hundred_codes_are_two_hundred_ballots(survey: Surveyed) -> None:
    cast_at_once(survey.codes(ANSWERS))
    assert Ballot.objects.count() == SurveyCode.objects.filter(used=True).count() == ANSWERS
    assert open_boxes(today=quarters_before(quarter_of(timezone.localdate()), -1)) == ANSWERS
    assert AnonymousResponse.objects.count() == ANSWERS


def test_one_code_two_hundred_times_is_one_ballot(survey: Surveyed) -> None:
    """And everybody is thanked: nobody can tell the second send from the first."""
    cast_at_once(survey.codes(1) * ANSWERS)
    assert Ballot.objects.count() == 1


def test_control_a_code_that_is_only_looked_at_is_used_often(survey: Surveyed, monkeypatch: Any) -> None:
    """Without the update that only one can win."""
    (code,) = survey.codes(1)
    monkeypatch.setattr(type(SurveyCode.objects.all()), "update", lambda self, **_: self.exists())
    cast_at_once([code] * ANSWERS)
    assert Ballot.objects.count() > 1
