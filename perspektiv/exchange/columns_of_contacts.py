"""How the columns of a contacts file may be called: by the fields' own names, or as people in German centres say."""

import unicodedata
from collections.abc import Mapping

KEY = "person_id"
CALLED: Mapping[str, tuple[str, ...]] = {
    KEY: ("Personenschlüssel", "Schlüssel", "Person", "Personennummer"),
    "given_name": ("Vorname", "Vornamen"),
    "family_name": ("Nachname", "Familienname"),
    "phone": ("Telefon", "Telefonnummer", "Tel", "Telefon-Nr", "Handy", "Handynummer", "Mobil", "Mobiltelefon"),
    "email": ("E-Mail", "Mail", "E-Mail-Adresse"),
    "street": ("Straße", "Straße und Hausnummer", "Straße und Nummer", "Straße, Hausnummer"),
    "postcode": ("PLZ", "Postleitzahl"),
    "city": ("Ort", "Wohnort", "Stadt"),
    "customer_number": ("Kundennummer", "Kunden-Nr", "BG-Nummer"),
    "language": ("Sprache", "Muttersprache"),
    "birth_date": ("Geburtsdatum", "Geburtstag", "geboren am", "geboren"),
}
"""The fields of a participant that a column may hold, with the names that it may have instead."""
FIELDS = tuple(name for name in CALLED if name != KEY)

LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "de": ("Deutsch",),
    "de-x-plain": ("Leichte Sprache", "Einfache Sprache", "Einfaches Deutsch"),
    "en": ("Englisch",),
    "uk": ("Ukrainisch",),
    "ru": ("Russisch",),
    "ar": ("Arabisch",),
    "fa": ("Farsi", "Persisch", "Dari"),
    "tr": ("Türkisch",),
    "bg": ("Bulgarisch",),
    "ro": ("Rumänisch",),
}


def field_called(written: str) -> str | None:
    """Which field a column is.

    >>> [field_called(name) for name in ("Vorname", "STRASSE", "e-mail", "birth_date", "Kunden-Nr.", "Spitzname")]
    ['given_name', 'street', 'email', 'birth_date', 'customer_number', None]
    """
    return _FIELD_OF.get(_plain(written))


def language_called(written: str) -> str:
    """The code of a language that is written out; anything else as it is.

    >>> [language_called(name) for name in ("Türkisch", "tuerkisch", "tr", "Klingonisch")]
    ['tr', 'tr', 'tr', 'Klingonisch']
    """
    return _LANGUAGE_OF.get(_plain(written), written)


def _plain(written: str) -> str:
    """Small letters and digits alone; umlauts as two letters, also where they are written as letter and dots."""
    small = unicodedata.normalize("NFC", written).casefold()
    for umlaut, two in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        small = small.replace(umlaut, two)
    return "".join(c for c in small if c.isalnum())


_FIELD_OF = {_plain(name): field for field, names in CALLED.items() for name in (field, *names)}
_LANGUAGE_OF = {_plain(name): code for code, names in LANGUAGES.items() for name in names}
