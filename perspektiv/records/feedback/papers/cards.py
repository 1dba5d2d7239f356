"""Cards of the anonymous survey, to be cut apart and drawn from a box: all alike but for the code."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import segno
from django.utils import timezone

from perspektiv.paper import set_pdf
from perspektiv.records.access.models import Centre
from perspektiv.records.cases.papers.setting import day
from perspektiv.records.feedback.box import quarter_of, quarters_before
from perspektiv.records.feedback.links import link_of_survey
from perspektiv.records.feedback.models import SurveyCode
from perspektiv.records.feedback.survey_words import survey_words
from perspektiv.records.letters.languages import LANGUAGES, direction
from perspektiv.records.letters.letterheads import letterhead_of

TEMPLATES = Path(__file__).parent / "typst"
A_SHEET = 8
"""Cards on one page."""
ALSO = tuple(language for language in LANGUAGES if not language.startswith("de"))
"""Languages that stand on the card beside German."""


def cards_pdf(centre: Centre, codes: Sequence[str]) -> bytes:
    """No sheet says for which person or day it is; the codes come in any order."""
    address, german = link_of_survey(), survey_words("de")
    return set_pdf(
        TEMPLATES,
        "cards.typ",
        {
            "title": german["card"],
            "centre": letterhead_of(centre).sender,
            "made_up": "Beispieldaten" if centre.made_up else "",
            "how": survey_words("de-x-plain")["card_how"],
            "until": german["until"].format(day=day(good_until(timezone.localdate()))),
            "address": address.split("://")[-1],
            "others": [
                {"language": language, "direction": direction(language), "said": survey_words(language)["card"]}
                for language in ALSO
            ],
            "cards": [{"code": code, "picture": picture_of(scanned(code))} for code in codes],
        },
    )


def good_until(made_on: date) -> date:
    """The last day of a code that was made on this one."""
    return quarters_before(quarter_of(made_on), -SurveyCode.GOOD_FOR) - timedelta(days=1)


def scanned(code: str) -> str:
    """What stands behind ``#`` is sent by no browser, so that no log holds it."""
    return f"{link_of_survey()}#{code}"


def picture_of(address: str) -> str:
    return str(segno.make(address, error="m").svg_inline(border=0, dark="black", light="white"))
