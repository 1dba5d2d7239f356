"""The cohort with whole questionnaires comes in and is frozen: words, scales and their figures are the same."""

from datetime import date
from pathlib import Path

import pytest

from perspektiv.example import write_cohort
from perspektiv.exchange.importing import import_package
from perspektiv.indicators import Figure, Period, figures
from perspektiv.indicators.series.changes import reliable_changes
from perspektiv.indicators.series.voices import Mean, measured
from perspektiv.package import Package, check, open_package
from perspektiv.records.access.trail import SYSTEM
from perspektiv.schema.questionnaires import QUESTIONNAIRES
from perspektiv.snapshot.making import make_snapshot

PERIOD = Period(date(2015, 1, 1), date(2018, 12, 31))
NAMES = ("reliable_improvement_rate", "session_alliance_below_threshold_rate")
BREAKDOWNS = ((), ("segment",), ("gender",), ("quarter",), ("segment", "gender"))


@pytest.mark.django_db(transaction=True)
def test_whole_questionnaires_come_back_from_the_records(tmp_path: Path) -> None:
    write_cohort(tmp_path / "cohort", questionnaires=True)
    import_package(tmp_path / "cohort", by=SYSTEM)
    with open_package(tmp_path / "cohort") as cohort:
        make_snapshot(tmp_path / "frozen", by=SYSTEM, data_as_of=cohort.data_as_of)
        assert check(tmp_path / "frozen").fault_count == 0
        with open_package(tmp_path / "frozen") as frozen:
            assert frozen.version == "2"
            for table in QUESTIONNAIRES:
                assert _rows(frozen, table.resource) == _rows(cohort, table.resource), table.resource
            assert _figures(frozen) == _figures(cohort)
            for instrument in ("bsp-selbst", "bsp-sitzung", "bsp-verbesserung", "bsp-zufrieden-1"):
                assert _told(frozen, instrument) == _told(cohort, instrument)
                assert reliable_changes(frozen, instrument, PERIOD) == reliable_changes(cohort, instrument, PERIOD)


def _rows(package: Package, table: str) -> list[tuple[object, ...]]:
    return sorted(package.connection.execute(f"SELECT * FROM {table}").fetchall(), key=str)


def _figures(package: Package) -> list[Figure]:
    return list(figures(package, PERIOD, names=NAMES, breakdowns=BREAKDOWNS).figures)


def _told(package: Package, instrument: str) -> list[object]:
    """All that results pages say; means without their last bits, which hang on the order of the rows."""
    return [
        (
            *(one.moment, one.responses, _rounded(one.whole)),
            *((item.item, item.counts, _rounded(item.mean)) for item in one.items),
            *((scale.scale, _rounded(scale.score), scale.complete) for scale in one.scales),
            *((quarter.quarter, _rounded(quarter.whole)) for quarter in one.quarters),
        )
        for one in measured(package, instrument, PERIOD)
    ]


def _rounded(mean: Mean) -> tuple[object, ...]:
    return mean.withheld, mean.n, *(value and round(value, 9) for value in (mean.value, mean.low, mean.high))
