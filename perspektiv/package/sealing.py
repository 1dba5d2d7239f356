"""Sealing: checksums of a checked Parquet package in its descriptor, so that it need not be checked again."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perspektiv.language import Text
from perspektiv.package.describing import DESCRIPTOR
from perspektiv.package.finding import Finding, Findings

if TYPE_CHECKING:
    from perspektiv.package.source import Source

CHECKS = 2
"""Raised whenever the check learns a new fault, so that what was sealed before is checked again."""


def is_sealed(source: Source) -> bool:
    """Whether the descriptor holds the seal of this check, and every file and word still matches it."""
    seal = source.described.checked
    if source.form != "parquet" or seal is None or seal.get("checks") != CHECKS:
        return False
    kept = {key: value for key, value in seal.items() if key not in ("descriptor", "sha256")}
    return seal == {**kept, **_digests(source, kept)}


def sealed_findings(source: Source) -> Findings:
    """The warnings of the check that the package was sealed after."""
    kept = source.described.checked or {}
    examples = [Finding(**{**entry, "sentence": Text(**entry["sentence"])}) for entry in kept["warnings"]]
    return Findings(Counter({(kind, False): count for kind, count in kept["warning_counts"].items()}), examples)


def write_seal(source: Source, findings: Findings) -> None:
    """Write the seal of a checked package into its descriptor."""
    kept = {
        "checks": CHECKS,
        "warnings": [warning.as_dict() for warning in findings.warnings],
        "warning_counts": findings.warning_counts,
    }
    file = source.folder / DESCRIPTOR
    content = {**json.loads(file.read_bytes()), "checked": {**kept, **_digests(source, kept)}}
    replacement = file.with_name(f".{DESCRIPTOR}-{os.getpid()}")
    replacement.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    replacement.replace(file)


def _digests(source: Source, kept: dict[str, Any]) -> dict[str, Any]:
    """Checksums of the files, and of the descriptor with what is ``kept`` of the check."""
    content = json.loads((source.folder / DESCRIPTOR).read_bytes())
    words = json.dumps({**content, "checked": kept}, sort_keys=True)
    return {
        "descriptor": hashlib.sha256(words.encode()).hexdigest(),
        "sha256": {table.resource: _digest(file) for table, file in source.files.items()},
    }


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
