"""A questionnaire to be filled in by hand, in every language, as accessible PDF. Its code stands for the name."""

import re
from pathlib import Path
from typing import Any

import segno

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.paper import set_pdf
from perspektiv.records.feedback.asking import Question, questions_of
from perspektiv.records.feedback.form_words import form_words
from perspektiv.records.feedback.models import Invitation
from perspektiv.records.feedback.words import said
from perspektiv.records.letters.languages import direction
from perspektiv.records.letters.letterheads import letterhead_of
from perspektiv.records.letters.papers.printable import unprintable

TEMPLATES = Path(__file__).parent / "typst"
MADE_UP = "Beispieldaten: alle Personen sind erfunden"
UNPRINTABLE = Text(
    "Die Schrift auf Papier kennt „{character}“ nicht. Bitte schreiben Sie den Fragebogen ohne dieses Zeichen.",
    "The font on paper does not know “{character}”. Please write the questionnaire without it.",
)
_ARABIC = re.compile("[\u0600-\u06ff\u200c\u200d]")


def form_paper(invitation: Invitation, *, code: str, address: str, language: str) -> bytes:
    """``address`` leads to the same form on a telephone; without one there is no picture of it."""
    version, around = invitation.version_of, form_words(language)
    data = {
        "title": said(version.words, language, "name"),
        "intro": said(version.words, language, "intro"),
        "centre": letterhead_of(invitation.centre).sender,
        "kind": "",
        "note": "",
        "made_up": MADE_UP if invitation.centre.made_up else "",
        "lang": language.split("-")[0],
        "dir": direction(language),
        "code": code,
        "address": address,
        "picture": _picture(address),
        "words": {name.removeprefix("paper_"): words for name, words in around.items() if name.startswith("paper_")},
        "share": around["share"],
        "questions": [_printed(question) for question in questions_of(version, language)],
    }
    _check_printable(data)
    return set_pdf(TEMPLATES, "form.typ", data)


def _printed(question: Question) -> dict[str, Any]:
    text = {"text": question.text.text, "hint": question.hint.text}
    if question.is_text:
        return {**text, "kind": "text", "share": question.shareable}
    if question.is_number:
        return {**text, "kind": "number", "range": question.range}
    options = [{"value": str(option.value), "label": option.label.text} for option in question.options]
    return {**text, "kind": "row" if question.is_row else "choice", "options": options}


def _picture(address: str) -> str:
    return str(segno.make(address, error="m").svg_inline(border=0, dark="black", light="white")) if address else ""


def _check_printable(data: dict[str, Any]) -> None:
    everything = [data["title"], data["intro"], data["centre"]]
    for question in data["questions"]:
        everything += [question["text"], question["hint"], *(each["label"] for each in question.get("options", ()))]
    if character := unprintable(_ARABIC.sub("", "".join(everything))):
        raise Refused(UNPRINTABLE, character=character)
