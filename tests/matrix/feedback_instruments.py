"""Questionnaires: read, changed in drafts, published, previewed, as files."""

from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.feedback.actions.drafts import begin_next
from perspektiv.records.feedback.actions.instruments import bring_in, retire
from perspektiv.records.feedback.models import InstrumentVersion
from tests.matrix.page import Page
from tests.matrix.side import Side

MANAGERS = "hanne quirin"


def _draft(side: Side) -> InstrumentVersion:
    published = bring_in(by=SYSTEM, centre=side.centre, key="self_evaluation")
    return begin_next(by=SYSTEM, instrument=published.instrument)


def instrument(side: Side) -> dict[str, object]:
    return {"id": bring_in(by=SYSTEM, centre=side.centre, key="session").instrument_id}


def retired(side: Side) -> dict[str, object]:
    found = bring_in(by=SYSTEM, centre=side.centre, key="session").instrument
    return {"id": retire(by=SYSTEM, instrument=found, version=found.version).pk}


def version(side: Side) -> dict[str, object]:
    return {"id": bring_in(by=SYSTEM, centre=side.centre, key="improvement").pk}


def draft(side: Side) -> dict[str, object]:
    return {"id": _draft(side).pk}


def spoken(side: Side) -> dict[str, object]:
    return {"id": _draft(side).pk, "language": "ar"}


def item(side: Side) -> dict[str, object]:
    return {"id": _draft(side).items.get(key="calm").pk}


def scale(side: Side) -> dict[str, object]:
    return {"id": _draft(side).scales.get(key="efficacy").pk}


PAGES = [
    Page("feedback:instruments", "GET", by=MANAGERS),
    Page("feedback:new_instrument", "GET POST", by=MANAGERS),
    Page("feedback:read_new", "GET POST", by=MANAGERS),
    Page("feedback:instrument", "GET", of=instrument, by=MANAGERS),
    Page("feedback:begin_next", "POST", of=instrument, by=MANAGERS),
    Page("feedback:read_next", "GET POST", of=instrument, by=MANAGERS),
    Page("feedback:retire", "POST", of=instrument, data={"version": "1"}, by=MANAGERS),
    Page("feedback:take_up", "POST", of=retired, data={"version": "2"}, by=MANAGERS),
    Page("feedback:version", "GET", of=version, by=MANAGERS),
    Page("feedback:preview", "GET", of=version, by=MANAGERS),
    Page("feedback:xlsform", "GET", of=version, by=MANAGERS),
    Page("feedback:language", "GET POST", of=spoken, by=MANAGERS),
    Page("feedback:publish", "POST", of=draft, by=MANAGERS),
    Page("feedback:discard", "POST", of=draft, by=MANAGERS),
    Page("feedback:new_item", "GET POST", of=draft, by=MANAGERS),
    Page("feedback:new_scale", "GET POST", of=draft, by=MANAGERS),
    Page("feedback:item", "GET POST", of=item, by=MANAGERS),
    Page("feedback:move_item", "POST", of=item, data={"place": "1"}, by=MANAGERS),
    Page("feedback:remove_item", "POST", of=item, by=MANAGERS),
    Page("feedback:put_back", "POST", of=draft, by=MANAGERS),
    Page("feedback:scale", "GET POST", of=scale, by=MANAGERS),
    Page("feedback:remove_scale", "POST", of=scale, by=MANAGERS),
]
