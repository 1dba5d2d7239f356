"""``perspektiv restore``: a backup into an empty folder, checked through and through; or nothing at all.

What is restored is made beside its place and gets its name only when everything holds.
"""

import hashlib
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.package.writing import made_beside
from perspektiv.site.operating import databases
from perspektiv.site.operating.backup import MANIFEST
from perspektiv.site.operating.drills import noted
from perspektiv.site.operating.sealing import DAMAGED, Opened
from perspektiv.site.operating.serving import open_home, prepare

READS = 1024 * 1024


def restore(*, file: Path, home: Path, passphrase: str, tested_for: Path | None = None) -> Text:
    """Restores and says what was checked. ``home``: missing or empty. The database: SQLite in it, or DATABASE_URL.

    ``tested_for``: the home of the installation that was only to be tried; it remembers when. Else PERSPEKTIV_HOME.
    """
    if tested_for and not (tested_for / "keys").is_dir():
        raise Refused(NO_INSTALLATION, home=tested_for)
    if home.is_symlink() or (home.exists() and not (home.is_dir() and not any(home.iterdir()))):
        raise Refused(NOT_EMPTY, home=home)
    if not file.is_file():
        raise Refused(NO_FILE, file=file)
    before = tested_for or (Path(known) if (known := os.environ.get("PERSPEKTIV_HOME")) else None)
    with made_beside(home.resolve()) as made:
        made.mkdir(mode=0o700)
        manifest = _unpacked(file, made, passphrase)
        with _database(made, manifest):
            os.environ["PERSPEKTIV_HOME"] = str(made)
            open_home()
            verdict = _judged(manifest)
            prepare()
        noted(made, "last_restore", file=file.name, made_at=manifest["made_at"])
    if before and before.is_dir() and before.resolve() != home.resolve():
        noted(before, "last_restore", file=file.name, made_at=manifest["made_at"])
    rows = sum(manifest["rows"].values())
    return DONE.filled(home=home, made=manifest["made_at"][:16].replace("T", " "), rows=rows, verdict=verdict)


def _unpacked(file: Path, target: Path, passphrase: str) -> dict[str, Any]:
    """Lays the files of the backup there; every one is what the manifest says, and none is missing or too many."""
    found: dict[str, str] = {}
    with file.open("rb") as source:
        opened = Opened(source, passphrase)
        try:
            with tarfile.open(fileobj=cast(BinaryIO, opened), mode="r|gz") as archive:
                for member in archive:
                    found[member.name] = _laid(archive, member, target)
            opened.drain()
            manifest = dict(json.loads((target / MANIFEST).read_bytes()))
        except (tarfile.TarError, EOFError, OSError, ValueError) as failed:
            raise Refused(DAMAGED) from failed
    found.pop(MANIFEST)
    if found != manifest["sha256"]:
        raise Refused(DAMAGED)
    (target / MANIFEST).unlink()
    return manifest


def _laid(archive: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> str:
    name = PurePosixPath(member.name)
    content = archive.extractfile(member)
    if content is None or name.is_absolute() or ".." in name.parts:
        raise Refused(DAMAGED)
    path = target / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    hash = hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := content.read(READS):
            hash.update(piece)
            file.write(piece)
    return hash.hexdigest()


@contextmanager
def _database(made: Path, manifest: dict[str, Any]) -> Iterator[None]:
    """The restored database, ready to be looked at; taken back where it is outside of ``made`` and does not hold."""
    address = os.environ.get("DATABASE_URL", "")
    if manifest["database"] == "sqlite":
        if address:
            raise Refused(IS_SQLITE)
        yield
        return
    if not address.startswith("postgres"):
        raise Refused(IS_POSTGRESQL)
    dump = made / databases.FILES["postgresql"]
    databases.fill_postgresql(dump, address)
    dump.unlink()
    try:
        yield
    except BaseException:
        from django.db import connections

        connections.close_all()
        databases.empty_postgresql(address)
        raise


def _judged(manifest: dict[str, Any]) -> Text:
    """Refused unless rows and trail are those of the backup, and what is encrypted can be read with its keys."""
    from perspektiv.records.access.models import TrailHead
    from perspektiv.records.access.verifying import verify

    head = TrailHead.objects.filter(id=1).first()
    end = [head.seq, head.hash] if head else [0, "0" * 64]
    if databases.row_counts() != manifest["rows"] or end != manifest["trail"]:
        raise Refused(OTHER_ROWS)
    _must_be_readable()
    verdict = verify()
    if not verdict.holds:
        raise Refused(verdict.sentence)
    return verdict.sentence


def _must_be_readable() -> None:
    from cryptography.fernet import InvalidToken
    from django.apps import apps

    from perspektiv.records.access.vault import VaultField

    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, VaultField):
                try:
                    model._default_manager.exclude(**{field.name: ""}).values_list(field.name).first()
                except InvalidToken as failed:
                    raise Refused(OTHER_KEYS) from failed


NO_FILE = Text("{file} gibt es nicht. Bitte den Pfad prüfen.", "{file} does not exist. Please check the path.")
NO_INSTALLATION = Text(
    "In {home} ist keine Installation. Bitte den Ordner der Anwendung nennen, für die geübt wird.",
    "There is no installation in {home}. Please name the folder of the application that the drill is for.",
)
NOT_EMPTY = Text(
    "Der Ordner {home} ist nicht leer. Wiederhergestellt wird nur in einen neuen oder leeren Ordner.",
    "The folder {home} is not empty. A backup is restored into a new or empty folder only.",
)
IS_SQLITE = Text(
    "Diese Sicherung enthält eine SQLite-Datenbank. Bitte ohne DATABASE_URL wiederherstellen.",
    "This backup holds an SQLite database. Please restore it without DATABASE_URL.",
)
IS_POSTGRESQL = Text(
    "Diese Sicherung enthält eine PostgreSQL-Datenbank. Bitte mit DATABASE_URL eine leere nennen.",
    "This backup holds a PostgreSQL database. Please name an empty one with DATABASE_URL.",
)
OTHER_ROWS = Text(
    "Nach dem Wiederherstellen sind es nicht die Zeilen der Sicherung. Es wurde nichts behalten.",
    "After restoring, the rows are not those of the backup. Nothing was kept.",
)
OTHER_KEYS = Text(
    "Die Schlüssel passen nicht: PERSPEKTIV_FIELD_KEYS ist hier gesetzt und öffnet die Notizen der Sicherung nicht. "
    "Bitte ohne die Variable wiederherstellen; die Schlüssel sind in der Sicherung.",
    "The keys do not fit: PERSPEKTIV_FIELD_KEYS is set here and does not open the backup's notes. Please restore "
    "without the variable; the keys are in the backup.",
)
DONE = Text(
    "Wiederhergestellt in {home}: Stand {made} (UTC), {rows} Zeilen. {verdict}",
    "Restored into {home}: as of {made} (UTC), {rows} rows. {verdict}",
)
