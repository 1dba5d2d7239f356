"""The check of what was published: a printed report by itself, or a list of figures against a package of records."""

from pathlib import Path
from typing import TYPE_CHECKING

from perspektiv.report.verify.printing import as_json, as_text
from perspektiv.report.verify.report_text import verify_text
from perspektiv.report.verify.verdict import Outcome, Remark, Verdict, Verification

if TYPE_CHECKING:
    from perspektiv.package import Package

__all__ = ["Outcome", "Remark", "Verdict", "Verification", "as_json", "as_text", "verify_published", "verify_text"]


def verify_published(path: Path, package: "Package") -> Verification:
    """Recompute a list of published figures (JSON). Raises Refused for a file that is no such list."""
    from perspektiv.report.verify import published  # a printed report is checked without loading the database

    return published.verify_published(path, package)
