"""The frozen moment that is shown: the newest finished snapshot, and a newer one on demand."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from perspektiv.records.access.trail import Actor
from perspektiv.snapshot.making import make_snapshot

NAMED = "%Y-%m-%d-%H%M%S-%f"
"""As ``make_snapshot`` names those that are kept."""


def newest() -> Path | None:
    """The latest kept snapshot; None where none was made yet. An unfinished one has no such name."""
    home = Path(settings.SNAPSHOTS)
    kept = [folder for folder in home.iterdir() if _made_at(folder)] if home.is_dir() else []
    return max(kept, key=lambda folder: folder.name, default=None)


def made_at(moment: Path) -> datetime:
    """Raises ValueError for a folder that is not named as a kept snapshot."""
    return timezone.make_aware(datetime.strptime(moment.name, NAMED))


def freeze(*, by: Actor) -> Path:
    """Freeze the records as they are now."""
    return make_snapshot(by=by)


def _made_at(folder: Path) -> datetime | None:
    try:
        return made_at(folder)
    except ValueError:
        return None
