"""The verbs import and export, as they are typed."""

from pathlib import Path

import pytest

from perspektiv.cli import main
from perspektiv.records.people.models import Participant
from tests.exchange.conftest import MakePackage

pytestmark = pytest.mark.django_db(transaction=True)  # exports read through a connection of their own


def test_in_and_out_again(make_package: MakePackage, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kontakte.csv").write_text("person_id,family_name\np1,Distel\n")

    assert main(["import", str(make_package()), "--contacts", str(tmp_path / "kontakte.csv")]) == 0
    assert "Teilnehmende: 2 neu, 0 schon da, davon 0 abweichend" in capsys.readouterr().out
    assert Participant.objects.get(family_name="Distel").source_key == "p1"
    assert main(["export", str(tmp_path / "aus"), "--to", "parquet"]) == 0
    assert f"Ausgegeben nach {tmp_path / 'aus'}: 2 Teilnehmende, 2 Termine" in capsys.readouterr().out
    assert main(["export", str(tmp_path / "alles.zip"), "--archive"]) == 0
    told = capsys.readouterr().out
    assert f"Ausgegeben nach {tmp_path / 'alles.zip'} (" in told and " kB)." in told

    assert (tmp_path / "aus" / "persons.parquet").exists()
    assert (tmp_path / "alles.zip").exists()


def test_a_fault_is_a_sentence_and_status_2(
    make_package: MakePackage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kontakte.csv").write_text("person_id,family_name\np9,Distel\n")

    assert main(["import", str(make_package()), "--contacts", str(tmp_path / "kontakte.csv")]) == 2
    assert "kontakte.csv, Zeile 2, Spalte person_id" in capsys.readouterr().err
    assert not Participant.objects.exists()


@pytest.mark.parametrize("wrong", [["--decrypt"], ["--archive", "--centre", "x"]])
def test_what_does_not_go_together_is_refused(
    wrong: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(tmp_path / "aus"), *wrong]) == 2
    assert "--archive" in capsys.readouterr().err


def test_without_an_installation_there_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("django.db.connection.introspection.table_names", list)

    assert main(["export", str(tmp_path / "aus")]) == 2
    assert "PERSPEKTIV_HOME" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["export", "import", "snapshot", "backup"])
def test_a_home_that_is_missing_is_not_made(
    verb: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PERSPEKTIV_HOME", str(tmp_path / "heim"))
    monkeypatch.setenv("PERSPEKTIV_BACKUP_KEY", "ein langer Schlüssel")

    assert main([verb, str(tmp_path / "aus")]) == 2

    assert "PERSPEKTIV_HOME" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
