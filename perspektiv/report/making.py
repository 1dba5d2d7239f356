"""``perspektiv report``: from a plan and a package to the report in all its forms, all or nothing."""

import hashlib
import re
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

from perspektiv.errors import Refused
from perspektiv.indicators.disclosure import sought_beside
from perspektiv.language import Text
from perspektiv.package import open_package
from perspektiv.report.composing import compose
from perspektiv.report.data_json import as_json
from perspektiv.report.document import Document
from perspektiv.report.draft import Draft, draft
from perspektiv.report.pictures import pngs, svgs, warm_up
from perspektiv.report.plan import read_plan
from perspektiv.report.tables_csv import as_csv

OURS = "report.json"
"""A folder with this file is a report of ours and may be replaced."""

FORMS = ("report.html", "report.pdf", "report.docx", "report.json")
TABLES = "tables"
_TABLE = re.compile(r"\d{2,}-[^/]+\.csv")

FULL = Text(
    "Der Ordner „{out}“ ist nicht leer und kein früherer Bericht. Bitte einen neuen Ordner nennen.",
    "The folder “{out}” is not empty and no earlier report. Please name a new one.",
)
FOREIGN = Text(
    "Im Ordner „{out}“ liegt „{name}“, das nicht zum früheren Bericht gehört und beim Ersetzen verloren ginge. "
    "Bitte einen anderen Ordner nennen oder es herausnehmen.",
    "The folder “{out}” holds “{name}”, which is no part of the earlier report and would be lost by replacing it. "
    "Please name another folder or take it out.",
)
UNWRITABLE = Text(
    "In „{out}“ lässt sich nicht schreiben: {reason}. Bitte einen anderen Ordner nennen.",
    "“{out}” cannot be written: {reason}. Please name another folder.",
)


def make_report(plan_path: Path, package_path: Path, out: Path, *, docx_template: Path | None = None) -> None:
    """Writes report.html, .pdf, .docx, .json and tables/*.csv into ``out``: missing, empty or an earlier report.

    Raises PlanFaulty for a plan that does not hold, Refused for anything else that cannot be used.
    """
    from perspektiv.report.docx import check_template

    check_out(out)
    plan = read_plan(plan_path)
    if docx_template:
        check_template(docx_template)
    with ExitStack() as beside:
        painter = beside.enter_context(ProcessPoolExecutor(1, mp_context=get_context("spawn")))
        painter.submit(warm_up)
        if plan.public:
            beside.enter_context(sought_beside())
        writer = beside.enter_context(ThreadPoolExecutor(1))
        for module in ("docxtpl", "jinja2", "typst"):
            writer.submit(import_module, module)
        with open_package(package_path) as package:
            made = draft(plan, package)
            document = compose(made, seal=seal_of(package_path))
            try:
                _replace(out, lambda folder: _write(made, document, folder, docx_template, painter, writer))
            except OSError as error:
                raise Refused(UNWRITABLE, out=out, reason=error.strerror or error) from error


def check_out(out: Path) -> None:
    """Raises Refused if ``out`` holds anything but an earlier report; what we did not write is never replaced."""
    if out.is_dir():
        if any(out.iterdir()) and not (out / OURS).is_file():
            raise Refused(FULL, out=out)
        for path in sorted(out.rglob("*")):
            if not _is_ours(path.relative_to(out), path):
                raise Refused(FOREIGN, out=out, name=path.relative_to(out).as_posix())
    elif out.exists():
        raise Refused(FULL, out=out)


def _is_ours(name: Path, path: Path) -> bool:
    """Whether a report has such a file or folder."""
    if path.is_symlink():
        return False
    if path.is_dir():
        return name == Path(TABLES)
    return name.as_posix() in FORMS or (name.parent == Path(TABLES) and bool(_TABLE.fullmatch(name.name)))


def seal_of(package: Path) -> str:
    """SHA-256 of a package's descriptor, or of the one file that the package is."""
    descriptor = package / "datapackage.json" if package.is_dir() else package
    return hashlib.sha256(descriptor.read_bytes()).hexdigest()


def _replace(out: Path, write: Callable[[Path], None]) -> None:
    """Writes into a folder beside ``out`` and moves it into place, so that nothing is ever half written."""
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    desk = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    new, old = desk / "new", desk / "old"
    try:
        new.mkdir()
        write(new)
        if out.exists():
            check_out(out)
            out.rename(old)
        try:
            new.rename(out)
        except OSError:
            if old.exists():
                old.rename(out)
            raise
    finally:
        shutil.rmtree(desk, ignore_errors=True)


def _write(
    made: Draft, document: Document, folder: Path, docx_template: Path | None, painter: Executor, writer: Executor
) -> None:
    """The painter draws in a process of its own, the writer sets the PDF in a thread, while the rest is written."""
    from perspektiv.report.docx import docx
    from perspektiv.report.html import html
    from perspektiv.report.pdf import pdf

    pictures = painter.submit(svgs, [drawing.specification for drawing in made.drawings.values()]).result()
    drawings = {chart.file: svg for chart, svg in zip(document.charts, pictures, strict=True)}
    raster = painter.submit(pngs, list(drawings.values()))
    printed = writer.submit(pdf, document, drawings)
    (folder / "report.html").write_text(html(document, drawings), encoding="utf-8")
    (folder / "report.json").write_text(as_json(made, document), encoding="utf-8")
    (folder / TABLES).mkdir()
    for number, table in enumerate(document.tables, start=1):
        text = as_csv(table, document.made_up)
        (folder / TABLES / f"{number:02}-{table.name}.csv").write_text(text, encoding="utf-8")
    (folder / "report.docx").write_bytes(
        docx(document, dict(zip(drawings, raster.result(), strict=True)), docx_template)
    )
    (folder / "report.pdf").write_bytes(printed.result())
