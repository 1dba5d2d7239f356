"""The agreement on paper: to be signed, or as it was signed."""

from dataclasses import asdict

from perspektiv.records.cases.models import Agreement
from perspektiv.records.cases.papers.agreement_text import AgreementText, newest, version_of
from perspektiv.records.cases.papers.setting import day, set_paper
from perspektiv.records.people.models import Participant


def agreement_to_sign(participant: Participant) -> bytes:
    """The newest text with lines for both signatures."""
    return _set(participant, newest(), kept="")


def agreement_kept(agreement: Agreement) -> bytes:
    """The text that was signed, and when."""
    kept = f"Unterschrieben am {day(agreement.signed_on)}."
    if agreement.ended_on:
        kept += f" Beendet am {day(agreement.ended_on)}."
    return _set(agreement.participant, version_of(agreement.text_version), kept)


def _set(participant: Participant, text: AgreementText, kept: str) -> bytes:
    return set_paper(
        "agreement.typ",
        centre=participant.centre,
        title=text.title,
        kind=f"Vereinbarung, Fassung {text.version}",
        data={
            "name": str(participant),
            "file_number": participant.file_number,
            "opening": text.opening,
            "sections": asdict(text)["sections"],
            "kept": kept,
        },
    )
