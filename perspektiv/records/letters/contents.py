"""What a message says: its subject and body, from the newest template in the person's language."""

from collections.abc import Mapping
from typing import TypedDict

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre
from perspektiv.records.letters.actions.templates import ship_templates
from perspektiv.records.letters.languages import FALLBACK
from perspektiv.records.letters.letterheads import letterhead_of
from perspektiv.records.letters.models import Purpose, Template
from perspektiv.records.letters.rendering import render
from perspektiv.records.people.models import Jobcoach, Participant

NO_TEMPLATE = Text(
    "Für „{purpose}“ gibt es auf diesem Weg keine Vorlage. Bitte legen Sie unter „Vorlagen“ eine an.",
    "There is no template for “{purpose}” by this channel. Please make one under “Templates”.",
)


class Content(TypedDict):
    subject: str
    body: str
    language: str
    template: Template


def content_for(
    to: Participant | Jobcoach,
    *,
    centre: Centre,
    purpose: Purpose | str,
    channel: str,
    fields: Mapping[str, str],
    language: str = "",
    name: str = "",
) -> Content:
    """Subject and body, filled from the newest template in the person's language, else in German."""
    wanted = language or (to.language if isinstance(to, Participant) else FALLBACK) or FALLBACK
    template = template_for(centre, purpose, channel, wanted, name)
    head = letterhead_of(centre)
    values = {"name": str(to), "sender": head.sender, "phone": head.phone, **fields}
    return Content(
        subject=render(template.subject, purpose, values, template.language),
        body=render(template.body, purpose, values, template.language),
        language=template.language,
        template=template,
    )


def template_for(centre: Centre, purpose: Purpose | str, channel: str, language: str, name: str = "") -> Template:
    """The newest version in the language, else in German; shipped texts are added first where there is none."""
    for attempt in ("stored", "shipped"):
        texts = Template.objects.filter(centre=centre, purpose=purpose, channel=channel, name=name).order_by("-number")
        found = texts.filter(language=language).first() or texts.filter(language=FALLBACK).first()
        if found:
            return found
        if attempt == "stored":
            ship_templates(centre=centre)
    raise Refused(NO_TEMPLATE, purpose=Purpose(purpose).label)
