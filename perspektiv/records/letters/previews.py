"""How a message will look on its way: the mail, a telephone with the text message, the sheet of paper.

Each is a document of its own, shown in a frame: a mail brings styles of its own, which our pages may not have.
"""

import base64
from dataclasses import dataclass

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from perspektiv.records.access.models import Centre
from perspektiv.records.letters.blocks import plain, short
from perspektiv.records.letters.languages import direction
from perspektiv.records.letters.letterheads import letterhead_of
from perspektiv.records.letters.mails.building import imprint_of
from perspektiv.records.letters.mails.html import html_of
from perspektiv.records.letters.models import Channel
from perspektiv.records.letters.papers import letter_picture

FRAMED = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox"
)
"""What the document in the frame may do: show itself."""
SAMPLE_ADDRESS = "Dilan Distel\nGartenweg 3\n44135 Dortmund"


@dataclass(frozen=True)
class Words:
    channel: str
    subject: str
    body: str
    language: str
    purpose: str = ""


def preview(words: Words, centre: Centre, *, address: str = SAMPLE_ADDRESS, opt_out: str = "#") -> HttpResponse:
    """The document for the frame. ``opt_out``: nothing where nobody can opt out, as in mails to jobcoaches."""
    head = letterhead_of(centre)
    if words.channel == Channel.MAIL:
        content = html_of(
            words.subject,
            words.body,
            language=words.language,
            sender=head.sender,
            opt_out=opt_out,
            imprint=imprint_of(head),
            purpose=words.purpose,
        )
    else:
        shown = {"words": words, "dir": direction(words.language), "sender": head.sender}
        if words.channel == Channel.SMS:
            shown |= {"text": short(words.body), "parts": sms_parts(short(words.body))}
            shown["counted_en"] = get_language() == "en"
        else:
            picture = letter_picture(
                head,
                address=address or SAMPLE_ADDRESS,
                subject=words.subject,
                body=words.body,
                language=words.language,
                made_up=centre.made_up,
            )
            shown |= {"text": plain(words.body), "picture": base64.b64encode(picture).decode()}
        content = render_to_string("letters/preview.html", shown)
    return framed(content)


def framed(content: str, status: int = 200) -> HttpResponse:
    response = HttpResponse(content, status=status)
    response["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Content-Security-Policy"] = FRAMED
    return response


def refused_preview(sentence: str) -> HttpResponse:
    return framed(render_to_string("letters/preview_refused.html", {"sentence": sentence}), status=409)


GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà€[]{}\\^~|"
)
"""Characters of the small alphabet: 160 in one text message; with any other, 70."""


def sms_parts(text: str) -> int:
    """How many text messages the operator will count.

    >>> sms_parts("Hallo"), sms_parts("х" * 71), sms_parts("a" * 161)
    (1, 2, 2)
    """
    single, part = (160, 153) if GSM.issuperset(text) else (70, 67)
    return 1 if len(text) <= single else -(-len(text) // part)
