"""When the whole trail was last verified, and how: noted in ``trail.json`` of the installation, beside the database."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from perspektiv.language import Text
from perspektiv.records.access.models import TrailHead
from perspektiv.records.access.verifying import End, Verdict, verify

NAME = "trail.json"
AT_ONCE = 100_000
"""Rows that are verified while somebody waits; of a longer trail, those since the last verification of all."""


@dataclass(frozen=True)
class Verified:
    at: datetime
    holds: bool
    sentence: Text
    end: End  # the last row that was verified


def verify_all() -> Verdict:
    """Walks the whole trail, however long it is, and notes the verdict."""
    verdict = verify()
    noted = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "holds": verdict.holds,
        "de": verdict.sentence.de,
        "en": verdict.sentence.en,
        "end": list(verdict.end),
    }
    target = Path(settings.HOME) / NAME
    made = target.with_name(f".{NAME}")
    made.touch(mode=0o600)
    made.write_text(json.dumps(noted, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    made.replace(target)
    return verdict


def last_verified() -> Verified | None:
    """What is noted; nothing where nothing is, or it cannot be read."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        noted = json.loads((Path(settings.HOME) / NAME).read_text(encoding="utf-8"))
        sentence = Text(str(noted["de"]), str(noted["en"]))
        end = (int(noted["end"][0]), str(noted["end"][1]))
        return Verified(datetime.fromisoformat(noted["at"]), bool(noted["holds"]), sentence, end)
    return None


def verify_soon() -> Verdict:
    """For somebody who waits: all of a short trail; of a long one what came since all of it was verified and held."""
    head, last = TrailHead.objects.filter(id=1).first(), last_verified()
    if head is None or head.seq <= AT_ONCE or last is None or not last.holds:
        return verify_all()
    return verify(since=last.end)
