"""Reports that the installation keeps: a folder for each centre, in it one for each report that was made."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Centre

FORMS: dict[str, tuple[str | Promise, str]] = {
    "report.pdf": (_("PDF"), "application/pdf"),
    "report.docx": (_("Word"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "report.html": (_("Web page"), "text/html; charset=utf-8"),
    "report.json": (_("Data (JSON)"), "application/json"),
}
"""What ``perspektiv report`` writes; no other file is given."""


@dataclass(frozen=True)
class File:
    name: str
    form: str | Promise
    path: Path
    content_type: str

    @property
    def size(self) -> int:
        return self.path.stat().st_size


@dataclass(frozen=True)
class Report:
    centre: Centre
    name: str  # of its folder, as the address has it
    title: str
    made_at: datetime
    files: list[File]


def reports_of(centre: Centre) -> list[Report]:
    """The latest first."""
    home = Path(settings.REPORTS) / centre.key
    folders = [folder for folder in home.iterdir() if folder.is_dir()] if home.is_dir() else []
    found = [_report(centre, folder) for folder in folders if not folder.name.startswith(".")]
    return sorted((each for each in found if each.files), key=lambda each: each.made_at, reverse=True)


def _report(centre: Centre, folder: Path) -> Report:
    files = [
        File(name, form, folder / name, content_type)
        for name, (form, content_type) in FORMS.items()
        if (folder / name).is_file()
    ]
    latest = max((file.path.stat().st_mtime for file in files), default=0.0)
    title = _title(folder / "report.json") or folder.name
    return Report(centre, folder.name, title, datetime.fromtimestamp(latest, timezone.get_default_timezone()), files)


def _title(written: Path) -> str:
    """How the report calls itself, in one line; empty where it does not say."""
    try:
        document = json.loads(written.read_text(encoding="utf-8"))["document"]
        return " – ".join(str(line) for line in document["title"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
