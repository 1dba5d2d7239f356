"""Questionnaires handed to a person now: a big code for the camera of their telephone, or a paper form."""

from datetime import timedelta
from uuid import UUID

import segno
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.feedback.actions.handing_out import about_talk, hand_out, handed_out
from perspektiv.records.feedback.actions.invitations import paper_code_for, shown_key_for
from perspektiv.records.feedback.links import address_of
from perspektiv.records.feedback.models import Invitation, Moment, Purpose
from perspektiv.records.feedback.papers import form_paper
from perspektiv.records.feedback.words import said, written_in
from perspektiv.records.letters.languages import FALLBACK, LANGUAGES
from perspektiv.records.people.models import Participant

INVITE = Permission.INVITE_FEEDBACK
LATELY = timedelta(days=14)
"""So long ago a talk may be for somebody to be asked how it was."""


@require_http_methods(["GET", "HEAD", "POST"])
@needs(INVITE)
def about_appointment(request: SignedIn, id: UUID) -> HttpResponse:
    """One click, as a form: each time a new code, since what is stored does not lead back to the one before."""
    appointment = fetch(Appointment.objects.select_related("participant", "centre"), signed_in(request), INVITE, id)
    return _about(request, appointment, appointment.participant)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(INVITE)
def about_last_talk(request: SignedIn, id: UUID) -> HttpResponse:
    """From the file: the talk that is running or was the last one."""
    participant = _person(request, id)
    now = timezone.now()
    talks = Appointment.objects.filter(participant=participant, status__in=(Status.PLANNED, Status.HELD))
    lately = talks.filter(starts_at__gt=now - LATELY, starts_at__lte=now + timedelta(minutes=30))
    return _about(request, lately.select_related("participant", "centre").order_by("-starts_at").first(), participant)


@require_safe
@needs(INVITE)
def choose(request: SignedIn, id: UUID) -> HttpResponse:
    """What can be handed to somebody: what they are asked already, and every other questionnaire."""
    participant = _person(request, id)
    record(by=signed_in(request), what="file_questionnaires.read", subject=participant, person=participant.pk)
    asked = Invitation.objects.open().filter(participant=participant).select_related("version_of__instrument")
    standing = [
        {
            "invitation": one,
            "name": said(one.version_of.words, FALLBACK, "name"),
            "moment": _moment_in_words(one),
            "languages": _languages(one.version_of.words, participant),
        }
        for one in asked
    ]
    others = [
        {
            "version": version,
            "name": said(version.words, FALLBACK, "name"),
            "languages": _languages(version.words, participant),
            "moments": _moments(version.instrument.purpose),
        }
        for version in handed_out(participant.centre)
    ]
    context = {"participant": participant, "tab": "feedback", "standing": standing, "others": others}
    return render(request, "feedback/paper/choose.html", context)


@require_POST
@needs(INVITE)
def show(request: SignedIn, id: UUID) -> HttpResponse:
    return _shown(request, _chosen(request, _person(request, id)))


@require_POST
@needs(INVITE)
def print_paper(request: SignedIn, id: UUID) -> HttpResponse:
    """The form as PDF; the code on it lets somebody of the centre type in what stands on the sheet."""
    participant = _person(request, id)
    invitation = _chosen(request, participant)
    language = request.POST.get("language", "")
    written = written_in(invitation.version_of.words, "name")
    code = paper_code_for(invitation, by=signed_in(request))
    language = next((one for one in (language, participant.language) if one in written), FALLBACK)
    paper = form_paper(invitation, code=code, address=address_of(code), language=language)
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="fragebogen.pdf"'
    return response


def _about(request: SignedIn, appointment: Appointment | None, participant: Participant) -> HttpResponse:
    if request.method != "POST":
        record(by=signed_in(request), what="file_questionnaires.read", subject=participant, person=participant.pk)
        return render(request, "feedback/paper/ready.html", {"participant": participant})
    if appointment is None:
        context = {"participant": participant, "sentence": _("There was no talk in the last two weeks.")}
        return render(request, "feedback/paper/ready.html", context, status=409)
    try:
        return _shown(request, about_talk(by=signed_in(request), appointment=appointment))
    except Refused as refused:
        context = {"participant": participant, "sentence": str(refused.sentence)}
        return render(request, "feedback/paper/ready.html", context, status=409)


def _shown(request: SignedIn, invitation: Invitation) -> HttpResponse:
    """Without the person's name: the screen is turned to them, and others may look on."""
    address = address_of(shown_key_for(invitation, by=signed_in(request)))
    context = {
        "participant": invitation.participant,
        "address": address,
        "short": address.partition("://")[2].rstrip("/"),
        "picture": segno.make(address, error="m").svg_data_uri(border=2, dark="black", light="white"),
        "name": said(invitation.version_of.words, FALLBACK, "name"),
        "until": invitation.closes_on,
    }
    return render(request, "feedback/paper/shown.html", context)


def _chosen(request: SignedIn, participant: Participant) -> Invitation:
    """One that stands, or a new one of a questionnaire."""
    asked = Invitation.objects.open().filter(participant=participant)
    for one in asked.select_related("version_of__instrument", "centre", "participant"):
        if str(one.pk) == request.POST.get("invitation"):
            return one
    version = next(
        (one for one in handed_out(participant.centre) if str(one.pk) == request.POST.get("version_of")), None
    )
    if version is None:
        raise Http404
    moment = request.POST.get("moment", "")
    moments = [value for value, _label in _moments(version.instrument.purpose)] or [Moment.SINGLE]
    return hand_out(
        by=signed_in(request),
        participant=participant,
        version=version,
        moment=moment if moment in moments else moments[0],
    )


def _moments(purpose: str) -> list[tuple[str, str]]:
    """Only the self-evaluation is asked more than once of the same way."""
    if purpose != Purpose.SELF_EVALUATION:
        return []
    return [(moment.value, str(moment.label)) for moment in (Moment.BEFORE, Moment.AFTER, Moment.THEN)]


def _moment_in_words(invitation: Invitation) -> str:
    return "" if invitation.moment == Moment.SINGLE else str(Moment(invitation.moment).label)


def _languages(words: object, participant: Participant) -> list[tuple[str, str, bool]]:
    written = written_in(words, "name") if isinstance(words, dict) else []
    own = participant.language if participant.language in written else FALLBACK
    return [(language, LANGUAGES[language], language == own) for language in written]


def _person(request: SignedIn, id: UUID) -> Participant:
    found = fetch(Participant.objects.select_related("centre"), signed_in(request), INVITE, id)
    return found.merged_into or found
