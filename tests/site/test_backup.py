"""The drill: back up, restore into an empty folder, and everything is there. What was changed is refused."""

import json
import shutil
import stat
from pathlib import Path

import pytest

from tests.site.installation import KEY, python, run

SET_UP = """
from django.core.management import call_command
from uuid import uuid4
call_command("migrate", verbosity=0); call_command("createcachetable", verbosity=0)
from perspektiv.records.access.actions.centres import found_centre
from perspektiv.records.access.anchoring import anchor
from perspektiv.records.access.models import Centre, Membership
from perspektiv.records.cases.actions import documents, notes
from perspektiv.records.people.actions.participants import register
ada = found_centre(centre_name="Zentrum Musterplatz", given_name="Ada", family_name="Star", email="ada@example.org",
                   password="ein langer Satz")
anchor()
dilan = register(by=ada, centre=Centre.objects.get(), given_name="Dilan", family_name="Distel")
notes.save_note(by=ada, participant=dilan, id=uuid4(), version=0, words="Interessen besprochen.",
                about_on=dilan.created_at.date())
documents.add(by=ada, participant=dilan, kind="cv", name="lebenslauf.pdf", content=b"%PDF-1.4\\n%%EOF", id=uuid4())
"""
WHAT_IS_THERE = """
from django.apps import apps
from perspektiv.records.access.verifying import verify
from perspektiv.records.cases import filing
from perspektiv.records.cases.models import Document, Note
print({model._meta.label: model._default_manager.count() for model in apps.get_models()})
print(verify().sentence.de, Note.objects.get().words, filing.get(Document.objects.get().file))
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with one person, a note, a document and an anchor."""
    home = tmp_path_factory.mktemp("installation") / "home"
    python(home, SET_UP)
    return home


@pytest.fixture(scope="module")
def backup(home: Path) -> Path:
    out = home.parent / "sicherung.perspektiv"
    done = run(home, "backup", str(out))
    assert done.returncode == 0, done.stderr
    return out


def test_the_drill(home: Path, backup: Path, tmp_path: Path) -> None:
    target = tmp_path / "neu"
    done = run(home, "restore", str(backup), "--home", str(target))
    assert done.returncode == 0, done.stderr
    assert "Das Protokoll hält" in done.stdout
    there = python(target, WHAT_IS_THERE)
    assert there == python(home, WHAT_IS_THERE)
    assert "Interessen besprochen." in there
    assert "%PDF-1.4" in there
    for place in (home, target):
        assert json.loads((place / "backup.json").read_text())["last_restore"]["file"] == backup.name
    assert [path.name for path in tmp_path.iterdir()] == ["neu"]


def test_a_drill_is_noted_in_the_home_that_it_is_for(home: Path, backup: Path, tmp_path: Path) -> None:
    (home / "backup.json").unlink(missing_ok=True)
    elsewhere = tmp_path / "nirgends"  # as in a shell without the application's environment
    wanted = ("restore", str(backup), "--home", str(tmp_path / "uebung"), "--tested-for")
    refused = run(elsewhere, *wanted, str(tmp_path))
    assert refused.returncode == 2
    assert "keine Installation" in refused.stderr
    assert not (tmp_path / "uebung").exists()

    done = run(elsewhere, *wanted, str(home))
    assert done.returncode == 0, done.stderr
    assert json.loads((home / "backup.json").read_text())["last_restore"]["file"] == backup.name


def test_nobody_but_its_owner_can_read_it_and_nothing_in_it_is_clear(home: Path, backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    content = backup.read_bytes()
    clear = (home / "keys" / "field.keys").read_bytes()
    for word in (b"Distel", b"Zentrum", b"SQLite format", b"field.keys", clear):
        assert word not in content
    assert b"Distel" in (home / "perspektiv.sqlite3").read_bytes(), "else this test sees nothing"
    assert not list(home.glob(".backup-*"))


@pytest.mark.parametrize("where", [0.0, 0.3, 0.5, 0.999])
def test_one_changed_bit_is_refused_and_nothing_is_left(home: Path, backup: Path, where: float, tmp_path: Path) -> None:
    content = bytearray(backup.read_bytes())
    content[int(where * (len(content) - 1))] ^= 1
    (tmp_path / "anders.perspektiv").write_bytes(content)
    _refused(home, tmp_path, "anders.perspektiv")


def test_a_cut_file_is_refused(home: Path, backup: Path, tmp_path: Path) -> None:
    (tmp_path / "kurz.perspektiv").write_bytes(backup.read_bytes()[:-20])
    _refused(home, tmp_path, "kurz.perspektiv")


def test_another_passphrase_opens_nothing(home: Path, backup: Path, tmp_path: Path) -> None:
    shutil.copy(backup, tmp_path / "gut.perspektiv")
    said = _refused(home, tmp_path, "gut.perspektiv", PERSPEKTIV_BACKUP_KEY=KEY + "!")
    assert "Der Schlüssel ist falsch" in said


def test_other_field_keys_are_noticed(home: Path, backup: Path, tmp_path: Path) -> None:
    from cryptography.fernet import Fernet

    shutil.copy(backup, tmp_path / "gut.perspektiv")
    said = _refused(home, tmp_path, "gut.perspektiv", PERSPEKTIV_FIELD_KEYS=Fernet.generate_key().decode())
    assert "PERSPEKTIV_FIELD_KEYS" in said


def test_a_home_with_something_in_it_is_left_alone(home: Path, backup: Path) -> None:
    before = sorted(home.iterdir())
    done = run(home, "restore", str(backup), "--home", str(home))
    assert done.returncode == 2
    assert "ist nicht leer" in done.stderr
    assert sorted(home.iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "more", "sentence"),
    [
        (["sicherung.perspektiv"], {}, "gibt es schon"),
        (["andere.perspektiv"], {"PERSPEKTIV_BACKUP_KEY": "kurz"}, "mindestens 12 Zeichen"),
    ],
)
def test_a_backup_that_cannot_be_is_refused(
    home: Path, backup: Path, arguments: list[str], more: dict[str, str], sentence: str
) -> None:
    done = run(home, "backup", str(home.parent / arguments[0]), **more)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert not (home.parent / "andere.perspektiv").exists()


def test_without_an_installation_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    done = run(tmp_path / "leer", "backup", str(tmp_path / "x.perspektiv"))
    assert done.returncode == 2
    assert "noch keine Anwendung" in done.stderr


def _refused(home: Path, folder: Path, file: str, **more: str) -> str:
    done = run(home, "restore", str(folder / file), "--home", str(folder / "neu"), **more)
    assert done.returncode == 2, done.stdout + done.stderr
    assert [path.name for path in folder.iterdir()] == [file], "something half restored was left"
    return done.stderr
