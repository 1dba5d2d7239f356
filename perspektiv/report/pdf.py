"""The printed report: PDF/UA-1 by Typst, which refuses what is not accessible."""

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from perspektiv.report.document import Document
from perspektiv.report.pictures import FONTS, check_fonts

TEMPLATES = Path(__file__).parent / "typst"


def pdf(document: Document, drawings: Mapping[str, str]) -> bytes:
    """The document as PDF. ``drawings``: the SVG of each chart by the name of its file."""
    import typst

    check_fonts()
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        for template in TEMPLATES.glob("*.typ"):
            shutil.copy(template, desk)
        (desk / "document.json").write_text(json.dumps(for_typst(document), ensure_ascii=False), encoding="utf-8")
        (desk / "charts").mkdir()
        for name, svg in drawings.items():
            (desk / "charts" / f"{name}.svg").write_text(svg, encoding="utf-8")
        return typst.compile(
            str(desk / "report.typ"),
            root=str(desk),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )


def for_typst(document: Document) -> dict[str, object]:
    """The document as plain data, each chart with the name of its picture."""
    data = asdict(document)
    for section, printed in zip(data["sections"], document.sections, strict=True):
        for piece, original in zip(section["pieces"], printed.pieces, strict=True):
            if original.chart:
                piece["chart"]["file"] = original.chart.file
    return data
