"""``perspektiv backup``: the whole installation as it was at one moment, in one encrypted file."""

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from perspektiv import __version__
from perspektiv.errors import Refused
from perspektiv.language import Text, spelled_size
from perspektiv.package.writing import made_beside
from perspektiv.site.operating.databases import Copy, copy_database
from perspektiv.site.operating.drills import noted
from perspektiv.site.operating.sealing import Sealed
from perspektiv.site.operating.serving import open_home

FOLDERS = ("documents", "snapshots", "reports")
"""Beside the database, the keys and the anchors. Static files and mails are made anew or sent already."""
MANIFEST = "manifest.json"


def backup(*, out: Path, passphrase: str) -> Text:
    """Writes the backup while others go on working, and says what is in it. Refused where ``out`` exists."""
    _must_be_free(out)
    if not Path(os.environ.get("PERSPEKTIV_HOME", "var")).is_dir():
        raise Refused(NOTHING_HERE)
    open_home()
    from django.conf import settings

    home = Path(settings.HOME)
    _must_be_set_up()
    with made_beside(out) as made, tempfile.TemporaryDirectory(prefix=".backup-", dir=home) as workshop:
        before = _anchors(home)  # first: no anchor may know more than the copy of the database
        copy = copy_database(Path(workshop))
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file, closing(Sealed(file, passphrase)) as sealed:
            _write(cast(BinaryIO, sealed), home, before, copy)
        size = made.stat().st_size
    noted(home, "last_backup", file=out.name, size=size, trail=copy.trail[0])
    return DONE.filled(out=out, size=spelled_size(size), rows=sum(copy.rows.values()), trail=copy.trail[0])


def _write(target: BinaryIO, home: Path, anchors: dict[str, bytes], copy: Copy) -> None:
    hashes: dict[str, str] = {}
    with tarfile.open(fileobj=target, mode="w|gz", format=tarfile.PAX_FORMAT) as archive:
        for name, content in {**anchors, **_keys(home)}.items():
            _add(archive, name, io.BytesIO(content), len(content), hashes)
        _add_file(archive, copy.file.name, copy.file, hashes)
        for name, path in _files(home):
            _add_file(archive, name, path, hashes)
        manifest = json.dumps(_manifest(copy, hashes), indent=1).encode()
        _add(archive, MANIFEST, io.BytesIO(manifest), len(manifest), {})


def _manifest(copy: Copy, hashes: dict[str, str]) -> dict[str, Any]:
    return {
        "version": __version__,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "database": copy.kind,
        "rows": copy.rows,
        "trail": list(copy.trail),
        "sha256": hashes,
    }


def _keys(home: Path) -> dict[str, bytes]:
    """All of them, also those that come from the environment here: without them, notes could never be read again."""
    from django.conf import settings

    kept = {f"keys/{path.name}": path.read_bytes() for path in sorted((home / "keys").glob("*.key*"))}
    kept["keys/secret.key"] = settings.SECRET_KEY.encode()
    kept["keys/field.keys"] = "\n".join(settings.FIELD_KEYS).encode()
    return kept


def _anchors(home: Path) -> dict[str, bytes]:
    return {f"anchors/{path.name}": path.read_bytes() for path in sorted((home / "anchors").glob("*.txt"))}


def _files(home: Path) -> Iterator[tuple[str, Path]]:
    for folder in FOLDERS:
        for path in sorted((home / folder).rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(home).parts)
            if path.is_file() and not hidden and path.suffix != ".part":
                yield path.relative_to(home).as_posix(), path


def _add_file(archive: tarfile.TarFile, name: str, path: Path, hashes: dict[str, str]) -> None:
    try:
        with path.open("rb") as source:
            _add(archive, name, source, os.fstat(source.fileno()).st_size, hashes)
    except FileNotFoundError:  # destroyed this moment, as it should be
        return


class _Hashed:
    """Reads through and hashes what was read."""

    def __init__(self, source: BinaryIO) -> None:
        self._source, self.hash = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content = self._source.read(size)
        self.hash.update(content)
        return content


def _add(archive: tarfile.TarFile, name: str, source: BinaryIO, size: int, hashes: dict[str, str]) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    hashed = _Hashed(source)
    archive.addfile(member, cast(BinaryIO, hashed))
    hashes[name] = hashed.hash.hexdigest()


def _must_be_free(out: Path) -> None:
    if out.is_symlink() or out.exists():
        raise Refused(FOLDER_THERE if out.is_dir() else FILE_THERE, out=out)


def _must_be_set_up() -> None:
    from django.db import connection

    if "access_trailhead" not in connection.introspection.table_names():
        raise Refused(NOTHING_HERE)


NOTHING_HERE = Text(
    "Hier ist noch keine Anwendung eingerichtet. PERSPEKTIV_HOME nennt den Ordner, in dem sie liegt.",
    "No application is set up here yet. PERSPEKTIV_HOME names the folder it lies in.",
)
FILE_THERE = Text(
    "Die Datei {out} gibt es schon; eine Sicherung überschreibt nichts. Bitte einen anderen Namen nennen.",
    "The file {out} exists already; a backup overwrites nothing. Please give another name.",
)
FOLDER_THERE = Text(
    "{out} ist ein Ordner. Bitte eine neue Datei nennen, etwa {out}/sicherung.perspektiv.",
    "{out} is a folder. Please name a new file, such as {out}/backup.perspektiv.",
)
DONE = Text(
    "Gesichert: {out} ({size}, {rows} Zeilen, Protokoll bis Eintrag {trail}). Ohne den Schlüssel öffnet sie niemand; "
    "bewahren Sie ihn getrennt von der Datei auf.",
    "Backed up: {out} ({size}, {rows} rows, trail up to row {trail}). Nobody opens it without the passphrase; keep "
    "that apart from the file.",
)
