"""``{% file_head participant %}``: the head of every page of a file. Pages of lower rooms get it without knowing us."""

import re
from datetime import date, datetime
from typing import Any

from babel import Locale, UnknownLocaleError
from django import template
from django.template import RequestContext
from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.formats import get_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from perspektiv.records.access.admission import signed_in
from perspektiv.records.cases.models import Referral
from perspektiv.records.desk.file_actions import actions_of
from perspektiv.records.desk.line import line_of
from perspektiv.records.desk.links import link
from perspektiv.records.desk.path import Station
from perspektiv.records.desk.standing_in import stands_in_until
from perspektiv.records.desk.tabs import own_of, tabs_of
from perspektiv.records.people.forms import LANGUAGES
from perspektiv.records.people.models import Jobcoach, Participant

register = template.Library()


@register.inclusion_tag("desk/file_head.html", takes_context=True)
def file_head(context: RequestContext, participant: Participant) -> dict[str, Any]:
    user = signed_in(context["request"])
    own = own_of(user, participant)
    return {
        "actions": actions_of(participant, user, own),
        "participant": participant,
        "jobcoach": _jobcoach(participant),
        "language": language_name(participant.language),
        "stands_in_until": stands_in_until(user, participant),
        "stations": line_of(participant),
        "tabs": tabs_of(participant, user, own),
        "tab": context.get("tab", ""),
    }


def _jobcoach(participant: Participant) -> Jobcoach | None:
    latest = Referral.objects.filter(participant=participant, jobcoach__isnull=False).select_related("jobcoach")
    referral = latest.order_by("-referred_on").first()
    return referral.jobcoach if referral else None


def language_name(code: str) -> str:
    """The name of a language in the page's own, or its code where nobody knows it."""
    if not code:
        return ""
    if offered := dict(LANGUAGES).get(code):
        return str(offered)
    try:
        return Locale.parse(code, sep="-").get_display_name(get_language() or "de") or code
    except (UnknownLocaleError, ValueError):
        return code


@register.filter
def beads_in_words(station: Station) -> str:
    """What the beads of a station say to those who do not see them: "3 held, 1 missed"."""
    counted = (
        (station.held, _("%d held")),
        (station.missed, _("%d missed")),
        (station.off, _("%d cancelled")),
        (station.excused, _("%d excused")),
        (station.undecided, _("%d undecided")),
        (station.open, _("%d planned")),
    )
    return ", ".join(words % number for number, words in counted if number)


@register.filter
def day(value: date | datetime | None, form: str = "") -> str:
    """A day without its year where that is this one: "3. Juni", "3. Juni 2025"; ``short``: "3. Juni", "24. Nov."."""
    if value is None:
        return ""
    shown = timezone.localtime(value).date() if isinstance(value, datetime) else value
    this_year = shown.year == timezone.localdate().year
    if form == "short" and this_year:
        return formatted(shown, get_format("MONTH_DAY_FORMAT").replace("F", "N"))
    return formatted(shown, get_format("MONTH_DAY_FORMAT" if this_year else "DATE_FORMAT"))


@register.filter
def breakable(address: str) -> SafeString:
    """An e-mail address that may go on in a new line before its @."""
    name, at, host = address.partition("@")
    return format_html("{}<wbr>{}", name, at + host)


@register.filter
def marked(text: object, asked: str) -> SafeString:
    """The text with what was typed marked where it begins a word."""
    typed = "|".join(re.escape(part) for part in asked.split())
    if not typed:
        return conditional_escape(str(text))
    parts = re.split(rf"(?i)\b({typed})", str(text))
    each = ((part, at % 2) for at, part in enumerate(parts) if part)
    return format_html_join("", "{}", ((format_html("<mark>{}</mark>", part) if hit else part,) for part, hit in each))


@register.filter
def day_address(value: date) -> str:
    """The page of the appointments of a day."""
    return f"{link('appointments:day')}?day={value.isoformat()}"
