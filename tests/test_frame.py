"""The house around the code: its papers say what is there, and nothing is there that should not be."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

import perspektiv
from perspektiv.cli import VERBS
from perspektiv.indicators import family
from perspektiv.schema import KNOWN

ROOT = Path(perspektiv.__file__).parents[1]
EVERYTHING = sorted((ROOT / "perspektiv").rglob("*.py"))
SOURCES = [file for file in EVERYTHING if file.parent.name != "migrations"]  # which Django writes
ROOMS = sorted({file.parent for file in EVERYTHING})
DECISIONS = sorted((ROOT / "docs/decisions").glob("0*.md"))
PAPERS = ("README.md", "GLOSSARY.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE", "publiccode.yml")

MOST_LINES, MOST_IN_A_FUNCTION, MOST_IN_A_DECISION = 300, 60, 40

# Put together from parts, so that this file does not find itself.
PACKAGE_HOSTS = ("py" + "pi.", "python" + "hosted.", "np" + "mjs.", "deb.deb" + "ian.")
MACHINE_PATHS = re.compile(r"(?<![\w./<-])/" + r"(?:work|root|home/\w+)/")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in names.decode().split("\0") if name and (ROOT / name).is_file()]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_is_there(paper: str) -> None:
    assert read(paper).strip()


@pytest.mark.parametrize("verb", VERBS)
def test_the_readme_names_every_verb(verb: str) -> None:
    assert f"| `perspektiv {verb}` |" in read("README.md")


def test_the_readme_names_no_verb_that_is_not_there() -> None:
    named = re.findall(r"`perspektiv (\w+)", read("README.md"))

    assert set(named) <= set(VERBS)


def test_the_readme_names_every_room() -> None:
    named = re.findall(r"^  (\w+)/ ", read("README.md"), flags=re.MULTILINE)

    assert set(named) == {room.name for room in ROOMS if room.parent == ROOT / "perspektiv"}


def test_every_link_between_the_papers_leads_somewhere() -> None:
    papers = [ROOT / name for name in PAPERS if name.endswith(".md")] + [ROOT / "docs/decisions/README.md"]
    links = [(paper, link) for paper in papers for link in re.findall(r"\]\(([^)#:]+)\)", read(relative(paper)))]

    assert [link for paper, link in links if not (paper.parent / link).exists()] == []


def test_the_changelog_tells_of_this_version() -> None:
    assert perspektiv.__version__ in read("CHANGELOG.md")


def test_the_glossary_has_every_word_of_the_tables() -> None:
    tables = {table.resource for table in KNOWN}
    choices = {word for table in KNOWN for column in table.columns for word in column.allowed}

    assert tables | choices <= words_of_the_glossary()


def test_the_glossary_has_every_word_that_is_counted() -> None:
    families = [known for known in vars(family).values() if isinstance(known, family.Family)]
    counted = {word for known in families for word in (known.fact, *known.measures)}

    assert counted | set(family.DIMENSIONS) <= words_of_the_glossary()


def words_of_the_glossary() -> set[str]:
    return set(re.findall(r"`(\w+)`", read("GLOSSARY.md")))


@pytest.mark.parametrize("decision", DECISIONS, ids=relative)
def test_every_decision_is_short_and_listed(decision: Path) -> None:
    title = read(relative(decision)).splitlines()[0].partition(": ")[2]

    assert f"| [{decision.name[:4]}]({decision.name}) | {title} |" in read("docs/decisions/README.md")
    assert len(read(relative(decision)).splitlines()) <= MOST_IN_A_DECISION


def test_the_lock_names_no_address() -> None:
    assert re.findall(r"\S*https?://\S*", read("requirements.lock")) == []


def test_no_file_names_a_package_host_or_a_path_of_the_machine_it_was_made_on() -> None:
    traces = []
    for file in tracked():
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # fonts and other pictures of bytes
            continue
        traces += [f"{relative(file)}: {host}" for host in PACKAGE_HOSTS if host in text]
        traces += [f"{relative(file)}: {found}" for found in MACHINE_PATHS.findall(text)]

    assert traces == []


@pytest.mark.parametrize("room", ROOMS, ids=relative)
def test_every_room_says_what_it_is_for(room: Path) -> None:
    assert ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8")))


def test_files_stay_small() -> None:
    """Blank lines are not counted: they make a file longer to scroll, but easier to read."""
    lines = {relative(file): sum(bool(line.strip()) for line in read(relative(file)).splitlines()) for file in SOURCES}

    assert {file: count for file, count in lines.items() if count > MOST_LINES} == {}


def test_functions_stay_small() -> None:
    long = [
        f"{relative(file)}: {node.name}"
        for file in SOURCES
        for node in ast.walk(ast.parse(read(relative(file))))
        if isinstance(node, ast.FunctionDef) and _lines(node) > MOST_IN_A_FUNCTION
    ]

    assert long == []


def _lines(node: ast.FunctionDef) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1
