"""Calendar feeds: the page of one's own, and the file that calendars read without a login."""

from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in, the_centre
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.appointments.actions.feeds import make_feed, note_use, revoke_feed
from perspektiv.records.appointments.feeds import FEEDS, feed_of, file_of
from perspektiv.records.appointments.models import Feed
from perspektiv.records.appointments.views.answering import go, said
from perspektiv.records.appointments.views.asking import uuid_of


@require_safe
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    """Read-only; whoever has no good token learns nothing."""
    feed = feed_of(token)
    if feed is None:
        raise Http404
    note_use(feed=feed)
    file = file_of(feed)
    response = HttpResponse(file.content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = file.etag
    response["Last-Modified"] = http_date(file.changed_at.timestamp())
    response["Content-Disposition"] = 'inline; filename="termine.ics"'
    asked = get_conditional_response(
        request, etag=file.etag, last_modified=int(file.changed_at.timestamp()), response=response
    )
    answer = asked or response
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@needs(FEEDS)
def feeds(request: SignedIn) -> HttpResponse:
    """One's own feeds; a new one shows its address once, and one that is named ends."""
    if request.method != "POST":
        return _page(request)
    user = signed_in(request)
    if "end" in request.POST:
        return _end(request, user)
    try:
        made = make_feed(
            by=user,
            centre=the_centre(user, FEEDS),
            name=request.POST.get("name", ""),
            id=uuid_of(request.POST.get("id", "")),
        )
    except Refused as refused:
        return _page(request, status=409, sentence=said(refused.sentence))
    if not made.token:
        return go(reverse("appointments:feeds"))
    address = settings.ADDRESS + reverse("appointments:feed", args=[made.token])
    return _page(request, made=made.feed, address=address)


def _end(request: SignedIn, user: User) -> HttpResponse:
    id = uuid_of(request.POST["end"]) or uuid4()
    feed = fetch(Feed.objects.filter(user=user), user, FEEDS, id)
    revoke_feed(by=user, feed=feed)
    messages.success(request, _("Ended: %s") % feed.name)
    return go(reverse("appointments:feeds"))


def _page(
    request: SignedIn, *, status: int = 200, sentence: str = "", made: Feed | None = None, address: str = ""
) -> HttpResponse:
    user = signed_in(request)
    context = {
        "feeds": Feed.objects.filter(user=user, revoked_at=None),
        "made": made,
        "address": address,
        "webcal": "webcal:" + address.partition(":")[2] if address else "",
        "initials_in": [centre for centre in _centres_of(user) if centre.feed_initials],
        "may_choose": user.may(Permission.MANAGE_CENTRE),
        "sentence": sentence,
        "form_id": uuid4(),
    }
    return render(request, "appointments/feeds.html", context, status=status)


def _centres_of(user: User) -> QuerySet[Centre]:
    """Where the user counsels."""
    return Centre.objects.filter(pk__in=user.centres_with(FEEDS, Scope.OWN)).order_by("name")
