"""What a package may say but the records cannot hold: too long, too large, too far away, or against their rules."""

from collections.abc import Iterator

from django.db import models

from perspektiv.exchange.kept import CATALOGUES, KEPT
from perspektiv.exchange.limit import Limit
from perspektiv.exchange.voices.limits import VOICES
from perspektiv.language import Text
from perspektiv.package import Finding, Findings, Package
from perspektiv.package.finding import EXAMPLES
from perspektiv.records.access.models import Centre
from perspektiv.records.feedback.models import InstrumentVersion, Item, Response, Scale
from perspektiv.schema import Table
from perspektiv.schema.questionnaires import InstrumentForms, ItemForms, Scales
from perspektiv.schema.tables import Centres, Instruments, Items, Referrals, Responses

FIRST_DAY, LAST_DAY = "1900-01-01", "2199-12-31"
LARGEST = 32_767
"""Of small whole numbers, in every database."""


def check_limits(package: Package, findings: Findings) -> None:
    """Name every row that the records cannot hold."""
    for limit in limits():
        numbered = f'SELECT row_number() OVER () + 1 AS row, * FROM "{limit.table.resource}"'
        rows = package.connection.execute(
            f"SELECT row, count(*) OVER () FROM ({numbered}) t WHERE {limit.where} ORDER BY row LIMIT {EXAMPLES}"
        ).fetchall()
        if rows:
            examples = [Finding(limit.kind, limit.table.resource, row, limit.column, limit.sentence) for row, _ in rows]
            findings.add_kind(examples, rows[0][1])


def limits() -> Iterator[Limit]:
    yield from _of(Centres, Centre, {"centre_id": "key", "name": "name"})
    for catalogue in CATALOGUES:
        names = {name: name for name in catalogue.says}
        yield from _of(catalogue.table, catalogue.model, {catalogue.table.key[0]: "key", **names})
    for kept in KEPT:
        fields = {column: field.name for column, field in kept.fields.items()}
        yield from _of(kept.table, kept.model, {kept.key: "source_key", **fields})
    for table, of, said in QUESTIONNAIRES:
        yield from _of(table, of, said)
    yield from VOICES
    yield OPEN_WITH_DAY


def _of(table: type[Table], model: type[models.Model], fields: dict[str, str]) -> Iterator[Limit]:
    for name, field_name in fields.items():
        field = model._meta.get_field(field_name)
        if isinstance(field, models.CharField) and field.max_length and not table.column(name).allowed:
            sentence = TOO_LONG.filled(most=field.max_length)
            yield Limit(table, name, "maximum", f'length(t."{name}") > {field.max_length}', sentence)
        if isinstance(field, models.PositiveSmallIntegerField):
            yield Limit(table, name, "maximum", f't."{name}" > {LARGEST}', TOO_LARGE.filled(most=LARGEST))
    for column in table.columns:
        if column.type in ("date", "datetime"):
            where = f"NOT t.\"{column.name}\"::DATE BETWEEN DATE '{FIRST_DAY}' AND DATE '{LAST_DAY}'"
            yield Limit(table, column.name, "maximum", where, TOO_FAR)


QUESTIONNAIRES: tuple[tuple[type[Table], type[models.Model], dict[str, str]], ...] = (
    (Instruments, InstrumentVersion, {"instrument_id": "source_key", "version": "number"}),
    (Items, Item, {"item_id": "source_key", "scale": "source_key"}),
    (InstrumentForms, InstrumentVersion, {}),
    (Scales, Scale, {"scale": "source_key", "needed": "needed", "source": "source"}),
    (ItemForms, Item, {"item_id": "source_key", "position": "position"}),
    (Responses, Response, {"response_id": "source_key"}),
)
"""Tables of questionnaires and responses, with the fields that hold their columns."""
TOO_LONG = Text("Höchstens {most} Zeichen haben hier Platz.", "There is room for {most} characters at most.")
TOO_LARGE = Text("Höchstens {most} ist möglich.", "At most {most} is possible.")
TOO_FAR = Text(
    "Dieser Tag liegt außerhalb der Jahre 1900 bis 2199. Bitte berichtigen.",
    "This day lies outside the years 1900 to 2199. Please correct it.",
)
OPEN_WITH_DAY = Limit(
    Referrals,
    "decided_on",
    "allowed",
    "t.result = 'open' AND t.decided_on IS NOT NULL",
    Text(
        "Der Zugang ist noch offen und kann keinen Tag des Ergebnisses haben. Bitte eines von beiden berichtigen.",
        "The way in is still open and cannot have a day of its result. Please correct one of the two.",
    ),
)
