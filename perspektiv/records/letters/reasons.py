"""Why a message was not sent: short names in the record, sentences on the page."""

import re

from django.utils import translation

from perspektiv.language import Text
from perspektiv.records.letters.models import ASKING

OPTED_OUT = "opted_out"
NOT_ASKED = "not_asked"
WITHDRAWN = "withdrawn"
NO_ADDRESS = "no_address"
NO_MAIL = "no_mail"
NO_CONSENT = "no_consent"
INTERRUPTED = "interrupted"
DROPPED = "dropped"
UNFIT = "unfit"
UNPRINTABLE = "unprintable"

NO_SUCH_ADDRESS = Text("Die Adresse gibt es nicht.", "There is no such address.")
FULL = Text("Das Postfach ist voll.", "The mailbox is full.")
NOT_TAKEN = Text("Der Mailserver nimmt die Nachricht nicht an.", "The mail server does not take the message.")
BY_CODE = {
    "550": NO_SUCH_ADDRESS,
    "551": NO_SUCH_ADDRESS,
    "553": NO_SUCH_ADDRESS,
    "552": FULL,
    "452": FULL,
    "554": NOT_TAKEN,
}
"""What the answers of mail servers mean (RFC 5321, 4.2.3). A more exact code, such as 5.7.1, says that it is not so."""

SENTENCES = {
    OPTED_OUT: Text("Die Person möchte keine Erinnerungen.", "The person does not want reminders."),
    NOT_ASKED: Text("Die Person möchte keine Fragebögen.", "The person does not want questionnaires."),
    WITHDRAWN: Text("Wird nicht mehr gebraucht.", "No longer needed."),
    NO_ADDRESS: Text(
        "Die Anschrift fehlt. Bitte bei den Kontaktdaten ergänzen und noch einmal senden.",
        "The postal address is missing. Please add it to the contact data and send again.",
    ),
    NO_MAIL: Text("Adresse oder Nummer für diesen Weg fehlt.", "Address or number for this channel is missing."),
    NO_CONSENT: Text(
        "Die Einwilligung in Nachrichten ist inzwischen widerrufen.",
        "The consent to messages has been withdrawn since.",
    ),
    INTERRUPTED: Text(
        "Der Versand wurde unterbrochen. Vielleicht ist die Nachricht angekommen; bitte nachfragen.",
        "Sending was interrupted. The message may have arrived; please ask.",
    ),
    DROPPED: Text(
        "Die Verbindung riss beim Versand ab. Vielleicht ist die Nachricht angekommen; bitte nachfragen.",
        "The connection broke while sending. The message may have arrived; please ask.",
    ),
    UNPRINTABLE: Text(
        "Die Schrift der Briefe kennt ein Zeichen darin nicht. Bitte schreiben Sie den Brief in lateinischer Schrift.",
        "The letters' font does not know a character in it. Please write the letter in Latin script.",
    ),
    UNFIT: Text(
        "Die Nachricht ließ sich nicht herstellen. Bitte Adresse und Vorlage prüfen.",
        "The message could not be made. Please check address and template.",
    ),
}


def opted_out(purpose: str) -> str:
    """Why nothing is sent for a purpose that the person opted out of."""
    return NOT_ASKED if purpose in ASKING else OPTED_OUT


_POLICY = re.compile(r"^\d{3}[ -]5\.[67]\.\d")


def said(why: str) -> str:
    """The reason in the user's language; a carrier's words are shown as they came where we know no better ones."""
    known = SENTENCES.get(why) or (NOT_TAKEN if _POLICY.match(why) else BY_CODE.get(why[:4].rstrip(" -")))
    return known[1 if translation.get_language() == "en" else 0] if known else why


def raw(why: str) -> str:
    """The words of a carrier, where a sentence of ours stands for them."""
    return why if why not in SENTENCES and said(why) != why else ""
