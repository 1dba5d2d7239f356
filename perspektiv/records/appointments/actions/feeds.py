"""Calendar feeds: made with a token that is shown once, and revoked."""

from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.sending import must_be_new
from perspektiv.records.access.trail import record
from perspektiv.records.appointments.feeds import FEEDS, hash_of, token
from perspektiv.records.appointments.models import Feed

AT_MOST = 10
NAME_MISSING = Text(
    "Bitte geben Sie dem Abo einen Namen, zum Beispiel „Telefon“.", "Please name the feed, for example “Phone”."
)
TOO_MANY = Text(
    "Sie haben schon zehn Kalender-Abos. Bitte beenden Sie zuerst eines, das Sie nicht mehr brauchen.",
    "You have ten feeds already. Please end one first that you no longer need.",
)


ONLY_COUNSELLORS = Text(
    "Ein Kalender-Abo enthält die eigenen Gespräche. Sie beraten in diesem Zentrum nicht.",
    "A calendar feed holds one's own talks. You do not counsel in this centre.",
)


class Made(NamedTuple):
    feed: Feed
    token: str  # shown now and never again; empty where the form was sent twice


@transaction.atomic
def make_feed(*, by: User, centre: Centre, name: str, id: UUID | None = None) -> Made:
    """A new address of one's own appointments."""
    name = " ".join(name.split())[:60]
    if not name:
        raise Refused(NAME_MISSING)
    if not by.may(FEEDS, centre):
        raise Refused(ONLY_COUNSELLORS)
    if id and (made := Feed.objects.filter(pk=id, user=by).first()):
        return Made(made, "")
    must_be_new(Feed, id)
    if Feed.objects.filter(user=by, revoked_at=None).count() >= AT_MOST:
        raise Refused(TOO_MANY)
    secret = token()
    feed = Feed.objects.create(id=id or uuid4(), centre=centre, user=by, name=name, token_hash=hash_of(secret))
    record(by=by, what="appointments.feed_made", subject=feed)
    return Made(feed, secret)


@transaction.atomic
def revoke_feed(*, by: User, feed: Feed) -> Feed:
    """From this moment on its address leads nowhere."""
    if Feed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=timezone.now()):
        record(by=by, what="appointments.feed_revoked", subject=feed)
    return feed


@transaction.atomic
def note_use(*, feed: Feed) -> None:
    """When it was read last; in the trail once a day."""
    now, before = timezone.now(), feed.last_used_at
    first = before is None or timezone.localdate(before) != timezone.localdate(now)
    if first or before is None or (now - before).total_seconds() > 60:
        Feed.objects.filter(pk=feed.pk).update(last_used_at=now)
    if first:
        record(by=feed.user, what="feed.read", subject=feed)
