"""100 hostile files: none is taken for what its name says, and whatever is kept is never rendered."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client

from perspektiv.errors import Refused
from perspektiv.records.cases.kinds_of_file import DOCX, JPEG, KINDS, ODT, PDF, PNG, TXT, KindOfFile, kept_name, kind_of
from perspektiv.records.cases.models import Document
from perspektiv.records.people.models import Participant

pytestmark = pytest.mark.usefixtures("documents_folder")

SCRIPT = b"<script>alert(document.cookie)</script>"
HTML = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>"
A_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
A_JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 32 + b"\xff\xd9"


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


A_PNG = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0" * 13) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def packed(parts: dict[str, bytes], first: str = "", comment: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        if first:
            archive.writestr(zipfile.ZipInfo("mimetype"), first)
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}
A_DOCX = packed(WORD)
AN_ODT = packed({"content.xml": b"<office/>"}, first="application/vnd.oasis.opendocument.text")
SOUND = {PDF: A_PDF, DOCX: A_DOCX, ODT: AN_ODT, JPEG: A_JPEG, PNG: A_PNG, TXT: "Grüße,\r\nDilan".encode()}


def lying(content: bytes) -> bytes:
    """The central directory says that a part is smaller than it is."""
    at = content.index(b"PK\x01\x02") + 24
    return content[:at] + struct.pack("<I", 3) + content[at + 4 :]


def hostile() -> Iterator[tuple[str, bytes]]:
    """What must not get in under any name."""
    for name in (
        "cv.pdf",
        "cv.docx",
        "cv.odt",
        "cv.jpg",
        "cv.png",
        "cv.txt",
        "cv.svg",
        "cv.html",
        "cv.pdf.html",
        "cv.xhtml",
        ".cv",
    ):
        yield name, HTML
        yield name, SVG
        yield name, b"\xef\xbb\xbf  \n" + HTML
        yield name, b"Guten Tag\n" + SCRIPT
        yield name, b"<?xml version='1.0'?>" + SVG
    for text in (b"GIF89a/*" + SCRIPT, b"#!/bin/sh\nrm -rf /", b"MZ\x90\0", b"\x7fELF", b"{\\rtf1 x}", b"%!PS-Adobe"):
        yield "bild.png", text
        yield "brief.txt", text
    for words in (
        b"<?php system('id');",
        b"text <IFRAME src=x>",
        b"[a](JavaScript:alert(1))",
        b"\0\x01\x02",
        b"\xff\xfeH\0",
    ):
        yield "brief.txt", words
        yield "lebenslauf.pdf", words
    yield "vorspann.pdf", HTML + A_PDF
    yield "abgeschnitten.pdf", A_PDF[:20]
    yield "nachspann.pdf", A_PDF + b"\n" * 2000 + HTML
    yield "nachspann.jpg", A_JPEG + HTML
    yield "nachspann.png", A_PNG + HTML
    yield "abgeschnitten.png", A_PNG[:-4]
    yield "bild.gif", b"GIF89a" + b"\0" * 20
    yield "archiv.docx", packed({"a.txt": b"a"})
    yield "archiv.zip", packed({"index.html": HTML})
    yield "vorspann.docx", HTML + A_DOCX
    yield "anhang.docx", packed(WORD, comment=HTML)
    yield "anhang2.docx", A_DOCX + HTML
    yield "makros.docx", packed({**WORD, "word/vbaProject.bin": b"x"})
    yield "makros.odt", packed({"content.xml": b"", "Basic/x.xml": b""}, first=ODT.content_type)
    yield "tabelle.odt", packed({"content.xml": b""}, first="application/vnd.oasis.opendocument.spreadsheet")
    yield "leer.odt", packed({"anders.xml": b""}, first=ODT.content_type)
    yield "bombe.docx", packed({**WORD, "word/media/x": b"\0" * (100 * 1024 * 1024)})
    yield "teile.docx", packed({**WORD, **{f"word/{n}": b"" for n in range(2000)}})
    yield "luege.docx", lying(packed({"[Content_Types].xml": b"x" * 5000, "word/document.xml": b""}))
    yield "kaputt.docx", A_DOCX[:60]
    yield "halb.docx", A_DOCX.replace(b"PK\x05\x06", b"PK\x05\x07")
    for way_out in ("../../etc/passwd", "..\\..\\boot.ini", "/etc/passwd", "C:\\boot.ini", "word/../../x"):
        yield "wege.docx", packed({**WORD, way_out: b"x"})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.ending)
def test_what_is_sound_is_known_by_its_content(kind: KindOfFile) -> None:
    assert kind_of(SOUND[kind]) == kind


def test_100_hostile_files_do_not_get_in(dilan: Participant, jule: Client) -> None:
    files = list(hostile())
    assert len(files) >= 100
    for name, content in files:
        with pytest.raises(Refused):
            kind_of(content)
        sent = {"id": uuid4(), "kind": "cv", "file": SimpleUploadedFile(name, content, "application/pdf")}
        answer = jule.post(f"/personen/{dilan.pk}/unterlagen/neu/", sent)
        assert answer.status_code == 409, name
        assert SCRIPT not in answer.content, name
    assert not Document.objects.exists()


NAMES = (
    "../../../etc/passwd",
    "..\\..\\windows\\system32\\x.html",
    "lebenslauf.pdf.html",
    "lebenslauf\u202efdp.exe",
    "<script>alert(1)</script>.svg",
    'a"; filename="b.html',
    "zeile\r\nSet-Cookie: x=1.pdf",
    ".htaccess",
    "",
    "CON:1|2?.pdf",
    "x" * 300 + ".pdf",
    "kein Punkt am Ende",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_leads_nowhere(name: str) -> None:
    kept = kept_name(name, PDF)

    assert kept.endswith(".pdf")
    assert kept.count(".") == 1
    assert not set(kept) & set('/\\<>:"|?*\r\n\u202e\0')
    assert 4 < len(kept) <= 150


POLYGLOTS = [
    (b"%PDF-1.7\n" + HTML + b"\n%%EOF\n", "application/pdf"),
    (b"%PDF-1.7\n" + SVG + b"\n%%EOF\n", "application/pdf"),
    (b"\xff\xd8\xff\xe0" + HTML + b"\xff\xd9", "image/jpeg"),
    (A_PNG[:33] + chunk(b"tEXt", HTML) + A_PNG[33:], "image/png"),
    (packed({**WORD, "word/index.html": HTML}), DOCX.content_type),
    (b"alert(1) // harmlos als Text", "text/plain; charset=utf-8"),
]


@pytest.mark.parametrize(("content", "served_as"), POLYGLOTS)
def test_what_is_two_things_at_once_is_saved_never_rendered(
    dilan: Participant, jule: Client, content: bytes, served_as: str
) -> None:
    sent = {"id": uuid4(), "kind": "other", "file": SimpleUploadedFile("index.html", content, "text/html")}
    jule.post(f"/personen/{dilan.pk}/unterlagen/neu/", sent)

    answer = jule.get(f"/unterlagen/{Document.objects.get().pk}/")

    assert answer.content == content
    assert answer["Content-Type"] == served_as
    assert not rendered(answer)


def test_the_check_would_notice_a_page_that_is_rendered(dilan: Participant, jule: Client) -> None:
    """The negative control: each protection taken away is seen."""
    jule.post(
        f"/personen/{dilan.pk}/unterlagen/neu/",
        {"id": uuid4(), "kind": "other", "file": SimpleUploadedFile("a.txt", b"Text")},
    )
    address = f"/unterlagen/{Document.objects.get().pk}/"
    for header in ("Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy"):
        answer = jule.get(address)
        del answer[header]
        assert rendered(answer), header
    assert rendered(HttpResponse(HTML))


def rendered(answer: HttpResponseBase) -> bool:
    """Whether a browser might show or run what it got: any one protection missing counts."""
    saved = answer.headers.get("Content-Disposition", "").startswith("attachment; filename")
    taken_as_said = answer.headers.get("X-Content-Type-Options") == "nosniff"
    caged = "sandbox" in answer.headers.get("Content-Security-Policy", "")
    harmless = answer.headers["Content-Type"] in {kind.content_type for kind in KINDS}
    return not (saved and taken_as_said and caged and harmless)
