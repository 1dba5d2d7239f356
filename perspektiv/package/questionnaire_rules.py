"""Rules for the tables that make a questionnaire whole and tell who was asked: they fit each other."""

from perspektiv.language import Text
from perspektiv.package.rule import Rule, Rules, Staged
from perspektiv.schema import Table
from perspektiv.schema.questionnaires import (
    Choices,
    ChoiceTexts,
    InstrumentTexts,
    Invitations,
    ItemForms,
    ItemTexts,
    Scales,
    ScaleTexts,
)
from perspektiv.schema.tables import Instruments, Items

LANGUAGE = Rule(
    "language",
    "language",
    "NOT regexp_full_match(t.language, '[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*')",
    Text(
        "„{value}“ ist kein Kürzel einer Sprache. Bitte wie de, en oder de-x-plain schreiben.",
        "“{value}” is no sign of a language. Please write it like de, en or de-x-plain.",
    ),
    values={"value": "t.language"},
)

OF_ONE_ROW: dict[type[Table], list[Rule]] = {
    **{table: [LANGUAGE] for table in (InstrumentTexts, ScaleTexts, ItemTexts, ChoiceTexts)},
    Scales: [
        Rule(
            "spread",
            "spread",
            "t.spread <= 0",
            Text("Die Streuung ({value}) muss über 0 liegen.", "The spread ({value}) must be above 0."),
            values={"value": "t.spread"},
        ),
        Rule(
            "reliability",
            "reliability",
            "t.reliability < 0 OR t.reliability >= 1",
            Text(
                "Die Reliabilität ({value}) muss von 0 bis unter 1 gehen.",
                "The reliability ({value}) must go from 0 to below 1.",
            ),
            values={"value": "t.reliability"},
        ),
        Rule(
            "prediction without mean",
            "mean",
            "t.error_variant = 'prediction' AND t.spread IS NOT NULL AND t.mean IS NULL",
            Text(
                "Eine Vorhersage braucht das Mittel der Skala. Bitte eintragen.",
                "A prediction needs the mean of the scale. Please enter it.",
            ),
        ),
    ],
    ItemForms: [
        Rule(
            "number of a text",
            "threshold",
            "t.kind = 'text' AND (t.threshold IS NOT NULL OR t.reversed)",
            Text(
                "Eine Frage nach Worten hat weder Schwelle noch Richtung. Bitte entfernen.",
                "A question answered in words has neither threshold nor direction. Please remove them.",
            ),
        )
    ],
}


def _same_item(other: str) -> str:
    return f"{other}.instrument_id = t.instrument_id AND {other}.item_id = t.item_id"


def _items(table: type[Table], rows: Staged) -> str:
    """Rows of a table with the item that they speak of as ``i``."""
    return f"{rows(table)} t LEFT JOIN {rows(Items)} i ON {_same_item('i')}"


NO_SUCH_ITEM = Text(
    "Die Frage „{value}“ hat der Fragebogen „{instrument}“ nicht. Bitte berichtigen.",
    "The instrument “{instrument}” has no item “{value}”. Please correct it.",
)
ITS_ITEM = {"value": "t.item_id", "instrument": "t.instrument_id"}
BOTH = "t.instrument_id IS NOT NULL AND t.item_id IS NOT NULL"
OUTSIDE = "t.{column} NOT BETWEEN i.minimum AND i.maximum AND i.minimum < i.maximum"
OUTSIDE_SENTENCE = Text(
    "{value} liegt außerhalb der Antworten von {minimum} bis {maximum}.",
    "{value} lies outside the answers from {minimum} to {maximum}.",
)


def _outside(kind: str, column: str) -> Rule:
    values = {"value": f"t.{column}", "minimum": "i.minimum", "maximum": "i.maximum"}
    return Rule(kind, column, OUTSIDE.format(column=column), OUTSIDE_SENTENCE, values=values)


OF_ITEMS: tuple[Rules, ...] = (
    Rules(
        ItemForms,
        [
            Rule(
                "item not in instrument",
                "item_id",
                f"t.kind <> 'text' AND {BOTH} AND i.item_id IS NULL",
                NO_SUCH_ITEM,
                values=ITS_ITEM,
            ),
            Rule(
                "text among items",
                "kind",
                "t.kind = 'text' AND i.item_id IS NOT NULL",
                Text(
                    "Die Frage „{value}“ wird mit Worten beantwortet; in items steht sie nicht. Bitte dort entfernen.",
                    "The question “{value}” is answered in words; it does not stand in items. Please remove it there.",
                ),
                values={"value": "t.item_id"},
            ),
            _outside("threshold outside range", "threshold"),
        ],
        lambda rows: _items(ItemForms, rows),
        needs=(Items,),
    ),
    Rules(
        ItemTexts,
        [
            Rule(
                "item not in instrument",
                "item_id",
                f"{BOTH} AND i.item_id IS NULL AND f.item_id IS NULL",
                NO_SUCH_ITEM,
                values=ITS_ITEM,
            )
        ],
        lambda rows: f"{_items(ItemTexts, rows)} LEFT JOIN {rows(ItemForms)} f ON {_same_item('f')}",
        needs=(Items, ItemForms),
    ),
    Rules(
        Choices,
        [
            Rule("item not in instrument", "item_id", f"{BOTH} AND i.item_id IS NULL", NO_SUCH_ITEM, values=ITS_ITEM),
            _outside("choice outside range", "value"),
        ],
        lambda rows: _items(Choices, rows),
        needs=(Items,),
    ),
)
OF_CHOICES = Rules(
    ChoiceTexts,
    [
        Rule(
            "no such choice",
            "value",
            f"{BOTH} AND t.value IS NOT NULL AND c.value IS NULL",
            Text(
                "Die Antwort {value} steht bei der Frage „{item}“ nicht zur Auswahl (choices). Bitte berichtigen.",
                "The answer {value} is none to choose from in the item “{item}” (choices). Please correct it.",
            ),
            values={"value": "t.value", "item": "t.item_id"},
        )
    ],
    lambda rows: f"{rows(ChoiceTexts)} t LEFT JOIN {rows(Choices)} c ON {_same_item('c')} AND c.value = t.value",
    needs=(Choices,),
)
OF_SCALES = Rules(
    ScaleTexts,
    [
        Rule(
            "no such scale",
            "scale",
            "t.instrument_id IS NOT NULL AND t.scale IS NOT NULL AND s.scale IS NULL",
            Text(
                "Die Skala „{value}“ hat der Fragebogen „{instrument}“ nicht (scales). Bitte berichtigen.",
                "The instrument “{instrument}” has no scale “{value}” (scales). Please correct it.",
            ),
            values={"value": "t.scale", "instrument": "t.instrument_id"},
        )
    ],
    lambda rows: (
        f"{rows(ScaleTexts)} t LEFT JOIN {rows(Scales)} s ON s.instrument_id = t.instrument_id AND s.scale = t.scale"
    ),
    needs=(Scales,),
)
DESCRIBED = Rules(
    Items,
    [
        Rule(
            "scale not described",
            "scale",
            "t.scale IS NOT NULL AND s.scale IS NULL AND d.instrument_id IS NOT NULL",
            Text(
                "Die Skala „{value}“ steht nicht in scales, andere Skalen des Fragebogens „{instrument}“ aber schon. "
                "Bitte prüfen.",
                "The scale “{value}” is not in scales, though others of the instrument “{instrument}” are. Please "
                "check.",
            ),
            fault=False,
            values={"value": "t.scale", "instrument": "t.instrument_id"},
        )
    ],
    lambda rows: (
        f"{rows(Items)} t LEFT JOIN {rows(Scales)} s ON s.instrument_id = t.instrument_id AND s.scale = t.scale "
        f"LEFT JOIN (SELECT DISTINCT instrument_id FROM {rows(Scales)}) d ON d.instrument_id = t.instrument_id"
    ),
    needs=(Scales,),
)
"""Probably written otherwise: then no change on it is judged."""
OF_INVITATIONS = Rules(
    Invitations,
    [
        Rule(
            "invitation to an anonymous questionnaire",
            "instrument_id",
            "i.anonymous",
            Text(
                "Der Fragebogen „{value}“ ist anonym; wer eingeladen war und ob er geantwortet hat, darf nirgends "
                "stehen. Bitte die Zeile entfernen.",
                "The instrument “{value}” is anonymous; who was invited and whether they answered must stand nowhere. "
                "Please remove the row.",
            ),
            values={"value": "t.instrument_id"},
        )
    ],
    lambda rows: f"{rows(Invitations)} t LEFT JOIN {rows(Instruments)} i ON i.instrument_id = t.instrument_id",
    needs=(Instruments,),
)
QUESTIONNAIRE_RULES: tuple[Rules, ...] = (*OF_ITEMS, OF_CHOICES, OF_SCALES, DESCRIBED, OF_INVITATIONS)
"""Between the tables; those of one row are ``OF_ONE_ROW``."""
