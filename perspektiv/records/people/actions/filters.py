from django.db import transaction

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import User
from perspektiv.records.access.trail import record
from perspektiv.records.people.models import SavedFilter

NO_NAME = Text("Bitte geben Sie dem Filter einen Namen.", "Please give the filter a name.")
NOTHING_SET = Text("Es ist noch kein Filter gesetzt.", "No filter is set yet.")
TOO_MANY = Text(
    "Sie haben schon 12 Filter. Bitte löschen Sie einen.", "You have 12 filters already. Please delete one."
)
MOST = 12


@transaction.atomic
def keep_filter(*, by: User, name: str, query: str) -> SavedFilter:
    """Keeps a view of the list of people under a name; the same name again replaces it."""
    if not name.strip():
        raise Refused(NO_NAME)
    if not query:
        raise Refused(NOTHING_SET)
    kept = SavedFilter.objects.filter(user=by)
    if kept.exclude(name=name.strip()[:40]).count() >= MOST:
        raise Refused(TOO_MANY)
    saved, _ = SavedFilter.objects.update_or_create(user=by, name=name.strip()[:40], defaults={"query": query[:200]})
    record(by=by, what="people.filter_kept", subject=saved)
    return saved


@transaction.atomic
def drop_filter(*, by: User, name: str) -> None:
    """Forgets a kept view; whoever has none of that name loses nothing."""
    for saved in SavedFilter.objects.filter(user=by, name=name):
        record(by=by, what="people.filter_dropped", subject=saved)
        saved.delete()
