"""Today, the file, the board, the search."""

from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from tests.matrix.page import ALL, Page
from tests.matrix.side import Side


def person(side: Side) -> dict[str, object]:
    return {"id": side.person.id}


def report(side: Side) -> dict[str, object]:
    folder = Path(settings.REPORTS) / side.centre.key / "2026"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.json").write_text("{}")
    return {"centre": side.centre.key, "report": "2026", "file": "report.json"}


def tap_of(side: Side) -> dict[str, object]:
    at = timezone.now().isoformat()
    return {"id": uuid4(), "appointment": side.appointment.pk, "version": 1, "status": "excused", "at": at}


PAGES = [
    Page("desk:today", "GET", by=ALL),
    Page("desk:file", "GET", of=person, by="toni birte jule"),
    Page("desk:board", "GET", by="birte fremd"),
    Page("desk:reports", "GET", by="birte hanne quirin fremd"),
    Page("desk:report", "GET", of=report, by="birte hanne quirin"),
    Page("desk:search", "GET", by=ALL),
    Page("desk:notices", "GET", by=ALL),
    Page("desk:notices_count", "GET", by=ALL),
    Page("desk:daily_mail", "POST", by=ALL),
    Page("desk:road", "GET", by="toni birte jule merle fremd"),
    Page("desk:road_worker", "GET", by="toni birte jule merle fremd"),
    Page("desk:road_day", "GET", by="toni birte jule merle fremd"),
    Page("desk:tapped", "POST", by="toni birte jule", data=tap_of),
    Page("desk:help", "GET", by=ALL),
]
