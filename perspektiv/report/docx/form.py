"""The form: which places a template has, and whether it can be filled."""

import re
import zipfile
from pathlib import Path

from perspektiv.errors import Refused
from perspektiv.language import Text

DEFAULT = Path(__file__).parent / "vorlage.docx"
"""The form that comes with Perspektiv, and a pattern for one's own."""

PLACES = {
    "titel": Text("Titel", "title"),
    "art": Text("Art der Vorlage", "kind of paper"),
    "amt": Text("Amt oder Stelle", "office"),
    "datum": Text("Datum der Vorlage", "date of the paper"),
    "gremium": Text("Beratungsfolge: Gremium, Tag, Zweck", "committees with day and purpose"),
    "beschluesse": Text("frühere Beschlüsse", "earlier decisions"),
    "stand": Text("Stand der Daten", "day of the data"),
    "fassung": Text("öffentlich oder intern", "public or internal"),
    "hinweis": Text("Hinweis auf erfundene Daten, sonst leer", "remark on made-up data, else empty"),
    "abschnitte": Text("der Bericht selbst, allein in einem Absatz", "the report itself, alone in its paragraph"),
}
"""What a template may name, written ``{{ titel }}``."""

NEEDED = ("titel", "abschnitte")

NO_DOCX = Text(
    "„{path}“ ist keine Word-Datei (.docx). Bitte die Vorlage in Word als .docx speichern.",
    "“{path}” is no Word file (.docx). Please save the form in Word as .docx.",
)
LACKS = Text(
    "Der Vorlage „{path}“ fehlt der Platz {places}. Bitte ihn in einen eigenen Absatz schreiben.",
    "The form “{path}” lacks the place {places}. Please write it into a paragraph of its own.",
)
UNKNOWN = Text(
    "Die Vorlage „{path}“ nennt {places}; das gibt es nicht. Möglich: {known}.",
    "The form “{path}” names {places}, which does not exist. Possible: {known}.",
)
BROKEN = Text(
    "Die Vorlage „{path}“ lässt sich nicht füllen: {reason}. Stehen alle Plätze in der Form {{{{ titel }}}}?",
    "The form “{path}” cannot be filled: {reason}. Are all places written like {{{{ titel }}}}?",
)
_TAG = re.compile(r"<[^>]+>")
_PLACE = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")


def check_template(path: Path) -> None:
    """Raises Refused if the file is no Word file, lacks a needed place, or names one that does not exist."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [n for n in archive.namelist() if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", n)]
            if "word/document.xml" not in names:
                raise Refused(NO_DOCX, path=path)
            body = _PLACE.findall(_text(archive, "word/document.xml"))
            found = set(body).union(*(_PLACE.findall(_text(archive, name)) for name in names))
    except (OSError, zipfile.BadZipFile) as error:
        raise Refused(NO_DOCX, path=path) from error
    missing = [name for name in NEEDED if name not in (body if name == "abschnitte" else found)]
    if missing:
        raise Refused(LACKS, path=path, places=", ".join(f"{{{{ {name} }}}}" for name in missing))
    unknown = sorted(found - PLACES.keys())
    if unknown:
        raise Refused(UNKNOWN, path=path, places=", ".join(unknown), known=", ".join(PLACES))


def _text(archive: zipfile.ZipFile, name: str) -> str:
    """The text of a part: Word tears a place into several runs, so the tags go."""
    return _TAG.sub("", archive.read(name).decode("utf-8", errors="replace"))
