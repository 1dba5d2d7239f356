"""A letter to several people: how many by which way, one text, one undo."""

from collections import Counter
from datetime import timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from perspektiv.records.access.admission import SignedIn, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.selecting import chosen
from perspektiv.records.access.trail import record
from perspektiv.records.letters.actions.several import key_of, take_back_several, write_to_several
from perspektiv.records.letters.models import Channel, Message, Template
from perspektiv.records.letters.views.person import names_for
from perspektiv.records.letters.way import way_to
from perspektiv.records.people.forms import sent_id
from perspektiv.records.people.models import Participant

WRITE = Permission.WRITE
UNDO_FOR = timedelta(seconds=15)


@require_POST
@needs(WRITE)
def write_several(request: SignedIn) -> HttpResponse:
    """First the page that says to how many; its button sends."""
    user, batch = signed_in(request), sent_id(request.POST.get("batch"))
    everybody = Participant.objects.living().select_related("centre").order_by("family_name", "given_name")
    people = chosen(everybody, user, WRITE, request.POST.getlist("person"))
    ways = {person.pk: way_to(person) for person in people}
    names = sorted(set.intersection(*(set(names_for(person, ways[person.pk].channel)) for person in people)))
    name = request.POST.get("name", "")
    if request.POST.get("step") == "send" and name in names:
        fields = {"text": request.POST.get("text", "")[:8000].replace("\r\n", "\n"), "writer": str(user)}
        due_at = timezone.now() + UNDO_FOR
        written = write_to_several(by=user, people=people, batch=batch, name=name, fields=fields, due_at=due_at)
        _tell(request, batch, written)
        return redirect("letters:log")
    for person in people:
        record(by=user, what="letters.read", subject=person, person=person.pk)
    counted = Counter(way.channel for way in ways.values() if not way.why_not)
    context = {
        "people": people,
        "without": [person for person in people if ways[person.pk].why_not],
        "ways": [(channel.label, counted[channel]) for channel in Channel if counted[channel]],
        "names": [(each, _takes_text(people[0], each)) for each in names],
        "batch": uuid4(),
    }
    return render(request, "letters/several.html", context)


@require_POST
@needs(WRITE)
def stop_several(request: SignedIn, batch: UUID) -> HttpResponse:
    mine = Message.objects.with_permission(signed_in(request), WRITE).filter(key__startswith=key_of(batch))
    taken = take_back_several(by=signed_in(request), messages=mine.select_related("centre"))
    if taken:
        sentence = ngettext("%d message taken back.", "%d messages taken back.", len(taken)) % len(taken)
        messages.success(request, sentence)
    else:
        messages.error(request, _("They have gone out already."))
    return redirect("letters:log")


def _tell(request: SignedIn, batch: UUID, written: list[Message]) -> None:
    failed = sum(message.state == Message.State.FAILED for message in written)
    n = len(written) - failed
    sentence = ngettext("%d message is written.", "%d messages are written.", n) % n
    messages.success(request, sentence, extra_tags=f"undo:{reverse('letters:stop_several', args=[batch])}")
    if failed:
        words = ngettext("%d could not be sent; it lies on top.", "%d could not be sent; they lie on top.", failed)
        messages.warning(request, words % failed)


def _takes_text(person: Participant, name: str) -> bool:
    texts = Template.objects.filter(centre=person.centre_id, name=name).order_by("-number")
    return any("{{ text }}" in text.body for text in texts[:20])
