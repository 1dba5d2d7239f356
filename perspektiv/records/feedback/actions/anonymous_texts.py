"""What somebody wrote without a name is read by a person before it is shown: for names, and what betrays who it was."""

import re
from uuid import UUID

from django.db import transaction

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import User
from perspektiv.records.access.trail import record
from perspektiv.records.feedback.models import AnonymousText

BLACK = "█████"

NOT_IN_THE_TEXT = Text("„{word}“ steht nicht im Text.", '"{word}" is not in the text.')
NO_WORD = Text(
    "Schreiben Sie, welche Wörter geschwärzt werden sollen, mit Kommas dazwischen.",
    "Say which words are to be blacked out, with commas between them.",
)


@transaction.atomic
def show(*, by: User, text: UUID) -> AnonymousText:
    return _decide(by, text, AnonymousText.State.SHOWN, "feedback.text_shown")


@transaction.atomic
def withhold(*, by: User, text: UUID) -> AnonymousText:
    return _decide(by, text, AnonymousText.State.WITHHELD, "feedback.text_hidden")


@transaction.atomic
def show_blacked_out(*, by: User, text: UUID, words: str) -> AnonymousText:
    """Without these words, which nobody reads again: what was written is not kept. Nothing else can be changed."""
    wanted = [word.strip() for word in words.split(",") if word.strip()]
    if not wanted:
        raise Refused(NO_WORD)
    found = AnonymousText.objects.select_for_update().get(pk=text)
    found.words = blacked_out(found.words, wanted)
    found.save(update_fields=["words"])
    return _decide(by, text, AnonymousText.State.SHOWN, "feedback.text_shown")


def blacked_out(text: str, words: list[str]) -> str:
    """
    >>> blacked_out("Frau Lerche war nett, LERCHE hilft.", ["Lerche"])
    'Frau █████ war nett, █████ hilft.'
    """
    for word in sorted(words, key=len, reverse=True):
        text, times = re.subn(re.escape(word), BLACK, text, flags=re.IGNORECASE)
        if not times:
            raise Refused(NOT_IN_THE_TEXT, word=word)
    return text


def _decide(by: User, text: UUID, state: AnonymousText.State, what: str) -> AnonymousText:
    found = AnonymousText.objects.select_for_update().get(pk=text)
    if found.state != state:
        found.state = state
        found.save(update_fields=["state"])
        record(by=by, what=what, subject=found)
    return found
