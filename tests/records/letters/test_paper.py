"""Letters on paper: in the window of an envelope, each on a page of its own, accessible."""

import io
from pathlib import Path
from unicodedata import category

import pdfplumber
import pytest

from perspektiv.errors import Refused
from perspektiv.records.letters import reasons
from perspektiv.records.letters.actions.messages import send_again, write
from perspektiv.records.letters.models import Message, Purpose
from perspektiv.records.letters.papers import letters_pdf
from perspektiv.records.letters.papers.printable import unprintable
from perspektiv.records.people.models import Participant
from tests.records.letters.writing import invited
from tests.records.personas import Personas

MM = 72 / 25.4


def written(personas: Personas, to: Participant, text: str, key: str = "1") -> Message:
    return write(
        by=personas.toni,
        centre=personas.centre,
        key=key,
        purpose=Purpose.FREE,
        name="Eigener Text",
        participant=to,
        fields={"text": text, "writer": "Toni Zeisig"},
    )


def test_the_address_stands_in_the_window(personas: Personas, dilan: Participant) -> None:
    with pdfplumber.open(io.BytesIO(letters_pdf([invited(personas, dilan)]))) as pdf:
        (page,) = pdf.pages
        window = page.crop((20 * MM, 45 * MM, 105 * MM, 90 * MM))
        assert [line["text"] for line in window.extract_text_lines()] == [
            "Zentrum Musterplatz",
            "Dilan Distel",
            "Gartenweg 3",
            "44135 Dortmund",
        ]
        below = page.crop((0, 90 * MM, page.width, page.height)).extract_text_lines()
        assert below[0]["text"].replace("\u00a0", " ") == "Ihr Termin am Donnerstag, 3. Dezember 2026"
        assert below[0]["top"] > 98 * MM
        marks = sorted(round(line["top"] / MM, 1) for line in page.lines if line["x1"] < 12 * MM)
        assert marks == [105, 148.5, 210]


def test_each_letter_begins_on_a_page_of_its_own(personas: Personas, dilan: Participant) -> None:
    long = written(personas, dilan, "\n\n".join(f"Absatz {n}." for n in range(60)))
    with pdfplumber.open(io.BytesIO(letters_pdf([long, invited(personas, dilan)]))) as pdf:
        texts = [page.extract_text() for page in pdf.pages]
        assert "Gartenweg 3" in texts[0] and texts[1].startswith("Seite 2") and "Gartenweg 3" in texts[-1]
        assert "Gartenweg 3" not in texts[1] and not texts[-1].startswith("Seite")


def test_it_is_accessible_and_says_its_language(personas: Personas, dilan: Participant) -> None:
    content = letters_pdf([invited(personas, dilan)])
    assert b"pdfuaid" in content and b"/Lang" in content
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        assert pdf.metadata["Title"] == "Ihr Termin am Donnerstag, 3. Dezember 2026"


@pytest.mark.parametrize("words", ["مرحبًا", "😀"])
def test_writing_that_the_font_does_not_know_fails_and_does_not_hold_up_the_others(
    personas: Personas, dilan: Participant, words: str
) -> None:
    failed = written(personas, dilan, words)
    assert (failed.state, failed.why) == (Message.State.FAILED, reasons.UNPRINTABLE)
    assert send_again(by=personas.toni, message=failed, version=1).state == Message.State.FAILED
    with pytest.raises(Refused, match="Schrift"):
        letters_pdf([failed])


def test_cyrillic_names_are_printed(personas: Personas, dilan: Participant, tmp_path: Path) -> None:
    with pdfplumber.open(io.BytesIO(letters_pdf([written(personas, dilan, "Оксана")]))) as pdf:
        assert "Оксана" in pdf.pages[0].extract_text()


def test_every_character_that_is_let_through_can_be_set(personas: Personas, dilan: Participant) -> None:
    known = [chr(code) for code in range(32, 0x2200) if not unprintable(chr(code)) and category(chr(code)) != "Cn"]
    letter = written(personas, dilan, "".join(known))
    assert letter.state == Message.State.TO_PRINT and letters_pdf([letter]).startswith(b"%PDF")
