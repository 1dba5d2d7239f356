"""Subjects and senders say nothing about why somebody comes: others read envelopes and locked screens, too."""

from perspektiv.errors import Refused
from perspektiv.language import Text

TELLING = (
    *("jobcenter", "arbeitslos", "arbeitsagentur", "agentur für arbeit", "bürgergeld", "hartz", "leistungsbezug"),
    *("beratung", "beratend", "counsel", "unemploy", "erwerbslos", "sozialhilfe", "coaching", "welfare"),
    *("безроб", "център за работа", "şomaj", "işsiz", "بطالة", "بیکار", "консульт", "danışma", "consilier"),
)
"""Parts of words, in small letters."""

TELLS = Text(
    "„{word}“ verrät, worum es geht. Betreff und Absender lesen auch andere; bitte schreiben Sie es neutral.",
    "“{word}” tells what it is about. Others read subject and sender, too; please put it neutrally.",
)
PLAIN_SENDER = "Terminbüro"


def telling(words: str) -> str:
    """The first part of a word that tells; empty where none does."""
    small = words.lower()
    return next((part for part in TELLING if part in small), "")


def check_neutral(words: str) -> None:
    if part := telling(words):
        word = next((word for word in words.split() if part in word.lower()), part)
        raise Refused(TELLS, word=word.strip(".,;:!?()"))
