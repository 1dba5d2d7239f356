"""The mail with a jobcoach's link. It names nobody, and is kept nowhere: whoever could read it there had the link."""

from smtplib import SMTPException

from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation

from perspektiv.records.access.trail import Actor, record
from perspektiv.records.letters.letterheads import letterhead_of
from perspektiv.records.letters.mails.building import passing_mail
from perspektiv.records.letters.way import way_to_jobcoach
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Jobcoach
from perspektiv.records.selfservice.jobcoach_links import address_for
from perspektiv.records.selfservice.validity import JOBCOACH


class NotSent(Exception):
    """The mail did not go out."""


def send_coach_link(*, by: Actor, jobcoach: Jobcoach) -> None:
    with translation.override("de"):
        context = {
            "jobcoach": jobcoach,
            "sender": letterhead_of(jobcoach.centre).sender,
            "address": address_for(jobcoach),
            "days": JOBCOACH.days,
        }
        text = render_to_string("selfservice/mails/coach_link.txt", context)
    subject, _, body = text.strip().partition("\n")
    try:
        passing_mail(jobcoach.centre, way_to_jobcoach(jobcoach).address, subject.strip(), body.lstrip()).send()
    except (OSError, SMTPException) as error:
        raise NotSent from error
    with transaction.atomic():
        record(by=by, what="selfservice.jobcoach_link_sent", subject=jobcoach)


@transaction.atomic
def end_coach_links(*, by: Actor, jobcoach: Jobcoach) -> None:
    """From now on none of the links leads anywhere. Whoever edits the jobcoach meanwhile is not disturbed."""
    wait_for_turn()
    Jobcoach.objects.filter(pk=jobcoach.pk).update(links_ended=F("links_ended") + 1)
    record(by=by, what="selfservice.jobcoach_links_ended", subject=jobcoach)
