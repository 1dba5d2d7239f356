"""What becomes of questionnaires, responses and answers: what is new, what is known, what differs."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from perspektiv.exchange.kept import RESPONSES
from perspektiv.exchange.reading import Held, held
from perspektiv.exchange.rows import Row, rows_of
from perspektiv.exchange.steps import Place, Step
from perspektiv.exchange.voices.entering import Entered, Entering, differing
from perspektiv.exchange.voices.said import belongs, questionnaires, used_in
from perspektiv.package import Package
from perspektiv.records.access.models import Centre
from perspektiv.records.feedback.models import AnonymousAnswer, AnonymousResponse, Answer, Response
from perspektiv.schema.tables import Answers, Instruments, Items, Responses

Gathered = Response | AnonymousResponse
Value = Answer | AnonymousAnswer


class VoicesPlanner:
    """Walks through the four tables, each after those that it refers to. ``centres`` by their keys in the package."""

    def __init__(self, package: Package, centres: Mapping[str, Centre], participations: Mapping[str, Place]) -> None:
        self.package, self.centres, self.participations = package, centres, participations
        self.called = {centre.id: said for said, centre in centres.items()}
        self.known = [centre for centre in centres.values() if not centre._state.adding]
        self.entered = Entered()
        self.anonymous: set[str] = set()
        self.responses: dict[str, tuple[UUID, UUID]] = {}  # by the package's key: the record, and its version

    def steps(self) -> list[Step]:
        return [*self._questionnaires(), self._responses(), self._answers()]

    def _questionnaires(self) -> tuple[Step, Step]:
        said, used, entered = questionnaires(self.package, self.centres), used_in(self.package), self.entered
        self.anonymous = {one.id for one in said if one.sheet.head["anonymous"]}
        for key, centre in self.centres.items():
            entering = Entering(centre, entered, self.package.data_as_of)
            for one in said:
                if belongs(one, key, self.centres, used):
                    entering.enter(one)
        instruments = Step(
            Instruments, [made.version for made in entered.made], len(entered.known), before=[*entered.instruments]
        )
        items = Step(
            Items,
            [item for made in entered.made for item in made.items],
            sum(len(one.items) for one, _ in entered.known),
            before=[scale for made in entered.made for scale in made.scales],
        )
        self._differences(instruments, items)
        return instruments, items

    def _differences(self, instruments: Step, items: Step) -> None:
        """Of words, scales and forms, too; what differs in a question counts as that question."""
        other: dict[tuple[bool, str], None] = {}
        for table, row, key, column in differing(self.entered.known):
            step = items if "item_id" in table.key else instruments
            step.tell(table, row, key, column)
            other[step is items, key] = None
        items.differing = len({key.split(", ")[1] + key.split(", ")[0] for of_item, key in other if of_item})
        instruments.differing = len({key.split(", ")[0] for of_item, key in other if not of_item})

    def _responses(self) -> Step:
        stored = {(one.centre, one.key): one for one in held(RESPONSES, self.known, {})}
        step = Step(Responses)
        linked: list[Gathered] = []
        unnamed: list[Gathered] = []
        for row in rows_of(self.package, Responses):
            centre = self.centres[row.values["centre_id"]].id
            place = self.participations.get(row.values["participation_id"] or "")
            refers = (self.entered.meant[centre, row.values["instrument_id"]], place.id if place else None)
            told = (row.values["moment"], row.values["submitted_on"])
            found = stored.get((centre, row.key)) or stored.get((centre, self._own(centre, row.key)))
            if found is not None:
                step.known += 1
                step.differs(row.number, row.key, _other(found, told, refers))
                self.responses[row.key] = (found.id, found.refers[0] or refers[0])
                continue
            made = self._made(row, centre, refers)
            (linked if isinstance(made, Response) else unnamed).append(made)
            self.responses[row.key] = (made.id, refers[0])
        step.new = [*linked, *sorted(unnamed, key=lambda one: one.id)]
        return step

    def _own(self, centre: UUID, key: str) -> str:
        return key.removeprefix(f"{self.called[centre]}:")

    def _made(self, row: Row, centre: UUID, refers: tuple[UUID, UUID | None]) -> Gathered:
        version, participation = refers
        if row.values["instrument_id"] in self.anonymous:
            return AnonymousResponse(
                id=uuid4(),
                centre_id=centre,
                source_key=row.key,
                version_of_id=version,
                quarter=row.values["submitted_on"],
            )
        return Response(
            id=uuid4(),
            centre_id=centre,
            source_key=row.key,
            version_of_id=version,
            participation_id=participation,
            moment=row.values["moment"],
            submitted_on=row.values["submitted_on"],
        )

    def _answers(self) -> Step:
        stored = self._stored_answers()
        unnamed = self._unnamed()
        step = Step(Answers)
        linked: list[Value] = []
        loose: list[AnonymousAnswer] = []
        for row in rows_of(self.package, Answers):
            response, version = self.responses[row.key]
            item = self.entered.items.get(version, {}).get(row.values["item_id"])
            key = f"{row.key}, {row.values['item_id']}"
            if item is None:  # the response is here with another questionnaire, which does not ask this
                step.known += 1
                step.differs(row.number, key, ["item_id"])
                continue
            value = row.values["value"]
            if (known := stored.get((response, item))) is not None:
                step.known += 1
                step.differs(row.number, key, ["value"] if known != value else [])
            elif response in unnamed:
                loose.append(AnonymousAnswer(id=uuid4(), response_id=response, item_id=item, value=value))
            else:
                linked.append(Answer(response_id=response, item_id=item, value=value))
        step.new = [*linked, *sorted(loose, key=lambda one: one.id)]
        return step

    def _unnamed(self) -> set[UUID]:
        """The anonymous responses, here or to come."""
        versions = {version for (_, id), version in self.entered.meant.items() if id in self.anonymous}
        return {id for id, version in self.responses.values() if version in versions}

    def _stored_answers(self) -> dict[tuple[UUID, UUID], float]:
        centres = {"response__centre__in": self.known}
        found: dict[tuple[UUID, UUID], float] = {}
        for model in (Answer, AnonymousAnswer):
            rows = model._base_manager.filter(**centres, value__isnull=False)
            for response, item, value in rows.values_list("response_id", "item_id", "value").iterator(chunk_size=5_000):
                if value is not None:
                    found[response, item] = value
        return found


def _other(found: Held, told: tuple[object, ...], refers: tuple[UUID | None, ...]) -> list[str]:
    """The columns of a response in which the records say something else."""
    names = (*RESPONSES.fields, *RESPONSES.references)
    said = zip(names, (*found.told, *found.refers), (*told, *refers), strict=True)
    return [name for name, stored, value in said if stored != value]
