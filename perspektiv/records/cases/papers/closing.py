"""The joint result of a closing talk on paper, for the jobcoach's own file. Nothing of notes, goals or ratings."""

from django.utils import timezone

from perspektiv.records.cases.models import ClosingResult
from perspektiv.records.cases.papers.setting import day, period, set_paper


def closing_paper(result: ClosingResult, *, shortened: str = "") -> bytes:
    """What both released, and who released it when. An unreleased result says that it is a draft.

    ``shortened``: stands in place of name and number, where no login protects the paper.
    """
    participation = result.participation
    person = participation.participant
    name = shortened or str(person)
    return set_paper(
        "closing.typ",
        centre=result.centre,
        title="Gemeinsames Ergebnis",
        kind="Abschlussgespräch" if result.released else "Abschlussgespräch: Entwurf, nicht freigegeben",
        data={
            "rows": [
                row
                for row in (
                    ("Teilnehmende Person", name),
                    ("Kundennummer", "" if shortened else person.customer_number),
                    ("Angebot", participation.segment.name),
                    ("Zeitraum", period(participation.started_on, participation.ended_on)),
                    ("Beratungsperson", str(participation.counsellor or "")),
                    ("Jobcoach", str(participation.jobcoach or "")),
                )
                if row[1]
            ],
            "words": _paragraphs(result.words),
            "next_steps": _paragraphs(result.next_steps),
            "released": [
                f"{who}: freigegeben am {day(timezone.localtime(at).date())}"
                for who, at in (
                    (name, result.participant_released_at),
                    (str(result.counsellor_released_by or ""), result.counsellor_released_at),
                )
                if at
            ],
        },
    )


def _paragraphs(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]
