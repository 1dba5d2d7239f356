"""What a Parquet file says of the program that wrote it: ours, whatever the version of the library below."""

from pathlib import Path

import pyarrow.parquet as pq

MAGIC = b"PAR1"
WRITER = b"perspektiv"
LENGTH_BYTES = 4


def sign(file: Path) -> None:
    """Put our name into the file's last part in place of the library's and its version.

    That part is one Thrift structure in compact form, in which a text is its length (seven bits a byte) and its
    bytes; nothing in it points to places behind the text. The length of the part stands behind it.
    """
    written = pq.read_metadata(file).created_by.encode()
    content = file.read_bytes()
    length = int.from_bytes(content[-8:-4], "little")
    body, footer = content[: -8 - length], content[-8 - length : -8]
    before = _text(written)
    if footer.count(before) != 1:
        raise ValueError(f"{file.name}: the writer's name is not where it should be")
    footer = footer.replace(before, _text(WRITER))
    file.write_bytes(body + footer + len(footer).to_bytes(LENGTH_BYTES, "little") + MAGIC)


def _text(value: bytes) -> bytes:
    assert len(value) < 128
    return bytes([len(value)]) + value
