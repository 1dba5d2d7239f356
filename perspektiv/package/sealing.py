"""Sealing: checksums of a checked Parquet package in its descriptor, so that it need not be checked again."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perspektiv.language import Text
from perspektiv.package.describing import DESCRIPTOR
from perspektiv.package.finding import Finding, Findings

if TYPE_CHECKING:
    from perspektiv.package.source import Source

CHECKS = 1
"""Raised whenever the check learns a new fault, so that what was sealed before is checked again."""


def is_sealed(source: Source) -> bool:
    """Whether the descriptor holds the seal of this check, and every file and word still matches it."""
    seal = source.described.checked
    if source.form != "parquet" or seal is None or seal.get("checks") != CHECKS:
        return False
    return seal == {**seal, **_seal_of(source.folder, list(source.files.values()))}


def sealed_warnings(source: Source) -> tuple[Finding, ...]:
    """The warnings of the check that the package was sealed after."""
    kept = (source.described.checked or {}).get("warnings", [])
    return tuple(Finding(**{**entry, "sentence": Text(**entry["sentence"])}) for entry in kept)


def write_seal(source: Source, findings: Findings) -> None:
    """Write the seal of a checked package into its descriptor."""
    file = source.folder / DESCRIPTOR
    content = json.loads(file.read_text(encoding="utf-8"))
    content["checked"] = {
        "checks": CHECKS,
        **_seal_of(source.folder, list(source.files.values())),
        "warnings": [warning.as_dict() for warning in findings.warnings],
    }
    replacement = file.with_name(f".{DESCRIPTOR}-{os.getpid()}")
    replacement.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    replacement.replace(file)


def _seal_of(folder: Path, files: list[Path]) -> dict[str, Any]:
    content = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    words = json.dumps({key: value for key, value in content.items() if key != "checked"}, sort_keys=True)
    return {
        "descriptor": hashlib.sha256(words.encode()).hexdigest(),
        "sha256": {file.relative_to(folder).as_posix(): _digest(file) for file in sorted(files)},
    }


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
