"""PDF/UA-1 by Typst, which refuses what is not accessible."""

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from perspektiv.paper.fonts import FONTS, check_fonts

SHEETS = Path(__file__).parent / "typst"
"""What every template may import: the look of a sheet."""


def set_pdf(
    template_folder: Path, main: str, data: Mapping[str, object], files: Mapping[str, bytes | str] | None = None
) -> bytes:
    """The template ``main`` of a folder, filled and set.

    The template reads ``data`` by ``json("data.json")``, and ``files`` (pictures, by their relative names) beside it.
    Nothing else is within its reach.
    """
    import typst

    check_fonts()
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        for template in (*SHEETS.glob("*.typ"), *template_folder.glob("*.typ")):
            shutil.copy(template, desk)
        (desk / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for name, content in (files or {}).items():
            place = desk / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)
        pdf: bytes = typst.compile(
            str(desk / main), root=folder, font_paths=[str(FONTS)], ignore_system_fonts=True, pdf_standards=["ua-1"]
        )
    return pdf
