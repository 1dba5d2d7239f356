"""Forms that carry the id of a record one has no business with: never an effect on it, always a refusal.

Which parameters carry ids is found out, not listed: those whose value the database is asked for. For each of them, each
kind of foreign record and each persona who may send the form, the answer must be that to an id which exists nowhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from perspektiv.records.access.models import TrailRow
from perspektiv.records.people.models import Participant
from tests.matrix.addresses import lines
from tests.matrix.hostile.browsing import Answer, ask, nothing_stays
from tests.matrix.hostile.foreign import CANARY, Watched, of_a_colleague, of_another_centre
from tests.matrix.hostile.forms import Form
from tests.matrix.hostile.knowing import Known
from tests.matrix.hostile.listening import listening
from tests.matrix.page import Page
from tests.records.personas import Personas

UUID_LIKE = "-?".join(f"[0-9a-f]{{{n}}}" for n in (8, 4, 4, 4, 12))
STRANGERS = ("fremd", "anonymous")
NO_RECORD = frozenset(
    {"people:filters name", "cases:new_reason name", "cases:new_segment name", "letters:preview name", "people:merge q"}
    | {"feedback:new_instrument key"}
)
"""Texts that the database is asked for, too, but by no record's id."""
KEPT_WITHOUT = frozenset({"cases:save_note appointment", "cases:save_note stored_id"})
"""Ids that only find something of one's own; with any other, what was typed is kept as a note of its own."""
MAKES = frozenset({"id", "action"})
"""Parameters by which a form names what it will make: an id that exists nowhere is what they are for."""


@dataclass(frozen=True)
class Field:
    page: Page
    name: str
    pairs: tuple[tuple[str, str], ...]  # the rest of the form

    def __str__(self) -> str:
        return f"{self.page} {self.name}"


class Sender:
    def __init__(self, personas: Personas, pages: Sequence[Page]) -> None:
        self.known = Known(personas, pages)
        self.elsewhere = of_another_centre(self.known.theirs)
        self.colleagues = of_a_colleague(self.known.ours)
        self.watched = Watched(
            {f"their {name}": record for name, record in self.elsewhere.items()} | dict(self.colleagues)
        )

    def fields(self) -> Iterator[Field]:
        """Each parameter of each form that carries the id of a record."""
        for page in self.known.pages:
            if "POST" not in page.methods or not (who := self.senders(page)):
                continue
            for pairs in self._forms(page):
                asked = self._send(page, who[0], pairs)[1]
                for name in sorted(asked | {name for name, _ in pairs}):
                    field = Field(page, name, tuple(pair for pair in pairs if pair[0] != name))
                    if str(field) not in NO_RECORD and (_is_id(pairs, name) or self._looked_up(field, who[0])):
                        yield field

    def faults(self, field: Field, names: Sequence[str]) -> Iterator[str]:
        for name in names:
            nothing, _, _ = self._send(field.page, name, [*field.pairs, (field.name, str(uuid4()))])
            foreign: dict[str, models.Model] = {f"their {kind}": record for kind, record in self.elsewhere.items()}
            if name in ("jule", "fee"):
                foreign |= {f"a colleague's {kind}": record for kind, record in self.colleagues.items()}
            for kind, record in foreign.items():
                if fault := self._fault(field, name, record, nothing):
                    yield f"{name} {field.page} {field.name}={kind}: {fault}"

    def _fault(self, field: Field, name: str, record: models.Model, nothing: Answer) -> str:
        with transaction.atomic():
            answer, _, changes = self._sent(field.page, name, [*field.pairs, (field.name, str(record.pk))])
            changed = self.watched.changed()
            nothing_stays()
        if changed:
            return f"changed {changed} ({answer.status})"
        if CANARY in answer.text:
            return f"shows it ({answer.status})"
        if answer.status >= 500:
            return answer.broken
        if field.name in MAKES:
            return ""
        if changes and str(field) not in KEPT_WITHOUT:
            return f"did {changes} ({answer.status})"
        if (answer.status, _masked(answer.text)) != (nothing.status, _masked(nothing.text)):
            return f"answers {answer.status} where a missing one gets {nothing.status}"
        return ""

    def _send(self, page: Page, name: str, pairs: Sequence[tuple[str, str]]) -> tuple[Answer, set[str], list[str]]:
        with transaction.atomic():
            sent = self._sent(page, name, pairs)
            nothing_stays()
        return sent

    def _sent(self, page: Page, name: str, pairs: Sequence[tuple[str, str]]) -> tuple[Answer, set[str], list[str]]:
        address = reverse(page.name, kwargs=page.arguments(self.known.ours))
        newest = TrailRow.objects.count()
        with listening() as heard:
            answer = ask(self.known.browser(name), "POST", address, pairs)
        rows = TrailRow.objects.filter(seq__gt=newest).exclude(what__endswith=".read")
        return answer, heard, list(rows.values_list("what", flat=True))

    def _looked_up(self, field: Field, who: str) -> bool:
        """Whether the database is asked for what stands in that parameter."""
        probe = uuid4()
        with CaptureQueriesContext(connection) as queries:
            self._send(field.page, who, [*field.pairs, (field.name, str(probe))])
        reading = [query["sql"] for query in queries.captured_queries if query["sql"].startswith("SELECT")]
        return any(written in sql for sql in reading for written in (probe.hex, str(probe)))

    def _forms(self, page: Page) -> list[list[tuple[str, str]]]:
        """Each different form that leads there, and what the matrix says is posted."""
        forms: list[Form] = self.known.forms[page.name] or [Form("", "POST")]
        posted = [(name, str(value)) for name, value in page.posted(self.known.ours).items()]
        found = {tuple(sorted({name for name, _ in form.pairs})): [*form.pairs, *posted] for form in forms}
        return list(found.values())

    def senders(self, page: Page) -> list[str]:
        return [name for name in page.by.split() if name not in STRANGERS]


def _is_id(pairs: Sequence[tuple[str, str]], name: str) -> bool:
    values = [value for known, value in pairs if known == name]
    return bool(values) and all(re.fullmatch(UUID_LIKE, value) for value in values)


def _masked(text: str) -> str:
    return re.sub(UUID_LIKE, "ID", text)


def faults(personas: Personas, pages: Sequence[Page], *, senders: int) -> list[str]:
    """What went wrong, with so many of those who may send each form."""
    sender = Sender(personas, pages)
    fields = list(sender.fields())
    assert fields
    return [fault for field in fields for fault in sender.faults(field, sender.senders(field.page)[:senders])]


OURS = [page for page in lines() if not page.name.startswith(("account_", "mfa_"))]
SENT_TO_MANY = [page for page in OURS if page.name in {"cases:register", "appointments:rooms", "people:merge"}]


def test_an_id_of_somebody_else_in_a_form_is_refused(personas: Personas) -> None:
    assert faults(personas, SENT_TO_MANY, senders=1) == []


@pytest.mark.soak
def test_every_form_refuses_every_kind_of_foreign_id_by_everybody(personas: Personas) -> None:
    assert faults(personas, OURS, senders=9) == []


def test_a_form_that_takes_any_id_is_found(personas: Personas) -> None:
    """Negative control: registering and merging where fetching is not authorising."""

    def anything(_records: object, _user: object, _permission: object, id: UUID) -> Participant:
        return Participant.objects.get(pk=id)

    with patch("perspektiv.records.people.views.merging.fetch", anything):
        found = faults(personas, [page for page in OURS if page.name == "people:merge"], senders=1)
    assert any("other=their person" in line for line in found)
