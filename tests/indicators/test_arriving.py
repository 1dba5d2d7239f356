"""How people come is for the centre itself: refused in public, left out where nobody collects it."""

from datetime import date

import pytest

from perspektiv.errors import Refused
from perspektiv.indicators import CATALOGUE, Period, figures
from perspektiv.indicators.catalogue.arriving import INDICATORS
from perspektiv.package.database import connect
from tests.indicators.in_memory import InMemory, Rows, package_of

PERIOD = Period(date(2015, 1, 1), date(2015, 12, 31))
NAMES = [indicator.name for indicator in INDICATORS]
OPTIONAL = frozenset({"appointment_bookings", "offered_slots"})
ROWS: Rows = {
    "centres": [{"centre_id": "north"}],
    "segments": [{"segment_id": "intake", "position": 1}],
    "persons": [{"person_id": "a", "centre_id": "north", "gender": "female"}],
}


@pytest.mark.parametrize("name", NAMES)
def test_none_of_it_is_published(name: str) -> None:
    with connect() as connection:
        package = package_of(ROWS, date(2016, 1, 1), connection)
        with pytest.raises(Refused, match="nicht veröffentlicht"):
            figures(package, PERIOD, names=[name], public=True)


def test_public_figures_name_it_as_left_out() -> None:
    with connect() as connection:
        answer = figures(package_of(ROWS, date(2016, 1, 1), connection), PERIOD, public=True)
    assert {left.indicator for left in answer.left_out} >= set(NAMES)
    assert {figure.indicator for figure in answer.figures} == set(CATALOGUE) - {
        left.indicator for left in answer.left_out
    }


def test_packages_without_the_optional_tables_name_what_is_left_out() -> None:
    with connect() as connection:
        package = package_of(ROWS, date(2016, 1, 1), connection)
        assert isinstance(package, InMemory)
        package.not_collected = OPTIONAL
        answer = figures(package, PERIOD)
        left = {one.indicator: one.why.de for one in answer.left_out}
        assert set(left) == set(NAMES) - {"waiting_to_first_talk_days", "waiting_to_entry_days"}
        assert left["lead_time_days"] == "in diesem Paket nicht erhoben (appointment_bookings)"
        assert left["slot_use_rate"] == "in diesem Paket nicht erhoben (offered_slots)"
        for figure in figures(package, PERIOD, names=["slots_offered"], without_value=True).figures:
            assert figure.value is None
