"""One person's letters and messages: what there was, how they want to be reached, and a new one in three clicks."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number
from perspektiv.records.access.trail import record
from perspektiv.records.letters import reasons
from perspektiv.records.letters.actions.messages import write
from perspektiv.records.letters.actions.preferences import prefer, preference_of
from perspektiv.records.letters.actions.templates import ship_templates
from perspektiv.records.letters.contents import content_for, template_for
from perspektiv.records.letters.languages import FALLBACK, LANGUAGES
from perspektiv.records.letters.models import Channel, Message, Purpose, Template
from perspektiv.records.letters.previews import Words, preview, refused_preview
from perspektiv.records.letters.views.framing import shows_frames
from perspektiv.records.letters.way import Way, consented, way_to
from perspektiv.records.people.forms import sent_id
from perspektiv.records.people.models import Participant

WRITE = Permission.WRITE
PAGE = 30
UNDO_FOR = timedelta(seconds=15)
"""A mail waits so long before it goes, so that the undo of ten seconds takes it back."""


@require_safe
@needs(WRITE)
def of_person(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    participant = _person(request, id)
    if participant.merged_into_id:
        return redirect("letters:of_person", participant.merged_into_id)
    record(by=user, what="letters.read", subject=participant, person=participant.pk)
    way = way_to(participant)
    written = Message.objects.filter(participant=participant).readable_by(user)
    context = {
        "participant": participant,
        "tab": "letters",
        "page": Paginator(written.select_related("participant", "jobcoach"), PAGE).get_page(request.GET.get("page")),
        "way": way,
        "names": names_for(participant, way.channel),
        "consented": consented(participant),
        "preference": (preference := preference_of(participant)),
        "preference_version": 0 if preference._state.adding else preference.version,
        "channels": Channel.choices,
    }
    return render(request, "letters/of_person.html", context)


@shows_frames
@require_http_methods(["GET", "HEAD", "POST"])
@needs(WRITE)
def write_to(request: SignedIn, id: UUID) -> HttpResponse:
    """The chosen template with its preview; one click more sends it."""
    user = signed_in(request)
    participant = _person(request, id)
    typed = request.POST if request.method == "POST" else request.GET
    way = _way(participant, typed.get("channel", ""))
    names = names_for(participant, way.channel)
    name = typed.get("name", "")
    name = name if name in names or not names else names[0]
    if request.method == "POST":
        message = write(
            by=user,
            centre=participant.centre,
            key=f"free:{sent_id(request.POST.get('id'))}",
            purpose=Purpose.FREE,
            participant=participant,
            fields=_fields(request),
            channel=way.channel,
            name=name,
            due_at=timezone.now() + UNDO_FOR,
        )
        _tell(request, message)
        return redirect("letters:of_person", participant.pk)
    record(by=user, what="letters.read", subject=participant, person=participant.pk)
    context = {
        "participant": participant,
        "tab": "letters",
        "way": way,
        "ways": [each for each in Channel if _way(participant, each).channel == each],
        "name": name,
        "names": names,
        "new_id": uuid4(),
        "takes_text": _takes_text(participant, name, way.channel),
        "not_in": _not_in(participant, name, way.channel),
    }
    return render(request, "letters/write.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(WRITE)
def preview_to(request: SignedIn, id: UUID) -> HttpResponse:
    """As it will go out, with what is typed so far."""
    participant = _person(request, id)
    typed = request.POST if request.method == "POST" else request.GET
    way = _way(participant, typed.get("channel", ""))
    try:
        content = content_for(
            participant,
            centre=participant.centre,
            purpose=Purpose.FREE,
            channel=way.channel,
            fields=_fields(request),
            name=typed.get("name", ""),
        )
        words = Words(way.channel, content["subject"], content["body"], content["language"])
        return preview(words, participant.centre, address=way.address or str(participant))
    except Refused as refused:
        return refused_preview(refused.sentence.en if get_language() == "en" else refused.sentence.de)


@require_POST
@needs(WRITE)
def set_preference(request: SignedIn, id: UUID) -> HttpResponse:
    participant = _person(request, id)
    channel = request.POST.get("channel", "")
    prefer(
        by=signed_in(request),
        participant=participant,
        channel=channel if channel in Channel.values else "",
        no_reminders=request.POST.get("reminders") != "on",
        no_questions=request.POST.get("questions") != "on",
        version=sent_number(request.POST.get("version")),
    )
    messages.success(request, _("Saved."))
    return redirect("letters:of_person", participant.pk)


def names_for(participant: Participant, channel: str) -> list[str]:
    """The free letters that there are for a channel."""
    ship_templates(centre=participant.centre)
    texts = Template.objects.filter(centre=participant.centre_id, purpose=Purpose.FREE, channel=channel)
    return sorted(set(texts.order_by().values_list("name", flat=True)))


def _takes_text(participant: Participant, name: str, channel: str) -> bool:
    texts = Template.objects.filter(centre=participant.centre_id, purpose=Purpose.FREE, channel=channel, name=name)
    return any("{{ text }}" in text.body for text in texts.order_by("-number")[:10])


def _not_in(participant: Participant, name: str, channel: str) -> str:
    """The person's language, where the text is not there in it and goes out in German."""
    wanted = participant.language or FALLBACK
    try:
        found = template_for(participant.centre, Purpose.FREE, channel, wanted, name)
    except Refused:
        return ""
    return "" if found.language == wanted else LANGUAGES.get(wanted, wanted)


def _way(participant: Participant, wished: str) -> Way:
    return way_to(participant, wished if wished in Channel.values else "")


def _fields(request: SignedIn) -> dict[str, str]:
    typed = request.POST if request.method == "POST" else request.GET
    return {"text": typed.get("text", "")[:8000].replace("\r\n", "\n"), "writer": str(signed_in(request))}


def _tell(request: SignedIn, message: Message) -> None:
    undo = f"undo:{reverse('letters:stop', args=[message.pk])}"
    if message.state == Message.State.FAILED:
        messages.error(request, reasons.said(message.why))
    elif message.channel == Channel.LETTER:
        messages.success(request, _("The letter lies with those to be printed."), extra_tags=undo)
    else:
        messages.success(request, _("The message goes out."), extra_tags=undo)


def _person(request: SignedIn, id: UUID) -> Participant:
    return fetch(Participant.objects.select_related("centre"), signed_in(request), WRITE, id)
