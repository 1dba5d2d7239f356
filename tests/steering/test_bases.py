"""Out of how many: invitations where a name stands behind an answer and they are known, else those who ended."""

from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from perspektiv.example import write_cohort
from perspektiv.indicators import Period
from perspektiv.package import PackageWriter, open_package
from perspektiv.package.writing import arrow_schema
from perspektiv.schema import KNOWN
from perspektiv.schema.questionnaires import Invitations
from perspektiv.steering.bases import Base
from perspektiv.steering.questionnaires import questionnaires
from perspektiv.steering.results import AtMoment, Results, results
from tests.steering.conftest import MOMENT

YEAR = Period(date(2017, 1, 1), date(2017, 12, 31))
INVITED = {
    ("bsp-selbst", "before"): 1_500,
    ("bsp-selbst", "after"): 3,
    ("bsp-verbesserung", "single"): 2_000,
    ("bsp-sitzung", "single"): 1,
}
"""Of the year 2017, by questionnaire and moment; nobody is invited to look back, nor to what is anonymous."""


@pytest.fixture(scope="session")
def invited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cohort with whole questionnaires, and with invitations."""
    home = tmp_path_factory.mktemp("eingeladen")
    write_cohort(home / "cohort", questionnaires=True)
    with open_package(home / "cohort") as package:
        as_of = package.data_as_of
        ((centre,),) = package.connection.execute("SELECT centre_id FROM centres").fetchall()
        with PackageWriter(
            home / "frozen", form="parquet", name="frozen", title="Stand", data_as_of=as_of, made_up=True
        ) as writer:
            for table in KNOWN:
                if table is not Invitations and table.resource not in package.not_collected:
                    rows = package.connection.sql(f"FROM {table.resource}").to_arrow_table()
                    writer.write(table.resource, rows)
            writer.write(Invitations.resource, _rows(centre))
    return home / "frozen"


def _rows(centre: str) -> pa.Table:
    """Every tenth was left out."""
    told = [
        (f"{instrument}-{moment}-{n}", instrument, centre, None, moment, date(2017, 1, 1) + timedelta(n % 365), outcome)
        for (instrument, moment), number in INVITED.items()
        for outcome, times in (("unanswered", number), ("left_out", number // 10))
        for n in range(times)
    ]
    rows = [(f"{place}-{row[0]}", *row[1:]) for place, row in enumerate(told)]
    columns = {column.name: [row[at] for row in rows] for at, column in enumerate(Invitations.columns)}
    return pa.Table.from_pydict(columns, schema=arrow_schema(Invitations))


@pytest.fixture
def moment(settings: Settings, tmp_path: Path, invited: Path) -> Path:
    settings.SNAPSHOTS = tmp_path / "snapshots"
    settings.SNAPSHOTS.mkdir()
    made = Path(settings.SNAPSHOTS / MOMENT)
    made.symlink_to(invited, target_is_directory=True)
    return made


def shown(moment: Path, questionnaire: str, period: Period = YEAR) -> Results:
    with open_package(moment) as package:
        ((centre,),) = package.connection.execute("SELECT centre_id FROM centres").fetchall()
        (one,) = (each for each in questionnaires(package, centre) if each.id == questionnaire)
    return results(moment, centre, one, period)


def by_moment(found: Results) -> dict[str, AtMoment]:
    return {at.measured.moment: at for at in found.moments}


def test_each_measurement_has_its_own_base(moment: Path) -> None:
    """Of a self-evaluation: of those who were to look back nobody was invited, so that nobody knows out of how many."""
    found = by_moment(shown(moment, "bsp-selbst"))
    bases = {name: at.base for name, at in found.items() if at.base}
    assert bases == {"before": Base(1_500, invited=True), "after": Base(3, invited=True)}
    before = found["before"]
    responses, mean = before.measured.responses or 0, before.measured.whole.value or 0
    assert responses and before.rate and before.rate[0] == responses / 1_500 and before.rate[1]
    assert before.bounds == pytest.approx((responses * mean / 1_500, (responses * mean + 1_500 - responses) / 1_500))


def test_a_rate_above_one_keeps_its_value_and_has_no_interval(moment: Path) -> None:
    after = by_moment(shown(moment, "bsp-selbst"))["after"]
    responses = after.measured.responses or 0
    assert responses > 3 and after.rate == (responses / 3, None) and after.bounds is None


def test_invitations_go_before_those_who_ended(moment: Path) -> None:
    assert by_moment(shown(moment, "bsp-verbesserung"))["single"].base == Base(2_000, invited=True)


def test_before_anybody_was_invited_the_base_is_those_who_ended(moment: Path) -> None:
    """The plan began in 2017: what was answered before had no invitations."""
    base = by_moment(shown(moment, "bsp-verbesserung", Period(date(2016, 1, 1), date(2016, 12, 31))))["single"].base
    assert base and base.n > 0 and not base.invited


def test_an_anonymous_one_has_no_invitations(moment: Path) -> None:
    base = by_moment(shown(moment, "bsp-zufrieden-2"))["single"].base
    assert base and base.n > 0 and not base.invited


def test_the_page_says_out_of_what(moment: Path, quirin: Client) -> None:
    def page(questionnaire: str) -> str:
        return quirin.get(f"/ergebnisse/{questionnaire}/?zeitraum=2017").content.decode()

    assert "von 1.500 Einladungen" in page("bsp-selbst")
    assert "unbekannt: Es ist nicht gezählt" in page("bsp-selbst")
    assert "von 2.000 Einladungen" in page("bsp-verbesserung")
    assert "von 1 Einladung" in page("bsp-sitzung")
    assert "regulär beendeten Teilnahmen" in page("bsp-zufrieden-2")
