"""The check: the rules of every table, each table in a constant number of statements."""

from collections.abc import Callable, Collection, Iterator, Set

import duckdb

from perspektiv.language import Text
from perspektiv.package.database import name, no_rows, staged
from perspektiv.package.finding import EXAMPLES, Finding, Findings
from perspektiv.package.odd import ODD_BETWEEN_TABLES, odd_in_row
from perspektiv.package.questionnaire_rules import QUESTIONNAIRE_RULES
from perspektiv.package.references import reference_rules
from perspektiv.package.rows import Rows
from perspektiv.package.rule import Rule, Rules, Staged, own_rows
from perspektiv.package.rules import BETWEEN_TABLES, row_rules
from perspektiv.package.safety import reading
from perspektiv.package.source import Source
from perspektiv.package.values import value_rules
from perspektiv.schema import OPTIONAL, Table

Progress = Callable[[int, int, Text], None]
"""Told how many steps are done, of how many, and what is done next."""

SHOWN = 60
"""Letters of a value that a sentence shows."""


def check_tables(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    rows: dict[type[Table], Rows],
    findings: Findings,
    progress: Progress | None,
) -> None:
    """Check the staged tables. A table that could not be read is left out, and what refers to it."""
    repeated: set[type[Table]] = set()
    passes = list(_passes(source, rows))
    for done, rules in enumerate(passes):
        if progress is not None:
            tables = len(source.files)
            progress(tables + tables * done // len(passes), 2 * tables, rules.table.title)
        sql = rules.source(_each_key_once(repeated - {rules.table}, source.files))
        file = source.shown(rules.table)
        with reading(file):
            for rule, count in _broken(connection, rules, sql):
                examples = _examples(connection, rule, sql, rows[rules.table], file)
                findings.add_kind(examples, count)
                if rule.kind == "duplicate key":
                    repeated.add(rules.table)


def _each_key_once(repeated: Set[type[Table]], there: Collection[type[Table]]) -> Staged:
    """Staged rows; of tables with ``repeated`` keys one row a key, so that joining them multiplies nothing.

    None of a table that the package does not have.
    """

    def rows(table: type[Table]) -> str:
        if table not in there:
            return no_rows(table)
        if table not in repeated:
            return staged(table)
        key = ", ".join(name(column) for column in table.key)
        return f"(SELECT * FROM {staged(table)} QUALIFY row_number() OVER (PARTITION BY {key}) = 1)"

    return rows


def _passes(source: Source, rows: dict[type[Table], Rows]) -> Iterator[Rules]:
    readable = {table for table, staged_rows in rows.items() if staged_rows.complete}
    for table, staged_rows in rows.items():
        if staged_rows.count:
            own = [*value_rules(table), *reference_rules(table, readable), *row_rules(table)]
            yield Rules(table, [*own, *odd_in_row(table, source.described.data_as_of)], own_rows(table))
    lacking = {table for table in OPTIONAL if table not in source.files}
    for rules in (*BETWEEN_TABLES, *QUESTIONNAIRE_RULES, *ODD_BETWEEN_TABLES):
        if rules.table in readable and (readable | lacking).issuperset(rules.needs) and rows[rules.table].count:
            yield rules


def _broken(connection: duckdb.DuckDBPyConnection, rules: Rules, source: str) -> Iterator[tuple[Rule, int]]:
    """The rules that rows break, and how many rows, from one statement."""
    counts = ", ".join(rule.count or f"count(*) FILTER (WHERE {rule.where})" for rule in rules.rules)
    found = connection.execute(f"SELECT {counts} FROM {source}").fetchall()[0]
    return ((rule, int(count)) for rule, count in zip(rules.rules, found, strict=True) if count)


def _examples(connection: duckdb.DuckDBPyConnection, rule: Rule, source: str, rows: Rows, file: str) -> list[Finding]:
    shown = ["t.rowid"] + [f"left(({sql})::VARCHAR, {SHOWN})" for sql in rule.values.values()]
    found = connection.execute(
        f"SELECT {', '.join(shown)} FROM {source} WHERE {rule.where} ORDER BY 1 LIMIT {EXAMPLES}"
    ).fetchall()
    return [
        Finding(
            rule.kind,
            file,
            rows.in_file(at),
            rule.column,
            rule.sentence.filled(**dict(zip(rule.values, values, strict=True))) if values else rule.sentence,
            rule.fault,
        )
        for at, *values in found
    ]
