"""The rows of every table as columns of the package, pseudonymous and in an order that tells nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from itertools import chain
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from perspektiv.package.shared_keys import Version, shared_rows
from perspektiv.records.access.models import Centre
from perspektiv.records.feedback.sheets.tabling import tabled
from perspektiv.records.people.models import Participant
from perspektiv.snapshot.deciding import Carried, How, Source
from perspektiv.snapshot.pseudonyms import Pseudonyms
from perspektiv.snapshot.tables import CENTRES, ENDING_REASONS, SEGMENTS, SOURCES

BERLIN = ZoneInfo("Europe/Berlin")
AT_ONCE = 10_000
MANY = 5
"""People who must share a typed word before it is carried: what is typed for one alone may tell who that is."""

Columns = dict[str, list[Any]]
Turn = Callable[..., Any]


class Reader:
    """Reads the records through one connection; what it reads is all of one moment."""

    def __init__(self, using: str, pseudonyms: Pseudonyms, day: date) -> None:
        self.using, self.pseudonyms, self.day = using, pseudonyms, day
        self.centres = {centre.id: centre for centre in Centre.objects.using(using).order_by("key")}
        self.made_up = any(centre.made_up for centre in self.centres.values())
        self.named: dict[UUID, str] = {}
        self.merged = self._merged()

    def tables(self) -> Iterable[tuple[str, Columns]]:
        """Every table that is kept, each after those that it refers to."""
        centres = self.centres.values()
        yield CENTRES.table.resource, {"centre_id": [c.key for c in centres], "name": [c.name for c in centres]}
        yield SEGMENTS.table.resource, self._catalogue(SEGMENTS, dated=True)
        yield ENDING_REASONS.table.resource, self._catalogue(ENDING_REASONS, dated=False)
        questionnaires = tabled({centre.id: centre.key for centre in centres}, self.using)
        self.named.update(questionnaires.named)
        for table, rows in questionnaires.columns.items():
            yield table.resource, rows
        for source in SOURCES:
            yield source.table.resource, self._columns(source)

    def _merged(self) -> Mapping[UUID, UUID]:
        """Those who were merged into somebody, with whom they count as."""
        merged = Participant.objects.using(self.using).filter(merged_into__isnull=False)
        into = dict(merged.values_list("id", "merged_into_id"))
        ends = {}
        for person, kept in into.items():
            while kept in into:
                kept = into[kept]
            ends[person] = kept
        return ends

    def _catalogue(self, source: Source, *, dated: bool) -> Columns:
        key, *columns = (column.name for column in source.table.columns)
        says = [column for column in columns if column not in ("valid_from", "valid_to")]
        fields = ("id", "centre_id", "key", "valid_from", "valid_to", *says)
        rows = source.model._default_manager.using(self.using).order_by("pk").values_list(*fields)
        versions = {row[0]: Version(self.centres[row[1]].key, row[2], row[5:], row[3], row[4]) for row in rows}
        listed, named = shared_rows(versions, dated=dated)
        self.named.update(named)
        made: Columns = {key: [row.key for row in listed]}
        made |= {name: [row.says[place] for row in listed] for place, name in enumerate(says)}
        if dated:
            made |= {"valid_from": [row.valid_from for row in listed], "valid_to": [row.valid_to for row in listed]}
        return made

    def _columns(self, source: Source) -> Columns:
        columns, centres = self._read(source)
        for other in source.also:
            more, theirs = self._read(other)
            centres += theirs
            for name, values in more.items():
                columns[name] += values
        _keep_common_words(source, columns)
        return _ordered(columns, [centres, *(columns[name] for name in source.order)])

    def _read(self, source: Source) -> tuple[Columns, list[str]]:
        """The rows of one model, as columns; and the centre of each."""
        turns = {column.name: self._turn(source, column.name) for column in source.table.columns}
        fields = list(dict.fromkeys([source.whose, *chain.from_iterable(of for of, _ in turns.values())]))
        chosen = source.until(source.rows(source.model._default_manager.using(self.using)), self.day)
        query = chosen.order_by("pk").values_list(*fields)
        columns: Columns = {name: [] for name in turns}
        centres: list[str] = []
        work = [(columns[name], turn, [fields.index(field) for field in of]) for name, (of, turn) in turns.items()]
        for row in query.iterator(chunk_size=AT_ONCE):
            centres.append(self.centres[row[0]].key)
            for into, turn, places in work:
                into.append(turn(*(row[place] for place in places)))
        return columns, centres

    def _turn(self, source: Source, column: str) -> tuple[tuple[str, ...], Turn]:
        """Which values a column is made of, and how."""
        if column in source.fixed:
            return (), lambda: source.fixed[column]
        if (joint := source.together.get(column)) is not None:
            return joint.of, self._pseudonymous(column, joint.turn) if joint.pseudonym else joint.turn
        ((field, how),) = source.carriers(column).items()
        turns: dict[How, Turn] = {
            How.AS_IT_IS: _known,
            How.COMMON_WORD: _known,
            How.NOON: noon_of,
            How.CATALOGUE: lambda id: None if id is None else self.named[id],
            How.PSEUDONYM: self._pseudonymous(column, lambda id: self.merged.get(id, id)),
        }
        if column == "centre_id":
            return (field,), lambda id: self.centres[id].key
        return (field,), turns[how]

    def _pseudonymous(self, column: str, who: Turn) -> Turn:
        def pseudonym(*values: Any) -> str | None:
            id = who(*values)
            return None if id is None else self.pseudonyms.of(column, id)

        return pseudonym


def _known(value: Any) -> Any:
    return None if value == "" else value


def noon_of(moment: datetime) -> datetime:
    """Twelve o'clock, in Berlin, of the day that the moment has there."""
    return _noon(moment.astimezone(BERLIN).date())


@lru_cache(maxsize=100_000)
def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), BERLIN)


def _keep_common_words(source: Source, columns: Columns) -> None:
    """Of typed words, keep those that are used for several people; others become the table's word for them."""
    typed = [how.column for how in source.decided.values() if isinstance(how, Carried) and how.how is How.COMMON_WORD]
    for name in typed:
        users: dict[str, set[str]] = defaultdict(set)
        for word, person in zip(columns[name], columns["person_id"], strict=True):
            users[word].add(person)
        columns[name] = [word if word is None or len(users[word]) >= MANY else source.other for word in columns[name]]


def _ordered(columns: Columns, by: list[list[Any]]) -> Columns:
    order = sorted(range(len(by[0])), key=lambda at: [values[at] for values in by])
    return {name: [values[at] for at in order] for name, values in columns.items()}
