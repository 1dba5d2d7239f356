"""When the last backup was made and the last restore was tried: kept in ``backup.json`` of the installation."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

NAME = "backup.json"


def noted(home: Path, what: str, **details: object) -> None:
    """Notes that it happened now: ``last_backup`` or ``last_restore``."""
    said = {**known(home), what: {"at": datetime.now(UTC).isoformat(timespec="seconds"), **details}}
    made = home / f".{NAME}"
    made.touch(mode=0o600)
    made.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    made.replace(home / NAME)


def known(home: Path) -> dict[str, Any]:
    """What is noted; nothing where nothing is, or it cannot be read."""
    with suppress(OSError, ValueError):
        return dict(json.loads((home / NAME).read_text(encoding="utf-8")))
    return {}
