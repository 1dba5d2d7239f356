"""Snapshots stay out of the records: whoever is in one is here already, and cannot be recognised."""

import re

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.package import Package

NAME = re.compile(r"perspektiv-\d{4}-\d\d-\d\d")
"""What snapshots were called before they said what they are."""


def refuse_snapshot(package: Package) -> None:
    """Refused where people stand under pseudonyms: each would become a second person."""
    if package.pseudonymous or NAME.fullmatch(package.name):
        raise Refused(SNAPSHOT, name=package.title)


SNAPSHOT = Text(
    "„{name}“ ist eine Momentaufnahme: Die Personen stehen darin unter Decknamen, und niemand würde wiedererkannt – "
    "wer schon hier ist, wäre danach doppelt da. Zum Umziehen gibt „perspektiv export“ ein Paket aus, das man "
    "einlesen kann; eine Sicherung stellt „perspektiv restore“ wieder her. Sollen es doch lauter neue Personen "
    "werden: „perspektiv import“ mit --pseudonymous.",
    "“{name}” is a snapshot: people stand in it under pseudonyms, and nobody would be recognised – those who are here "
    "already would be here twice. For moving, “perspektiv export” writes a package that can be imported; “perspektiv "
    "restore” brings a backup back. If they shall become new people all the same: “perspektiv import” with "
    "--pseudonymous.",
)
