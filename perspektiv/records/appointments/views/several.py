"""Several appointments of the list of a day, marked at once."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from perspektiv.records.access.admission import SignedIn, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.selecting import chosen
from perspektiv.records.access.sending import sent_number
from perspektiv.records.appointments.actions.several_marks import mark_several
from perspektiv.records.appointments.entries import entries
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.appointments.moments import day_of
from perspektiv.records.appointments.states import MARKS
from perspektiv.records.appointments.views.answering import go, offer_undo
from perspektiv.records.appointments.views.asking import note_reading

MARK = Permission.MARK


@require_POST
@needs(MARK)
def several(request: SignedIn) -> HttpResponse:
    """Done at once where the page has shown how many (by script); else a page says it, and its button does it."""
    user, sent = signed_in(request), request.POST
    shown = dict(pair.partition(".")[::2] for pair in sent.getlist("appointment"))
    found = chosen(Appointment.objects.order_by("starts_at", "id"), user, MARK, shown)
    status = sent.get("status", "")
    state = next((each for each in MARKS if each.status == status), None)
    if state is None or sent.get("shown") != str(len(found)):
        note_reading(user, MARK, "day.read")
        rows = entries(Appointment.objects.filter(pk__in=[each.pk for each in found]).order_by("starts_at", "id"))
        context = {"rows": rows, "state": state, "marks": MARKS, "day": sent.get("day", "")}
        return render(request, "appointments/several.html", context)
    action = uuid4()
    pairs = [(each, sent_number(shown[str(each.pk)])) for each in found]
    marked = mark_several(by=user, appointments=pairs, status=status, action=action)
    if marked:
        words = ngettext("%(n)d appointment: %(mark)s", "%(n)d appointments: %(mark)s", len(marked))
        offer_undo(request, words % {"n": len(marked), "mark": state.label}, action)
    else:
        messages.info(request, _("They were marked so already."))
    day = day_of(sent.get("day", "")) or timezone.localdate(found[0].starts_at)
    return go(f"{reverse('appointments:day')}?day={day.isoformat()}")
