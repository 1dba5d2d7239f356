"""Calendar feeds: the page of one's own, and the file that calendars read without a login."""

from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in, the_centre
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.appointments.actions.feeds import make_feed, note_use, revoke_feed
from perspektiv.records.appointments.counsellors import counsellors_in
from perspektiv.records.appointments.feeds import feed_of, file_of
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
@needs(Permission.SEE_APPOINTMENTS)
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
            centre=the_centre(user, Permission.SEE_APPOINTMENTS),
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
    feed = fetch(Feed.objects.filter(user=user), user, Permission.SEE_APPOINTMENTS, id)
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
        "counsels": user in counsellors_in(user.centres()),
        "sentence": sentence,
        "form_id": uuid4(),
    }
    return render(request, "appointments/feeds.html", context, status=status)
