"""The names of remarks: which a plan can name at all, whether or not the figures suggest them today."""

import re
from collections.abc import Iterable, Iterator

from perspektiv.language import Text
from perspektiv.report.plan import Faults, Plan, meant
from perspektiv.report.remarks.remark import Remark
from perspektiv.report.remarks.series import PURPOSES

OF_FIGURES = ("limit_exceeded", "loss_above_tolerance", "provisional_window", "response_bounds", "small_base")
OF_THE_WHOLE = ("data_quality", "different_periods")
_BREAK = re.compile(r"break_in_series:no_show_rate:\d{4}-Q[1-4]")

UNKNOWN = Text("Den Hinweis „{id}“ gibt es nicht.{meant}", "There is no remark “{id}”.{meant}")


def check_decided(plan: Plan, suggested: Iterable[Remark], faults: Faults) -> None:
    """Notes a fault for each decided remark that no figures could suggest: its name is mistyped.

    What the figures merely do not suggest any more is no fault; ``--check`` tells it.
    """
    names = [remark.id for remark in suggested]
    possible = {*names, *_possible(plan)}
    for name in (*plan.accepted, *(dismissed.id for dismissed in plan.dismissed)):
        if name not in possible and not _BREAK.fullmatch(name) and not _of_a_row(name, plan):
            faults.add(("remarks",), UNKNOWN, fragment=name, id=name, meant=meant(name, names))


def _possible(plan: Plan) -> Iterator[str]:
    yield from OF_THE_WHOLE
    figures = (*plan.wishes, *plan.shares)
    yield from (f"{kind}:{figure}" for kind in OF_FIGURES for figure in figures)
    sections = [section.id for section in plan.sections]
    yield from (f"beyond_data:{section}" for section in sections)
    yield from (f"instrument_change:{purpose}:{where}" for purpose in PURPOSES for where in (*sections, "glance"))


def _of_a_row(name: str, plan: Plan) -> bool:
    """Whether it may be the small base of a row of a table: ``small_base:no_show_rate:segment=coaching``."""
    columns = {column.indicator for section in plan.sections for block in section.blocks for column in block.columns}
    kind, _, row = name.partition(":")
    indicator, _, keys = row.partition(":")
    return kind == "small_base" and indicator in columns and bool(re.fullmatch(r"\w+=[^,=]+(?:,\w+=[^,=]+)?", keys))
