"""PDF/UA-1 by Typst, which refuses what is not accessible."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from perspektiv.paper.fonts import ARABIC, FONTS, check_fonts

SHEETS = Path(__file__).parent / "typst"
"""What every template may import: the look of a sheet."""


def set_pdf(
    template_folder: Path, main: str, data: Mapping[str, object], files: Mapping[str, bytes | str] | None = None
) -> bytes:
    """The template ``main`` of a folder, filled and set.

    The template reads ``data`` by ``json("data.json")``, and ``files`` (pictures, by their relative names) beside it.
    Nothing else is within its reach.
    """
    with _laid_out(template_folder, data, files or {}) as desk:
        return _compiled(desk / main, format="pdf", pdf_standards=["ua-1"])


def set_picture(template_folder: Path, main: str, data: Mapping[str, object], ppi: float = 100) -> bytes:
    """Its first page as a picture (PNG), to be looked at before anything is printed."""
    with _laid_out(template_folder, data, {}) as desk:
        return _compiled(desk / main, format="png", ppi=ppi)


@contextmanager
def _laid_out(template_folder: Path, data: Mapping[str, object], files: Mapping[str, bytes | str]) -> Iterator[Path]:
    """A folder with everything that a template may see."""
    check_fonts()
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        for template in (*SHEETS.glob("*.typ"), *template_folder.glob("*.typ")):
            shutil.copy(template, desk)
        (desk / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for name, content in files.items():
            place = desk / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)
        yield desk


def _compiled(main: Path, **how: Any) -> bytes:
    import typst

    made: bytes | list[bytes] = typst.compile(
        str(main), root=str(main.parent), font_paths=[str(FONTS), str(ARABIC)], ignore_system_fonts=True, **how
    )
    return made[0] if isinstance(made, list) else made
