"""Importing beside the pages: a request starts it, later ones see how far it is."""

import os
from threading import Thread

from django.db import connections

from perspektiv.errors import Refused
from perspektiv.exchange.importing import NotImported, import_package
from perspektiv.exchange.planning import Wishes
from perspektiv.exchange.uploads import Stage, Upload, faults
from perspektiv.language import Text
from perspektiv.package import Progress
from perspektiv.records.access.models import User


def start(upload: Upload, *, by: User, wishes: Wishes) -> None:
    """Import what was sent, in a thread of its own. Does nothing where that is under way, or was done."""
    held = upload.hold()
    if held is None:
        return
    if upload.said["stage"] == Stage.DONE:
        os.close(held)
        return
    upload.say(stage=Stage.RUNNING, done=0, of=1, label=None, refused=None)
    Thread(target=run, args=(upload, by, wishes, held), daemon=True).start()


def run(upload: Upload, by: User, wishes: Wishes, held: int) -> None:
    """The import itself; what came of it is kept with the upload."""
    try:
        plan = import_package(
            upload.package, by=by, contacts=upload.contacts, wishes=wishes, progress=_progress(upload)
        )
        counts = [[step.table.resource, len(step.new), step.known, step.differing] for step in plan.steps]
        upload.say(stage=Stage.DONE, counts=counts, filled=len(plan.people.filled))
        upload.forget()
    except NotImported as faulty:
        upload.say(stage=Stage.FAULTY, **faults(faulty.findings))
    except Refused as refused:
        upload.say(stage=Stage.READY, refused=refused.sentence._asdict())
    except Exception:
        upload.say(stage=Stage.READY, refused=BROKEN._asdict())
        raise
    finally:
        os.close(held)
        connections.close_all()


def _progress(upload: Upload) -> Progress:
    def told(done: int, of: int, label: Text) -> None:
        upload.say(done=done, of=of, label=label._asdict())

    return told


BROKEN = Text(
    "Das Einlesen ist abgebrochen; es wurde nichts eingelesen. Bitte melden Sie es, wenn es wieder geschieht.",
    "The import broke off; nothing was imported. Please report it if it happens again.",
)
