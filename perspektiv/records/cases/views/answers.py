"""Answers that several pages of a file give: a paper, a sentence of refusal."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

from perspektiv.errors import Refused
from perspektiv.records.people.models import Participant


def pdf_response(pdf: bytes, name: str, participant: Participant) -> HttpResponse:
    """A paper to download; its name says the file number, never the person."""
    response = HttpResponse(pdf, content_type="application/pdf")
    filename = f"{name}-{participant.file_number}.pdf"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename) or ""
    return response


def said(refused: Refused) -> str:
    """The sentence in the page's language."""
    return refused.sentence.en if get_language() == "en" else refused.sentence.de
