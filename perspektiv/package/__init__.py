"""A data package as files: read, checked, converted, written. Nothing is used that was not checked."""

from perspektiv.package.checking import Progress
from perspektiv.package.converting import convert
from perspektiv.package.finding import Finding, Findings, PackageFaulty
from perspektiv.package.opening import Package, check, open_package, seal
from perspektiv.package.printing import findings_dict, findings_text
from perspektiv.package.template import write_template
from perspektiv.package.writing import PackageWriter

__all__ = [
    "Finding",
    "Findings",
    "Package",
    "PackageFaulty",
    "PackageWriter",
    "Progress",
    "check",
    "convert",
    "findings_dict",
    "findings_text",
    "open_package",
    "seal",
    "write_template",
]
