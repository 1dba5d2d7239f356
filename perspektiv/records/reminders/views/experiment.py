"""What reminders bring about: the lot, the difference, and how sure it is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, needs, signed_in, the_centre
from perspektiv.records.access.permissions import Permission
from perspektiv.records.people.forms import refuse
from perspektiv.records.reminders.actions.rules import set_share
from perspektiv.records.reminders.forms import LotForm
from perspektiv.records.reminders.measuring import effect_of, in_figures, share_of
from perspektiv.records.reminders.picture import Picture

MANAGE = Permission.MANAGE_LETTERS


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def experiment(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    centre = the_centre(user, MANAGE)
    share = share_of(centre)
    form = LotForm(request.POST) if request.method == "POST" else LotForm(initial={"share_without": share})
    if request.method == "POST" and form.is_valid():
        try:
            set_share(by=user, centre=centre, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("From tomorrow on, the lot draws so."))
            return redirect("reminders:experiment")
    effect = effect_of(centre)
    reminded, without = in_figures(centre)
    context = {
        "form": form,
        "share": share,
        "effect": effect,
        "picture": Picture.of(effect),
        "in_figures": {"reminded": reminded, "without": without},
        "only_here": effect.due - reminded.due - without.due,
    }
    return render(request, "reminders/experiment.html", context, status=422 if form.errors else 200)
