"""When the installation was last backed up, and a restore last tried: noted in ``backup.json`` by those who do it."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

NAME = "backup.json"


@dataclass(frozen=True)
class Backups:
    backed_up: datetime | None
    restored: datetime | None


def known(home: Path) -> dict[str, Any]:
    """What is noted; nothing where nothing is, or it cannot be read."""
    with suppress(OSError, ValueError, TypeError):
        return dict(json.loads((home / NAME).read_text(encoding="utf-8")))
    return {}


def backups_of(home: Path) -> Backups:
    noted = known(home)
    return Backups(_moment(noted.get("last_backup")), _moment(noted.get("last_restore")))


def _moment(entry: object) -> datetime | None:
    at = entry.get("at") if isinstance(entry, dict) else None
    with suppress(TypeError, ValueError):
        return datetime.fromisoformat(at) if at else None
    return None
