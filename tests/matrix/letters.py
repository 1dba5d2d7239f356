"""Templates, the log of messages, letters to print, one person's letters, and the page behind a mail's link."""

from uuid import uuid4

from django.utils import timezone

from perspektiv.records.letters.models import Channel, Message, Purpose, Template
from tests.matrix.page import EVERYBODY, Page
from tests.matrix.side import Side

WRITERS = "toni jule birte"
ALL_WRITERS = "toni jule merle birte fremd"
MANAGERS = "toni birte hanne"
ALL_MANAGERS = "toni birte hanne fremd"


def person(side: Side) -> dict[str, object]:
    return {"id": side.person.id}


def text(side: Side) -> dict[str, object]:
    made = Template.objects.create(
        centre=side.centre,
        purpose=Purpose.CANCELLED,
        channel=Channel.SMS,
        language="de",
        body="Guten Tag {{ name }}",
    )
    return {"id": made.id}


def message(side: Side) -> dict[str, object]:
    return {"id": _written(side, Message.State.FAILED).id}


def _written(side: Side, state: Message.State) -> Message:
    return Message.objects.create(
        centre=side.centre,
        key=str(uuid4()),
        participant=side.person,
        purpose=Purpose.FREE,
        channel=Channel.LETTER,
        address="Dilan Distel\nGartenweg 3\n44135 Dortmund",
        subject="Nachricht an Sie",
        body="Guten Tag",
        state=state,
        due_at=timezone.now(),
    )


def those(side: Side) -> dict[str, object]:
    return {"person": str(side.person.pk)}


PAGES = [
    Page("letters:write_several", "POST", by="toni birte jule", data=those),
    Page("letters:stop_several", "POST", kwargs={"batch": uuid4()}, by="toni birte jule merle fremd"),
    Page("letters:log", "GET", by=ALL_WRITERS),
    Page("letters:message", "GET", of=message, by=WRITERS),
    Page("letters:preview_message", "GET", of=message, by=WRITERS),
    Page("letters:paper", "GET", of=message, by=WRITERS),
    Page("letters:again", "POST", of=message, data={"version": "1"}, by=WRITERS),
    Page("letters:stop", "POST", of=message, by=WRITERS),
    Page("letters:to_print", "GET", by=ALL_WRITERS),
    Page("letters:papers", "GET", by=ALL_WRITERS),
    Page("letters:printed", "POST", by=ALL_WRITERS),
    Page("letters:not_printed", "POST", kwargs={"token": uuid4()}, by=ALL_WRITERS),
    Page("letters:templates", "GET", by=ALL_MANAGERS),
    Page("letters:letterhead", "GET POST", by=ALL_MANAGERS),
    Page("letters:template", "GET POST", of=text, by=MANAGERS),
    Page("letters:preview_template", "GET POST", of=text, by=MANAGERS),
    Page("letters:compare", "GET", of=text, by=MANAGERS),
    Page("letters:bring_back", "POST", of=text, by=MANAGERS),
    Page("letters:of_person", "GET", of=person, by=WRITERS),
    Page("letters:write", "GET POST", of=person, by=WRITERS),
    Page("letters:preview", "GET POST", of=person, by=WRITERS),
    Page("letters:prefer", "POST", of=person, by=WRITERS),
    Page("letters:opt_out", "GET POST", kwargs={"token": "made-up"}, by=EVERYBODY),
]
