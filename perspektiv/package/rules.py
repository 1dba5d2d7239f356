"""Rules between columns, and between tables: what cannot be true of a centre's work."""

from perspektiv.language import Text
from perspektiv.package.database import unreadable
from perspektiv.package.questionnaire_rules import OF_ONE_ROW
from perspektiv.package.rule import Rule, Rules
from perspektiv.schema import Table
from perspektiv.schema.questionnaires import InstrumentForms
from perspektiv.schema.tables import (
    Answers,
    Complaints,
    Instruments,
    Items,
    JobStarts,
    Participations,
    Referrals,
    Responses,
    Segments,
    Staff,
)

SPANS: tuple[tuple[type[Table], str, str], ...] = (
    (Segments, "valid_from", "valid_to"),
    (Referrals, "referred_on", "decided_on"),
    (Participations, "started_on", "ended_on"),
    (JobStarts, "started_on", "ended_on"),
    (Staff, "started_on", "ended_on"),
    (Complaints, "received_on", "answered_on"),
    (InstrumentForms, "published_on", "retired_on"),
)
"""First and last day of something."""


def row_rules(table: type[Table]) -> list[Rule]:
    """Rules between the columns of one row."""
    spans = [_span_rule(start, end) for spanned, start, end in SPANS if spanned is table]
    return spans + ROW_RULES.get(table, []) + OF_ONE_ROW.get(table, [])


def _span_rule(start: str, end: str) -> Rule:
    return Rule(
        "end before start",
        end,
        f"t.{end} < t.{start}",
        END_BEFORE_START.filled(end="{end}", start="{start}", column=start),
        values={"end": f"t.{end}::VARCHAR", "start": f"t.{start}::VARCHAR"},
    )


END_BEFORE_START = Text(
    "{end} liegt vor {column} ({start}). Bitte einen der beiden Tage berichtigen.",
    "{end} is before {column} ({start}). Please correct one of the two days.",
)

ROW_RULES: dict[type[Table], list[Rule]] = {
    Referrals: [
        Rule(
            "talks held over due",
            "talks_held",
            "t.talks_held > t.talks_due",
            Text(
                "{held} Gespräche wurden gehalten, aber nur {due} waren fällig. Bitte berichtigen.",
                "{held} talks were held, but only {due} were due. Please correct one of them.",
            ),
            values={"held": "t.talks_held", "due": "t.talks_due"},
        )
    ],
    Participations: [
        Rule(
            "end without ending",
            "ending",
            f"(t.ended_on IS NOT NULL OR t.{unreadable('ended_on')} IS NOT NULL) AND t.ending IS NULL",
            Text(
                "Die Teilnahme hat einen letzten Tag, aber keine Art des Endes. Bitte regular oder early eintragen.",
                "The participation has a last day but no way of ending. Please enter regular or early.",
            ),
        ),
        Rule(
            "ending without end",
            "ended_on",
            f"t.ending IS NOT NULL AND t.ended_on IS NULL AND t.{unreadable('ended_on')} IS NULL",
            Text(
                "Die Teilnahme hat eine Art des Endes, aber keinen letzten Tag. Bitte den Tag eintragen.",
                "The participation has a way of ending but no last day. Please enter the day.",
            ),
        ),
        Rule(
            "early without reason",
            "reason_id",
            "t.ending = 'early' AND t.reason_id IS NULL",
            Text(
                "Die Teilnahme endete vorzeitig, aber der Grund fehlt. Bitte eintragen.",
                "The participation ended early but the reason is missing. Please enter it.",
            ),
        ),
        Rule(
            "reason without early",
            "reason_id",
            "t.reason_id IS NOT NULL AND t.ending IS DISTINCT FROM 'early'",
            Text(
                "Ein Grund steht nur bei vorzeitigem Ende. Bitte den Grund entfernen oder das Ende berichtigen.",
                "A reason stands only with an early ending. Please remove the reason or correct the ending.",
            ),
        ),
    ],
    Items: [
        Rule(
            "item range",
            "maximum",
            "t.minimum >= t.maximum",
            Text(
                "Die kleinste Antwort ({minimum}) muss unter der größten ({maximum}) liegen.",
                "The lowest answer ({minimum}) must be below the highest ({maximum}).",
            ),
            values={"minimum": "t.minimum", "maximum": "t.maximum"},
        ),
        *(
            Rule(
                "threshold outside range",
                threshold,
                f"t.{threshold} NOT BETWEEN t.minimum AND t.maximum AND t.minimum < t.maximum",
                Text(
                    "{value} liegt außerhalb der Antworten von {minimum} bis {maximum}.",
                    "{value} lies outside the answers from {minimum} to {maximum}.",
                ),
                values={"value": f"t.{threshold}", "minimum": "t.minimum", "maximum": "t.maximum"},
            )
            for threshold in ("positive_from", "stable_from")
        ),
    ],
}

BETWEEN_TABLES: tuple[Rules, ...] = (
    Rules(
        Responses,
        [
            Rule(
                "anonymous with participation",
                "participation_id",
                "i.anonymous AND t.participation_id IS NOT NULL",
                Text(
                    "Der Fragebogen ist anonym; die Antwort darf keine Teilnahme nennen. Bitte entfernen.",
                    "The instrument is anonymous; the response must not name a participation. Please remove it.",
                ),
            ),
            Rule(
                "anonymous not on first day of quarter",
                "submitted_on",
                "i.anonymous AND t.submitted_on <> date_trunc('quarter', t.submitted_on)",
                Text(
                    "Der Fragebogen ist anonym; statt {value} steht hier der erste Tag des Quartals.",
                    "The instrument is anonymous; the first day of the quarter stands here instead of {value}.",
                ),
                values={"value": "t.submitted_on::VARCHAR"},
            ),
        ],
        lambda rows: f"{rows(Responses)} t LEFT JOIN {rows(Instruments)} i ON i.instrument_id = t.instrument_id",
        needs=(Instruments,),
    ),
    Rules(
        Answers,
        [
            Rule(
                "item not in instrument",
                "item_id",
                "r.instrument_id IS NOT NULL AND t.item_id IS NOT NULL AND i.item_id IS NULL",
                Text(
                    "Die Frage „{value}“ hat der Fragebogen „{instrument}“ nicht. Bitte berichtigen.",
                    "The instrument “{instrument}” has no item “{value}”. Please correct it.",
                ),
                values={"value": "t.item_id", "instrument": "r.instrument_id"},
            ),
            Rule(
                "answer outside range",
                "value",
                "t.value NOT BETWEEN i.minimum AND i.maximum AND i.minimum < i.maximum",
                Text(
                    "{value} liegt außerhalb der möglichen Antworten von {minimum} bis {maximum}.",
                    "{value} lies outside the possible answers from {minimum} to {maximum}.",
                ),
                values={"value": "t.value", "minimum": "i.minimum", "maximum": "i.maximum"},
            ),
        ],
        lambda rows: (
            f"{rows(Answers)} t LEFT JOIN {rows(Responses)} r ON r.response_id = t.response_id "
            f"LEFT JOIN {rows(Items)} i ON i.instrument_id = r.instrument_id AND i.item_id = t.item_id"
        ),
        needs=(Responses, Items),
    ),
)
