"""Made-up packages of version 2: whole questionnaires and self-evaluations, and everything else as without them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from perspektiv.example import write_cohort, write_scaled
from perspektiv.example.catalogue import SELF_EVALUATION
from perspektiv.indicators import Period, figures
from perspektiv.indicators.series.changes import reliable_changes
from perspektiv.indicators.series.voices import measured
from perspektiv.package import check, convert, open_package
from perspektiv.schema import TABLES
from perspektiv.schema.questionnaires import QUESTIONNAIRES

YEARS = Period(date(2015, 1, 1), date(2018, 12, 31))
GROWN = {"instruments", "items", "responses", "answers"}
NEW = ("reliable_improvement_rate", "session_alliance_below_threshold_rate")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("whole") / "package"
    write_cohort(out, questionnaires=True)
    return out


def test_all_rows_of_the_cohort_are_in_it_unchanged(whole: Path, cohort_csv: Path) -> None:
    for table in TABLES:
        name = f"{table.resource}.csv"
        before, after = ((folder / name).read_text(encoding="utf-8").splitlines() for folder in (cohort_csv, whole))
        assert after[: len(before)] == before, name
        assert (len(after) > len(before)) is (table.resource in GROWN), name


def test_it_has_no_faults_and_is_of_version_2(whole: Path) -> None:
    found = check(whole)
    assert found.faults == ()
    with open_package(whole) as package:
        assert package.version == "2"
        assert package.not_collected == {"appointment_bookings", "offered_slots", "invitations"}


def test_every_row_shows_that_it_is_made_up(whole: Path) -> None:
    for table in QUESTIONNAIRES:
        rows = (whole / f"{table.resource}.csv").read_text(encoding="utf-8").splitlines()[1:]
        assert rows and all(row.startswith("bsp-") for row in rows), table.resource


def test_the_same_bytes_every_time(whole: Path, tmp_path: Path) -> None:
    write_cohort(tmp_path, questionnaires=True)
    for file in sorted(whole.iterdir()):
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name


def test_words_of_two_languages_for_every_question_scale_and_choice(whole: Path) -> None:
    with open_package(whole) as package:
        for texts, of, key in (
            ("item_texts", "item_forms", "instrument_id, item_id"),
            ("scale_texts", "scales", "instrument_id, scale"),
            ("choice_texts", "choices", "instrument_id, item_id, value"),
            ("instrument_texts", "instruments", "instrument_id"),
        ):
            said = package.connection.execute(f"SELECT {key}, language FROM {texts}").fetchall()
            asked = package.connection.execute(f"SELECT {key} FROM {of}").fetchall()
            assert Counter(said) == Counter((*row, language) for row in asked for language in ("de", "en")), texts


def test_the_scale_is_as_reliable_as_it_says(whole: Path) -> None:
    """Alpha lies near the reliability that stands in the package, and the spread near the spread."""
    with open_package(whole) as package:
        before = measured(package, SELF_EVALUATION.key, YEARS)[0]
        claimed = reliable_changes(package, SELF_EVALUATION.key, YEARS)
    assert [scale.scale for scale in before.scales] == ["Zutrauen", "Können"]
    for scale in before.scales:
        assert scale.alpha == pytest.approx(claimed[0].reliability, abs=0.06)
        assert scale.omega == pytest.approx(claimed[0].reliability, abs=0.06)
        low, high = scale.score.low or 0, scale.score.high or 0
        spread = (high - low) / 2 / 1.96 * (scale.score.n or 0) ** 0.5
        assert 0.8 * claimed[0].spread < spread < 1.4 * claimed[0].spread


def test_the_new_figures_have_something_to_say(whole: Path) -> None:
    with open_package(whole) as package:
        told = {figure.indicator: figure for figure in figures(package, YEARS, names=NEW).figures}
        changes = reliable_changes(package, SELF_EVALUATION.key, YEARS)
    improvement, alliance = (told[name] for name in NEW)
    assert 0.2 < float(improvement.value or 0) < 0.35 and (improvement.denominator or 0) > 500
    assert 0.02 < float(alliance.value or 0) < 0.2
    assert improvement.numerator == sum(change.improved for change in changes)
    assert improvement.denominator == sum(change.comparisons for change in changes)
    assert all(change.worsened for change in changes)


@pytest.mark.parametrize("target", ["paket.xlsx", "als-parquet"])
def test_it_goes_through_every_form_and_back(whole: Path, tmp_path: Path, target: str) -> None:
    there, back = tmp_path / target, tmp_path / "zurück"
    convert(whole, there, form="parquet" if target == "als-parquet" else "csv")
    convert(there, back)
    for table in QUESTIONNAIRES:
        name = f"{table.resource}.csv"
        assert (back / name).read_text(encoding="utf-8") == (whole / name).read_text(encoding="utf-8"), name


def test_packages_of_any_size_can_have_them_too(tmp_path: Path) -> None:
    for name, with_them in (("ohne", False), ("mit", True)):
        write_scaled(tmp_path / name, centres=3, persons=100, seed=1, questionnaires=with_them)
    found = check(tmp_path / "mit")
    assert found.faults == () and "after data_as_of" not in {kind for kind, _ in found.counts}
    with open_package(tmp_path / "mit") as package, open_package(tmp_path / "ohne") as plain:
        assert (package.version, plain.version) == ("2", "1")
        for table in TABLES:
            kept = package.connection.execute(f"SELECT * FROM {table.resource}").fetchall()
            known = plain.connection.execute(f"SELECT * FROM {table.resource}").fetchall()
            assert set(known) <= set(kept), table.resource
        for figure in figures(package, YEARS, names=NEW, breakdowns=[("centre",)]).figures:
            assert figure.denominator and figure.value
