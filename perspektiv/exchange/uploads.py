"""What was sent to be imported: kept for a day, for nobody but who sent it, and gone once it is in the records."""

import fcntl
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path, PurePath
from tempfile import NamedTemporaryFile
from typing import Any, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404
from django.utils import timezone

from perspektiv.exchange.snapshots import refuse_snapshot
from perspektiv.package import Findings, PackageFaulty, convert, open_package
from perspektiv.records.access.models import User

KEPT_FOR = timedelta(days=1)


class Stage(StrEnum):
    FAULTY = "faulty"  # not to be imported
    READY = "ready"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True)
class Upload:
    """One package that was sent, with the contacts sent beside it."""

    id: UUID
    folder: Path

    @property
    def package(self) -> Path:
        return self.folder / "package"

    @property
    def contacts(self) -> Path | None:
        return next(iter(self.folder.glob("contacts/*")), None)

    @property
    def said(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads((self.folder / "said.json").read_text(encoding="utf-8"))
        return said

    @property
    def stage(self) -> Stage:
        """Where it is; an import that was cut off is ready again: it left nothing, or all of it is known."""
        stage = Stage(self.said["stage"])
        return Stage.READY if stage is Stage.RUNNING and not self._is_held() else stage

    def say(self, **words: object) -> None:
        """Keep what is new about it."""
        before = self.said if (self.folder / "said.json").exists() else {}
        with NamedTemporaryFile("w", encoding="utf-8", dir=self.folder, delete=False) as file:
            json.dump({**before, **words}, file, ensure_ascii=False)
        Path(file.name).replace(self.folder / "said.json")

    def hold(self) -> int | None:
        """Hold it for an import, until the descriptor is closed or the process ends; None if it is held."""
        descriptor = os.open(self.folder / "held", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return descriptor

    def _is_held(self) -> bool:
        if (descriptor := self.hold()) is not None:
            os.close(descriptor)
        return descriptor is None

    def forget(self) -> None:
        """Remove what was sent; only what came of it stays for the day."""
        shutil.rmtree(self.package, ignore_errors=True)
        shutil.rmtree(self.folder / "contacts", ignore_errors=True)

    def discard(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @classmethod
    def of(cls, user: User, id: UUID) -> Self:
        """What that user sent; else 404, as if it did not exist."""
        upload = cls(id, _folder() / str(id))
        if not (upload.folder / "said.json").is_file() or upload.said["user"] != str(user.id):
            raise Http404
        return upload


def receive(user: User, package: "UploadedFile[bytes]", contacts: "UploadedFile[bytes] | None") -> Upload:
    """Keep what was sent, checked and turned into a sealed package. Refused for what is none at all, or a snapshot."""
    sweep()
    id = uuid4()
    upload = Upload(id, _folder() / str(id))
    upload.folder.mkdir(mode=0o700)
    words: dict[str, object] = {"user": str(user.id), "stage": Stage.READY, "name": package.name}
    try:
        sent = _stored(package, upload.folder / f"sent{_ending(package)}")
        if contacts is not None:
            (upload.folder / "contacts").mkdir()
            _stored(contacts, upload.folder / "contacts" / PurePath(contacts.name or "").name)
        try:
            assumed = convert(sent, upload.package, form="parquet")
            words["assumed"] = [text._asdict() for text in assumed]
            with open_package(upload.package) as made:
                refuse_snapshot(made)
        except PackageFaulty as faulty:
            words |= {"stage": Stage.FAULTY, **faults(faulty.findings)}
        sent.unlink()
        upload.say(**words)
    except BaseException:
        upload.discard()
        raise
    return upload


def faults(findings: Findings) -> Mapping[str, object]:
    """The faults, to be kept and shown."""
    listed = [
        {"file": f.file, "row": f.row, "column": f.column, "sentence": f.sentence._asdict()} for f in findings.faults
    ]
    return {"faults": listed, "fault_count": findings.fault_count}


def sweep() -> None:
    """Remove what was sent more than a day ago."""
    for folder in _folder().iterdir():
        age = timezone.now().timestamp() - folder.stat().st_mtime
        if age > KEPT_FOR.total_seconds():
            shutil.rmtree(folder, ignore_errors=True)


def _stored(sent: "UploadedFile[bytes]", path: Path) -> Path:
    with path.open("wb") as file:
        for chunk in sent.chunks():
            file.write(chunk)
    return path


def _ending(sent: "UploadedFile[bytes]") -> str:
    return PurePath(sent.name or "").suffix.lower()


def _folder() -> Path:
    folder = Path(settings.HOME) / "uploads"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
