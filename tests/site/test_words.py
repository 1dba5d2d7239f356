"""German is complete: no sentence of the application is left in English."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import perspektiv

ROOT = Path(perspektiv.__file__).parent
CATALOGUES = sorted(ROOT.glob("**/locale/de/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-5])
def test_every_sentence_is_translated(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file, locale="de")
    empty = [message.id for message in catalogue if message.id and not _filled(message.string)]
    assert empty == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


def _filled(words: object) -> bool:
    return all(words) if isinstance(words, tuple | list) else bool(words)
