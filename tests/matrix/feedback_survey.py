"""The anonymous survey, as staff see it. Where it is answered stands with the pages by link."""

from datetime import date

from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.feedback.actions.instruments import bring_in
from perspektiv.records.feedback.models import AnonymousText
from tests.matrix.page import Page
from tests.matrix.side import Side


def version(side: Side) -> dict[str, object]:
    return {"id": bring_in(by=SYSTEM, centre=side.centre, key="satisfaction").pk}


def text(side: Side) -> dict[str, object]:
    item = bring_in(by=SYSTEM, centre=side.centre, key="satisfaction").items.get(kind="text")
    made = AnonymousText.objects.create(centre=side.centre, item=item, quarter=date(2026, 7, 1), words="Mehr Stühle.")
    return {"id": made.pk}


PAGES = [
    Page("feedback:surveys", "GET", by="toni birte quirin hanne fremd"),
    Page("feedback:survey_cards", "POST", of=version, by="toni birte quirin"),
    Page("feedback:survey_texts", "GET", by="quirin hanne"),
    Page("feedback:decide_text", "POST", of=text, data={"do": "show"}, by="quirin hanne"),
]
