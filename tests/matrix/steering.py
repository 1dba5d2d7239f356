"""What participants say: each centre sees the questionnaires that its own participants answered."""

from datetime import date
from pathlib import Path

import pyarrow as pa
from django.conf import settings

from perspektiv.package import PackageWriter
from perspektiv.package.writing import arrow_schema
from perspektiv.schema import KNOWN
from tests.matrix.page import Page
from tests.matrix.side import Side

SEES = "birte hanne quirin"


def questionnaire(side: Side) -> dict[str, object]:
    """A frozen moment, later than any that a test makes, in which each centre answered a questionnaire of its own."""
    out = Path(settings.SNAPSHOTS) / "2999-01-01-120000-000000"
    if not out.exists():
        out.parent.mkdir(parents=True, exist_ok=True)
        _write(out)
    return {"questionnaire": f"bogen-{side.centre.key}"}


def _write(out: Path) -> None:
    centres = ("musterplatz", "anderswo")
    rows: dict[str, list[dict[str, object]]] = {
        "centres": [{"centre_id": key, "name": key} for key in centres],
        "instruments": [
            {"instrument_id": f"bogen-{key}", "name": key, "purpose": "session", "version": 1, "anonymous": False}
            for key in centres
        ],
        "responses": [
            {
                "response_id": key,
                "instrument_id": f"bogen-{key}",
                "centre_id": key,
                "moment": "single",
                "submitted_on": date(2025, 12, 1),
            }
            for key in centres
        ],
    }
    with PackageWriter(out, form="csv", name="moment", title="Moment", data_as_of=date(2025, 12, 31)) as writer:
        for table in KNOWN:
            if of_table := rows.get(table.resource):
                columns = {c.name: [row.get(c.name) for row in of_table] for c in table.columns}
                writer.write(table.resource, pa.Table.from_pydict(columns, schema=arrow_schema(table)))


PAGES = [
    Page("steering:results", "GET", by=f"{SEES} fremd"),
    Page("steering:freeze", "POST", by=f"{SEES} fremd"),
    Page("steering:questionnaire", "GET", of=questionnaire, by=SEES),
    Page("steering:reliability", "GET", of=questionnaire, by=SEES),
]
