"""The printed report: PDF/UA-1 by Typst, which refuses what is not accessible."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from perspektiv.paper import set_pdf
from perspektiv.report.document import Document

TEMPLATES = Path(__file__).parent / "typst"


def pdf(document: Document, drawings: Mapping[str, str]) -> bytes:
    """The document as PDF. ``drawings``: the SVG of each chart by the name of its file."""
    charts = {f"charts/{name}.svg": svg for name, svg in drawings.items()}
    return set_pdf(TEMPLATES, "report.typ", for_typst(document), charts)


def for_typst(document: Document) -> dict[str, object]:
    """The document as plain data, each chart with the name of its picture."""
    data = asdict(document)
    for section, printed in zip(data["sections"], document.sections, strict=True):
        for piece, original in zip(section["pieces"], printed.pieces, strict=True):
            if original.chart:
                piece["chart"]["file"] = original.chart.file
    return data
