"""The report in a city's own form: a Word file whose places are filled."""

from perspektiv.report.docx.filling import docx
from perspektiv.report.docx.form import check_template

__all__ = ["check_template", "docx"]
