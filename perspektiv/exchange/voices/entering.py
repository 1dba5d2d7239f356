"""Which version of ours a package means by a questionnaire; else a new one (decision 0032)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from perspektiv.exchange.voices.making import Made, made_of, noon
from perspektiv.exchange.voices.said import Questionnaire
from perspektiv.language import Text
from perspektiv.records.access.models import Centre
from perspektiv.records.feedback.models import Instrument, InstrumentVersion
from perspektiv.records.feedback.sheets.naming import own_key
from perspektiv.records.feedback.sheets.reading import Kept, item_id
from perspektiv.records.feedback.sheets.sheet import Sheet
from perspektiv.schema import Table


@dataclass
class Entered:
    """What a package's questionnaires become in all centres: by centre and id the version, by version the questions."""

    meant: dict[tuple[UUID, str], UUID] = field(default_factory=dict)
    items: dict[UUID, dict[str, UUID]] = field(default_factory=dict)
    instruments: list[Instrument] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    known: list[tuple[Questionnaire, Sheet]] = field(default_factory=list)
    told: list[Text] = field(default_factory=list)


class Entering:
    """Finds or makes, for one centre."""

    def __init__(self, centre: Centre, entered: Entered, day: date) -> None:
        self.centre, self.entered, self.day = centre, entered, day
        self.kept = Kept([centre.id])
        self.by_name = {name: id for id, name in self.kept.names.items()}
        self.taken: set[UUID] = set()
        stored = Instrument.objects.filter(centre=centre)
        self.instruments = {instrument.key: instrument for instrument in stored}
        versions = InstrumentVersion.objects.filter(centre=centre).values_list("instrument__key", "number")
        self.numbers = set(versions)  # also of drafts

    def enter(self, one: Questionnaire) -> None:
        found = next((id for id in self._likely(one) if self._asks_the_same(id, one)), None)
        if found is None:
            self._make(one)
            return
        self.taken.add(found)
        self.entered.known.append((one, self.kept.sheets[found]))
        self._remember(one, found, {item_id(item): item.id for item in self.kept.items[found]})

    def _likely(self, one: Questionnaire) -> Iterator[UUID]:
        """Versions that may be meant: called so, that came so, or of that questionnaire and number."""
        if one.bare in self.by_name:
            yield self.by_name[one.bare]
        for id, version in self.kept.versions.items():
            if version.source_key == one.bare:
                yield id
        for id, version in self.kept.versions.items():
            if (version.instrument.key, version.number) == (one.sheet.questionnaire, one.sheet.head["version"]):
                yield id

    def _asks_the_same(self, id: UUID, one: Questionnaire) -> bool:
        return id not in self.taken and self.kept.sheets[id].asks == one.sheet.asks

    def _make(self, one: Questionnaire) -> None:
        number = one.sheet.head["version"]
        instrument = self._instrument(one, number)
        self.numbers.add((instrument.key, number))
        made = made_of(one.sheet, centre=self.centre, instrument=instrument, number=number, id=one.bare, day=self.day)
        self.entered.made.append(made)
        self._remember(one, made.version.id, {item.source_key: item.id for item in made.items})

    def _instrument(self, one: Questionnaire, number: int) -> Instrument:
        """The questionnaire of which this can be a version without changing what anybody is asked; else a new one."""
        wished = own_key(one.sheet.questionnaire, ())
        found = self.instruments.get(wished)
        if found is not None and self._takes(found, one, number):
            return found
        key = own_key(one.sheet.questionnaire, self.instruments)
        if key != wished:
            self.entered.told.append(OTHERWISE.filled(id=one.id, centre=self.centre.name, key=key))
        retired = noon(one.sheet.retired_on) if one.sheet.retired_on else None
        made = Instrument(
            id=uuid4(),
            centre=self.centre,
            source_key=one.bare,
            key=key,
            purpose=one.sheet.head["purpose"],
            anonymous=one.sheet.head["anonymous"],
            retired_at=retired if one.in_words else retired or noon(self.day),
        )
        self.instruments[key] = made
        self.entered.instruments.append(made)
        return made

    def _takes(self, instrument: Instrument, one: Questionnaire, number: int) -> bool:
        head = one.sheet.head
        return (
            (instrument.purpose, instrument.anonymous) == (head["purpose"], head["anonymous"])
            and (instrument.key, number) not in self.numbers
            and (one.in_words or instrument.retired_at is not None)
        )

    def _remember(self, one: Questionnaire, version: UUID, items: dict[str, UUID]) -> None:
        self.entered.meant[self.centre.id, one.id] = version
        self.entered.items[version] = items


def differing(
    known: Iterable[tuple[Questionnaire, Sheet]],
) -> Iterator[tuple[type[Table], int, str, str]]:
    """Table, row, key and column in which what the package says is not what the records say."""
    for one, stored in known:
        for table, rows in one.rows.items():
            keys = [name for name in table.key if name != "instrument_id"]
            ours = {tuple(row[key] for key in keys): row for row in stored.of(table)}
            for row in rows:
                key = tuple(row.values[name] for name in keys)
                shown = ", ".join((one.id, *map(_shown, key)))
                for column in _other(ours.get(key), row.values, keys):
                    yield table, row.number, shown, column


def _other(ours: Mapping[str, Any] | None, said: Mapping[str, Any], keys: list[str]) -> list[str]:
    if ours is None:
        return keys[-1:]
    return [column for column, value in ours.items() if said[column] != value and column not in IDS]


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


IDS = ("questionnaire_id", "version", "choice_id")
"""What may be called otherwise here."""
OTHERWISE = Text(
    "Einen anderen Fragebogen mit dem Schlüssel von „{id}“ gibt es in {centre} schon; dieser kommt als „{key}“ hinzu.",
    "{centre} has another questionnaire by the key of “{id}” already; this one is added as “{key}”.",
)
