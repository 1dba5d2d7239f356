"""Nobody comes in twice without a word: snapshots stay out, and people under unknown keys are told of."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from perspektiv.cli import main
from perspektiv.errors import Refused
from perspektiv.exchange.importing import import_package
from perspektiv.exchange.planning import Strangers, Wishes
from perspektiv.exchange.telling import plan_text
from perspektiv.package import convert, open_package
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.people.models import Participant
from perspektiv.snapshot.making import make_snapshot
from tests.exchange.conftest import MakePackage
from tests.exchange.small_package import SMALL
from tests.records.personas import Personas

pytestmark = pytest.mark.django_db(transaction=True)  # snapshots read through a connection of their own


@pytest.fixture
def frozen(make_package: MakePackage, tmp_path: Path) -> Path:
    """A snapshot of records that hold the small package."""
    import_package(make_package(), by=SYSTEM)
    return make_snapshot(tmp_path / "frozen", by=SYSTEM)


def as_before(frozen: Path) -> None:
    """As snapshots were before they said what they are."""
    descriptor = frozen / "datapackage.json"
    said = json.loads(descriptor.read_text())
    del said["pseudonymous"], said["checked"]
    descriptor.write_text(json.dumps(said))


@pytest.mark.parametrize("made", [lambda _: None, as_before])
def test_a_snapshot_is_refused_with_what_to_take_instead(frozen: Path, made: Callable[[Path], None]) -> None:
    made(frozen)

    with pytest.raises(Refused, match=r"Momentaufnahme.*perspektiv export.*--pseudonymous"):
        import_package(frozen, by=SYSTEM)

    assert Participant.objects.count() == 2


@pytest.mark.parametrize("target", ["paket.zip", "paket.xlsx", "ordner"])
def test_in_another_form_and_under_another_name_it_is_one_still(frozen: Path, tmp_path: Path, target: str) -> None:
    convert(frozen, tmp_path / target, name="anders", title="Anders")

    with open_package(tmp_path / target) as package:
        assert package.pseudonymous
    with pytest.raises(Refused, match="Momentaufnahme"):
        import_package(tmp_path / target, by=SYSTEM)


def test_whoever_asks_for_it_gets_it_and_is_told_what_it_did(frozen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(frozen)]) == 2
    assert "Momentaufnahme" in capsys.readouterr().err

    assert main(["import", str(frozen), "--pseudonymous"]) == 0

    assert "2 Personen neu, 0 schon bekannt, 2 hier vorhanden" in capsys.readouterr().out
    assert Participant.objects.count() == 4


def test_people_under_unknown_keys_beside_others_are_told_of(make_package: MakePackage) -> None:
    import_package(make_package(), by=SYSTEM)
    others = {
        table: [{**row, "person_id": f"andere-{row['person_id']}"} if "person_id" in row else row for row in rows]
        for table, rows in SMALL.items()
    }

    plan = import_package(make_package("andere", **others), by=SYSTEM)

    assert plan.strangers == Strangers(new=2, here=2)
    assert "2 Personen neu, 0 schon bekannt, 2 hier vorhanden" in plan_text(plan)


def test_where_one_is_known_or_nobody_is_here_nothing_is_said(make_package: MakePackage, personas: Personas) -> None:
    first = import_package(make_package(), by=SYSTEM)
    more = [*SMALL["persons"], {"person_id": "p3", "centre_id": "musterplatz", "gender": "female"}]

    second = import_package(make_package("mehr", persons=more), by=SYSTEM)
    elsewhere = import_package(make_package("anderswo"), by=SYSTEM, centre="anderswo")

    assert [plan.strangers for plan in (first, second, elsewhere)] == [None] * 3


def test_a_wish_for_a_snapshot_keeps_the_other_wishes(frozen: Path) -> None:
    wishes = Wishes(only=frozenset({"anderswo"}), pseudonymous=True)

    with pytest.raises(Refused, match="musterplatz"):
        import_package(frozen, by=SYSTEM, wishes=wishes)
