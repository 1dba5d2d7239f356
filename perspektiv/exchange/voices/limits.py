"""What a package may say of questionnaires and responses but the records cannot hold."""

from perspektiv.exchange.limit import Limit
from perspektiv.language import Text
from perspektiv.schema.questionnaires import Choices
from perspektiv.schema.tables import Responses

PLACE = (
    "SELECT i.minimum + t.position - 1 FROM items i WHERE i.instrument_id = t.instrument_id AND i.item_id = t.item_id"
)
HOME = (
    "SELECT p.centre_id FROM participations n JOIN persons p USING (person_id) "
    "WHERE n.participation_id = t.participation_id"
)
VOICES = (
    Limit(
        Responses,
        "moment",
        "allowed",
        "t.moment <> 'single' AND t.instrument_id IN (SELECT instrument_id FROM instruments WHERE anonymous)",
        Text(
            "Anonyme Antworten lassen sich keiner früheren zuordnen; hier kann nur single stehen.",
            "Anonymous responses cannot be matched with earlier ones; only single can stand here.",
        ),
    ),
    Limit(
        Responses,
        "centre_id",
        "reference",
        f"t.centre_id <> ({HOME})",
        Text(
            "Die Teilnahme gehört zu einem anderen Zentrum. Bitte eines von beiden berichtigen.",
            "The participation belongs to another centre. Please correct one of the two.",
        ),
    ),
    Limit(
        Choices,
        "value",
        "allowed",
        f"t.value <> ({PLACE})",
        Text(
            "Die Antworten zur Auswahl zählen von der kleinsten an um je eins weiter. Bitte Werte und Plätze prüfen.",
            "Answers to choose from count up by one from the lowest. Please check values and order.",
        ),
    ),
)
