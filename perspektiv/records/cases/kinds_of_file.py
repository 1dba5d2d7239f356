"""What a file is, told by its content alone: never by its name, never by what the browser says of it."""

import io
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from perspektiv.errors import Refused
from perspektiv.language import Text

LARGEST = 10 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 2000
LONGEST_NAME = 120
END_OF_ZIP = 22
"""Bytes of the last record of a zip that has no comment."""

EMPTY = Text("Die Datei ist leer.", "The file is empty.")
TOO_LARGE = Text("Die Datei ist größer als 10 MB.", "The file is larger than 10 MB.")
UNKNOWN = Text(
    "Diese Art von Datei nehmen wir nicht an, oder sie ist beschädigt. Möglich sind PDF, Word (DOCX), OpenDocument "
    "(ODT), Bilder (JPEG, PNG) und reiner Text.",
    "This kind of file is not accepted, or it is damaged. Possible are PDF, Word (DOCX), OpenDocument (ODT), pictures "
    "(JPEG, PNG) and plain text.",
)


@dataclass(frozen=True)
class KindOfFile:
    """A kind that is kept: how it is named to a browser, and how its name ends."""

    content_type: str
    ending: str
    name: str


PDF = KindOfFile("application/pdf", "pdf", "PDF")
DOCX = KindOfFile("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "Word")
ODT = KindOfFile("application/vnd.oasis.opendocument.text", "odt", "OpenDocument")
JPEG = KindOfFile("image/jpeg", "jpg", "JPEG")
PNG = KindOfFile("image/png", "png", "PNG")
TXT = KindOfFile("text/plain; charset=utf-8", "txt", "Text")
KINDS = (PDF, DOCX, ODT, JPEG, PNG, TXT)


def kind_of(content: bytes) -> KindOfFile:
    """The kind, if it is one that is kept; else refused."""
    if not content:
        raise Refused(EMPTY)
    if len(content) > LARGEST:
        raise Refused(TOO_LARGE)
    for kind, recognised in RECOGNISED.items():
        if recognised(content):
            return kind
    raise Refused(UNKNOWN)


def kept_name(name: str, kind: KindOfFile) -> str:
    """The name under which a file is downloaded: no folders, no hidden signs, one ending, and that of its kind.

    >>> kept_name("..\\\\..\\\\Lebenslauf.pdf.html", PDF)
    'Lebenslauf-pdf.pdf'
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign if not unicodedata.category(sign).startswith("C") else "" for sign in last)
    stem, dot, ending = shown.rpartition(".")
    if not dot or len(ending) > 5 or " " in ending:
        stem = shown
    stem = "".join("-" if sign in '.<>:"|?*' else sign for sign in stem).strip(" -")
    return f"{stem[:LONGEST_NAME] or 'Datei'}.{kind.ending}"


def _is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]


def _is_jpeg(content: bytes) -> bool:
    return content.startswith(b"\xff\xd8\xff") and content.rstrip(b"\0").endswith(b"\xff\xd9")


def _is_png(content: bytes) -> bool:
    begins = content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR"
    return begins and content.endswith(b"IEND\xaeB`\x82")


def _is_docx(content: bytes) -> bool:
    names = _parts(content)
    return {"[Content_Types].xml", "word/document.xml"} <= names and not any(
        part.lower().endswith("vbaproject.bin") for part in names
    )


def _is_odt(content: bytes) -> bool:
    said = content[30:].startswith(b"mimetype" + ODT.content_type.encode()) and content[26:28] == b"\x08\0"
    names = _parts(content) if said else set()
    return "content.xml" in names and not any(part.startswith(("Basic/", "Scripts/")) for part in names)


def _parts(content: bytes) -> set[str]:
    """The names inside a sound zip of bearable size that is nothing else besides; else none."""
    if not content.startswith(b"PK\x03\x04") or content[-END_OF_ZIP:][:4] != b"PK\x05\x06":
        return set()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                return set()
            if min(part.header_offset for part in parts) != 0:
                return set()
            if any(_strays(part.filename) or part.flag_bits & 0x1 for part in parts) or packed.testzip():
                return set()
            return {part.filename for part in parts}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError):
        return set()


def _strays(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name


def _is_text(content: bytes) -> bool:
    """Words of people: no control signs, and nothing that a browser might take for a page or a program."""
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    if any(unicodedata.category(sign) == "Cc" and sign not in "\t\n\r\f" for sign in words):
        return False
    low = words.lstrip().lower()
    return not low.startswith(("<", "#!", "%pdf", "{\\rtf", "%!ps", "mz")) and not any(
        mark in low
        for mark in ("<html", "<script", "<svg", "<!doctype", "<?xml", "<?php", "<iframe", "<body", "javascript:")
    )


RECOGNISED: dict[KindOfFile, Callable[[bytes], bool]] = {
    PDF: _is_pdf,
    DOCX: _is_docx,
    ODT: _is_odt,
    JPEG: _is_jpeg,
    PNG: _is_png,
    TXT: _is_text,
}
