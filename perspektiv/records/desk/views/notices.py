"""What needs me: the page, its number for the bell, and the daily mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from perspektiv.records.access.admission import signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.desk.actions.notices import choose_daily_mail
from perspektiv.records.desk.models import NoticeChoice
from perspektiv.records.desk.notices import grouped, mark_seen, notices_of
from perspektiv.records.desk.reading import note_reading


@require_safe
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """What is new is marked so once: having seen the page, it is no news."""
    user = signed_in(request)
    found = notices_of(user, timezone.localdate())
    if request.method == "GET":
        mark_seen(user, found)
        if found:
            note_reading(user, Permission.SEE_PEOPLE, "notices.read")
    context = {
        "groups": grouped(found),
        "all": len(found),
        "new": sum(notice.new for notice in found),
        "daily_mail": NoticeChoice.objects.filter(user=user, daily_mail=True).exists(),
    }
    return render(request, "desk/notices.html", context)


@require_safe
@login_required
def count(request: HttpRequest) -> HttpResponse:
    """How many kinds are new, and a sentence that says it. Pages ask by themselves, now and then."""
    new = sum(notice.new for notice in notices_of(signed_in(request), timezone.localdate()))
    words = ngettext("%d new matter needs you", "%d new matters need you", new) % new if new else ""
    return JsonResponse({"new": new, "words": words})


@require_POST
@login_required
def daily_mail(request: HttpRequest) -> HttpResponse:
    choice = choose_daily_mail(by=signed_in(request), wanted=request.POST.get("daily_mail") == "on")
    if choice.daily_mail:
        messages.success(request, _("You get a mail on workdays at half past six, if something needs you."))
    else:
        messages.success(request, _("You get no daily mail any more."))
    return redirect("desk:notices")
