"""What participants say, on pages: from the newest frozen moment, of one's own centre, with base and limits."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from perspektiv.indicators import Period, figures
from perspektiv.package import Package
from perspektiv.steering.moments import made_at, newest
from perspektiv.steering.questionnaires import questionnaires
from perspektiv.steering.results import results
from tests.records.personas import Personas
from tests.records.selfservice.visiting import logged_in
from tests.steering.conftest import MOMENT

IMPROVEMENT, SATISFACTION = "bsp-verbesserung", "bsp-zufrieden-2"


class TestMoments:
    def test_the_newest_finished_one_is_shown(self, frozen: Path) -> None:
        assert newest() == frozen
        assert f"{made_at(frozen):%Y-%m-%d %H:%M}" == "2019-12-31 12:00"

    def test_without_one_the_page_says_so(self, personas: Personas, settings: Settings, tmp_path: Path) -> None:
        settings.SNAPSHOTS = tmp_path / "snapshots"
        client = logged_in(personas.quirin)
        assert "Noch nichts gezählt" in client.get("/ergebnisse/").content.decode()
        assert client.get(f"/ergebnisse/{IMPROVEMENT}/").status_code == 404

    def test_the_records_are_frozen_on_demand(self, personas: Personas, settings: Settings, tmp_path: Path) -> None:
        settings.SNAPSHOTS = tmp_path / "snapshots"
        client = logged_in(personas.quirin)
        assert newest() is None
        assert client.post("/ergebnisse/stand/").status_code == 302
        assert newest() is not None


@pytest.mark.usefixtures("frozen")
class TestList:
    def test_names_each_version_with_its_responses(self, quirin: Client) -> None:
        page = quirin.get("/ergebnisse/").content.decode()
        assert "Was sich verbessert hat" in page and "1104 Rückmeldungen" in page.replace(".", "")
        assert page.index("Fassung 2") < page.index("Zufriedenheit") or "anonym" in page

    def test_of_another_centre_shows_nothing(self, personas: Personas) -> None:
        client = logged_in(personas.fremd)
        assert "Noch niemand" in client.get("/ergebnisse/").content.decode()
        assert client.get(f"/ergebnisse/{IMPROVEMENT}/").status_code == 404
        assert client.get("/ergebnisse/?zentrum=musterplatz").status_code == 404


@pytest.mark.usefixtures("frozen")
class TestOneQuestionnaire:
    def test_its_figures_are_those_of_the_catalogue(self, frozen: Path, cohort: Package, of_cohort: Personas) -> None:
        period = Period(date(2015, 1, 1), cohort.data_as_of)
        (of_page,) = (each for each in questionnaires(cohort, of_cohort.centre.key) if each.id == IMPROVEMENT)
        shown = results(frozen, of_cohort.centre.key, of_page, period)
        names = [figure.indicator for figure in shown.figures]
        assert names == ["improvement_rate", "improvement_or_stable_rate"]
        assert shown.counted is not None
        whole = figures(cohort, shown.counted, names=names).figures
        assert [figure.exact for figure in shown.figures] == [figure.exact for figure in whole]

    def test_says_base_interval_bounds_and_rate(self, quirin: Client) -> None:
        page = quirin.get(f"/ergebnisse/{IMPROVEMENT}/?zeitraum=2017").content.decode()
        for said in ("Rückmeldequote", "Grenzen", "95-%-Intervall", "nach Segment", "Mittel je Quartal"):
            assert said in page

    def test_an_anonymous_one_is_by_no_segment_and_protected_where_few_answered(self, quirin: Client) -> None:
        page = quirin.get(f"/ergebnisse/{SATISFACTION}/?zeitraum=alles").content.decode()
        assert "nach Segment" not in page and "Rückmeldequote" in page
        nobody = quirin.get(f"/ergebnisse/{SATISFACTION}/?von=2016-01-01&bis=2016-12-31").content.decode()
        assert "Aus diesem Zeitraum gibt es noch nichts zu zeigen" in nobody

    @pytest.mark.parametrize(
        "wrong", ["?von=2018-13-01", "?von=2018-05-01&bis=2018-01-01", "?zeitraum=eigener&bis=1200-01-01"]
    )
    def test_wrong_days_get_a_sentence(self, quirin: Client, wrong: str) -> None:
        answer = quirin.get(f"/ergebnisse/{IMPROVEMENT}/{wrong}")
        assert answer.status_code == 409 and "Bitte" in answer.content.decode()

    def test_an_unknown_period_is_the_last_year(self, quirin: Client) -> None:
        assert quirin.get(f"/ergebnisse/{IMPROVEMENT}/?zeitraum=0000").status_code in (200, 409)
        assert "das letzte Jahr" in quirin.get(f"/ergebnisse/{IMPROVEMENT}/?zeitraum=x").content.decode()

    def test_asks_the_database_for_no_answers(
        self, quirin: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        """Numbers come from the frozen moment: the tables of answers are not touched but for one's own cases."""
        quirin.get(f"/ergebnisse/{IMPROVEMENT}/")
        with django_assert_num_queries(7):
            quirin.get(f"/ergebnisse/{IMPROVEMENT}/?zeitraum=alles")

    def test_tells_experts_how_well_it_measures(self, quirin: Client) -> None:
        page = quirin.get(f"/ergebnisse/{IMPROVEMENT}/guete/?zeitraum=alles").content.decode()
        assert "Alpha" in page


@pytest.mark.usefixtures("frozen")
def test_the_moment_is_named(quirin: Client) -> None:
    assert MOMENT.startswith("2019-12-31")
    assert "31.12.2019" in quirin.get("/ergebnisse/").content.decode()
