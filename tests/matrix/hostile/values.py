"""What nobody types, and somebody sends."""

import random
from io import BytesIO
from uuid import UUID, uuid4

DAYS = (
    "0000-00-00", "0000-01-01", "0001-01-01", "0001-01-02", "1899-12-31", "2026-02-30", "2026-13-01", "9999-12-31",
    "9999-12-30", "10000-01-01", "-0001-01-01", "99999-12-31", "01.01.0001", "31.12.9999", "1.1.0", "29.02.2025",
    "2026-W53", "2026-W99-9", "0001-W01", "9999-W53", "20260101", "2026-01-01T00:00:00Z", "9999-12-31T23:59",
    "2026-03-29T02:30", "2026-10-25T02:30", "2026", "99991231",
)  # fmt: skip
TIMES = ("00:00", "24:00", "23:59:59.999999", "25:61", "-1:00", "02:30", "9:5", "1", "23:59")
NUMBERS = (
    "-1", "0", "1", "-0", "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808",
    "1" + "0" * 30, "9" * 5_000, "1e309", "NaN", "inf", "-inf", "1.5", "1,5", "0x10", "１２", "²", "1_000", " 1 ", "+1",
    "٣", "1e999999999",
)  # fmt: skip
ODD = (
    "\0",
    "\0",
    "a\0b",
    "a\0b",
    "\ud800",
    "x\udfffy",
    "\ufeff",
    "\u202e",
    "\r\n",
    "\n" * 50,
    "\t",
    "\x1b[31m",
    "%",
    "%%%s%d",
    "{0}",
    "{{ 7 }}",
    "{% load x %}",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    '"',
    "\\",
    "../../etc/passwd",
    "..%2f",
    "//example.org/",
    "https://example.org/",
    "javascript:alert(1)",
    "=1+1",
    "[]",
    "{}",
    "null",
    "true",
    "None",
    "[[[[",
    '{"a":',
    "\U0001f331" * 30,
    "a" * 100_000,
    "ä" * 5_000,
    "e\u0301" * 300,
    "İ",
    "ß" * 300,
    "",
    " ",
    "\u00a0",
    "a@b",
    "a@" + "b" * 300 + ".de",
    "+49" + "0" * 50,
    "phone:reached",
    ":",
    "a:b:c",
    ",",
    ",,,",
    "&",
    "#",
    "?",
)
UPLOADS: tuple[tuple[str, bytes], ...] = (
    ("leer.pdf", b""),
    ("../../x.pdf", b"%PDF-1.7\n%%EOF"),
    ("bild.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
    ("seite.html", b"<html><script>1</script>"),
    ("paket.zip", b"PK\x03\x04" + b"\0" * 100),
    ("paket.zip", b"kein zip"),
    ("liste.csv", b"\xff\xfe\0a\0"),
    ("liste.csv", b'"' * 1001),
    ("liste.csv", "Kundennummer;Arbeit\n\0;\ud800\n".encode("utf-8", "surrogatepass")),
    ("liste.csv", b"a;b;c\n" * 3000),
    ("liste.xlsx", b"PK\x05\x06" + b"\0" * 18),
    ("liste.xlsx", b"<xml/>"),
    ("a" * 300 + ".pdf", b"%PDF-1.4"),
    ("\x01\x02.txt", b"\0\1\2"),
    ("x", b"\x89PNG\r\n\x1a\n"),
)

Ids = dict[str, UUID]


def hostile(rng: random.Random, ids: Ids) -> str:
    """One value; ``ids`` are those of records, ours and foreign ones."""
    known = [str(id) for id in ids.values()] + [str(uuid4()), str(UUID(int=0)), str(UUID(int=2**128 - 1)), uuid4().hex]
    kinds = (DAYS, TIMES, NUMBERS, ODD, known)
    value: str = rng.choice(rng.choice(kinds))
    return value if rng.random() < 0.9 else value + rng.choice(("\0", *ODD))


def hostile_path(rng: random.Random, ids: Ids) -> str:
    """One for a part of an address."""
    return hostile(rng, ids)[:500] or "-"


def wrong_upload(rng: random.Random) -> BytesIO:
    name, content = rng.choice(UPLOADS)
    upload = BytesIO(content)
    upload.name = name
    return upload
