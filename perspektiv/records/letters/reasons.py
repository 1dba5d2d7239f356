"""Why a message was not sent: short names in the record, sentences on the page."""

from django.utils import translation

from perspektiv.language import Text

OPTED_OUT = "opted_out"
WITHDRAWN = "withdrawn"
NO_ADDRESS = "no_address"
NO_MAIL = "no_mail"
NO_CONSENT = "no_consent"
INTERRUPTED = "interrupted"
DROPPED = "dropped"
UNFIT = "unfit"
UNPRINTABLE = "unprintable"

SENTENCES = {
    OPTED_OUT: Text("Die Person möchte keine Erinnerungen.", "The person does not want reminders."),
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


def said(why: str) -> str:
    """The reason in the user's language; the words of a carrier are shown as they came."""
    known = SENTENCES.get(why)
    return known[1 if translation.get_language() == "en" else 0] if known else why
