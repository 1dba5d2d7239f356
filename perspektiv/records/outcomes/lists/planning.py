"""What a filled list would change: row by row new, known already, or against what is recorded."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from perspektiv.language import Text
from perspektiv.records.access.days import in_figures
from perspektiv.records.access.models import Centre
from perspektiv.records.outcomes.due import About, Answer, Case, Question, Standing, follow_ups
from perspektiv.records.outcomes.lists.columns import MEASURE, NUMBER, START
from perspektiv.records.outcomes.lists.reading import Fault, Read, Row
from perspektiv.records.outcomes.models import FollowOnMeasure, FollowUp, JobStart
from perspektiv.records.people.models import Participant
from perspektiv.records.people.names import joined


@dataclass(frozen=True)
class New:
    """One outcome that the list tells: a day, or that the Jobcenter does not know."""

    participant_id: UUID
    about: FollowUp.About
    on: date | None
    kind: str = ""


@dataclass
class Plan:
    matched: int = 0  # rows whose person is here
    new: list[New] = field(default_factory=list)
    known: int = 0  # entries that are recorded already
    contradictions: list[Fault] = field(default_factory=list)  # stay as they are recorded
    unknown_numbers: list[Fault] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    empty: int = 0

    @property
    def blocked(self) -> bool:
        return bool(self.faults or self.unknown_numbers)

    @property
    def told(self) -> list[Fault]:
        """All that is to be looked at, in the order of the rows."""
        every = (*self.faults, *self.unknown_numbers, *self.contradictions)
        return sorted(every, key=lambda fault: (fault.row, fault.column))


def planned(read: Read, centre: Centre, day: date) -> Plan:
    """Eight statements, however long the list is."""
    plan = Plan(faults=list(read.faults), empty=read.empty)
    here = _here(centre)
    cases = {case.participant_id: case for case in follow_ups([centre.pk], day)}
    recorded = _Recorded(centre)
    twice = {number for number, times in Counter(joined(row["number"]) for row in read.rows).items() if times > 1}
    for row in read.rows:
        number = joined(row["number"])
        people = here.get(number, [])
        if number in twice:
            plan.faults.append(Fault(row["row"], NUMBER, TWICE))
        elif len(people) != 1 or not number:
            sentence = SEVERAL_FILES if people else NOBODY
            plan.unknown_numbers.append(Fault(row["row"], NUMBER, sentence.filled(number=row["number"][:40])))
        else:
            plan.matched += 1
            _compare(plan, row, people[0], cases.get(people[0]), recorded)
    return plan


def _here(centre: Centre) -> dict[str, list[UUID]]:
    found: dict[str, list[UUID]] = {}
    people = Participant.objects.living().filter(centre=centre).exclude(customer_number="")
    for who, number in people.values_list("pk", "customer_number"):
        found.setdefault(joined(number), []).append(who)
    return found


class _Recorded:
    """Days that are recorded already."""

    def __init__(self, centre: Centre) -> None:
        starts = JobStart.objects.filter(centre=centre, insured=True).values_list("participant", "started_on")
        measures = FollowOnMeasure.objects.filter(centre=centre).values_list("participant", "started_on")
        self.days = {About.JOB: set(starts), About.MEASURE: set(measures)}


def _compare(plan: Plan, row: Row, who: UUID, case: Case | None, recorded: _Recorded) -> None:
    for about, column, question, typed in _said(row, case):
        if case is None or question is None:
            plan.contradictions.append(Fault(row["row"], NUMBER, NOT_LEFT))
            return
        if not typed:
            if question.pressing or (question.standing is Standing.UNKNOWN and question.settled_by is None):
                plan.new.append(New(who, about, None))
            else:
                plan.known += 1
            continue
        on = date.fromisoformat(typed)
        if (who, on) in recorded.days[about]:
            plan.known += 1
        elif on not in case.window:
            sentence = OUTSIDE.filled(first=in_figures(case.window.first), last=in_figures(case.window.last))
            plan.faults.append(Fault(row["row"], column, sentence))
        elif against := _against(about, question):
            plan.contradictions.append(Fault(row["row"], column, against))
        else:
            plan.new.append(New(who, about, on, row["kind"] if about is About.MEASURE else ""))


def _said(row: Row, case: Case | None) -> Iterator[tuple[FollowUp.About, str, Question | None, str]]:
    """What a row says about each question: a day, or, where it has none, that it is not known."""
    if row["start"] or row["unknown"]:
        yield About.JOB, START, case.job if case else None, row["start"]
    if row["measure"] or row["unknown"]:
        yield About.MEASURE, MEASURE, case.measure if case else None, row["measure"]


def _against(about: FollowUp.About, question: Question) -> Text | None:
    fact = question.settled_by
    if fact is None or question.standing in (Standing.UNKNOWN, Standing.REFUSED):
        return None
    if fact.answer == Answer.NO:
        return SAID_NO.filled(day=in_figures(fact.on))
    if about is About.JOB and not fact.answer:
        return OTHER_DAY.filled(day=in_figures(fact.on))
    return None


TWICE = Text("Diese Kundennummer steht mehrmals in der Liste.", "This customer number is in the list more than once.")
NOBODY = Text(
    "„{number}“ ist hier nicht bekannt. Bitte die Nummer prüfen oder die Zeile löschen.",
    "“{number}” is not known here. Please check the number or delete the row.",
)
SEVERAL_FILES = Text(
    "„{number}“ steht in mehreren Akten. Bitte diese zuerst zusammenführen.",
    "“{number}” is in several files. Please merge them first.",
)
NOT_LEFT = Text(
    "Die Person ist nach unseren Unterlagen (wieder) im Zentrum. Nichts wird übernommen.",
    "By our records the person is at the centre (again). Nothing is taken over.",
)
OUTSIDE = Text(
    "Dieser Tag liegt nicht im Zeitraum vom {first} bis {last}. Bitte prüfen.",
    "This day is not in the period from {first} to {last}. Please check it.",
)
SAID_NO = Text(
    "Hier steht die Antwort „nein“ vom {day}. Sie bleibt; bitte in der Akte klären.",
    "The answer “no” of {day} is recorded here. It stays; please settle it in the file.",
)
OTHER_DAY = Text(
    "Hier steht eine Arbeitsaufnahme am {day}. Sie bleibt; bitte in der Akte klären.",
    "A job start on {day} is recorded here. It stays; please settle it in the file.",
)
