"""Who may import and export: administrators; and only who sent a package sees it."""

from uuid import uuid4

from django.conf import settings

from perspektiv.exchange.uploads import Stage, Upload
from tests.matrix.page import Page
from tests.matrix.side import Side


def upload(side: Side) -> dict[str, object]:
    """A package with a fault, sent by our administrator, or by somebody of the foreign centre."""
    id = uuid4()
    sent = Upload(id, settings.HOME / "uploads" / str(id))
    sent.folder.mkdir(parents=True)
    ours = side.centre == side.personas.centre
    owner = side.personas.ada if ours else side.personas.fremd
    sent.say(user=str(owner.id), stage=Stage.FAULTY, name="paket.zip", faults=[], fault_count=0)
    return {"id": id}


PAGES = [
    Page("exchange:import", "GET POST", by="ada"),
    Page("exchange:preview", "GET POST", of=upload, by="ada"),
    Page("exchange:progress", "GET", of=upload, by="ada"),
    Page("exchange:faults", "GET", of=upload, by="ada"),
    Page("exchange:discard", "POST", of=upload, by="ada"),
    Page("exchange:export", "GET", by="ada"),
]
