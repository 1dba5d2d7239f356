"""When the last backup was made and the last restore was tried: kept in ``backup.json`` of the installation."""

import json
from datetime import UTC, datetime
from pathlib import Path

from perspektiv.records.access.backups import NAME, known


def noted(home: Path, what: str, **details: object) -> None:
    """Notes that it happened now: ``last_backup`` or ``last_restore``."""
    said = {**known(home), what: {"at": datetime.now(UTC).isoformat(timespec="seconds"), **details}}
    made = home / f".{NAME}"
    made.touch(mode=0o600)
    made.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    made.replace(home / NAME)
