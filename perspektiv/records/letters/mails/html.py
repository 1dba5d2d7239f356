"""The words of a mail as HTML: escaped, with styles of its own and nothing from outside."""

from collections.abc import Mapping

from django.template.loader import render_to_string

from perspektiv.records.letters.blocks import Block, blocks, together
from perspektiv.records.letters.languages import direction, words
from perspektiv.records.letters.models import ASKING


def html_of(
    subject: str, body: str, *, language: str, sender: str, opt_out: str, imprint: str = "", purpose: str = ""
) -> str:
    """Only the layout is a template of Django's; a message's words are values in it."""
    content = {
        "subject": subject,
        "heading": together(subject),
        "blocks": [Block(block.kind, tuple(map(together, block.lines))) for block in blocks(body)],
        "sender": sender,
        "opt_out": opt_out,
        "imprint": imprint,
        "words": words_around(language, purpose),
        "lang": language,
        "dir": direction(language),
    }
    return render_to_string("letters/mail.html", content)


def words_around(language: str, purpose: str) -> Mapping[str, str]:
    """What asks for answers has a button and a way out of its own."""
    said = words(language)
    if purpose not in ASKING:
        return said
    return {**said, "open_link": said["open_form"], "opt_out": said["opt_out_questions"]}
