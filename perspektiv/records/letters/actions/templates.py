"""Templates: shipped ones are added where they are missing; every change is a new version."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import SYSTEM, Actor, record
from perspektiv.records.letters.languages import LANGUAGES, shipped
from perspektiv.records.letters.models import Channel, Purpose, Template
from perspektiv.records.letters.neutral import check_neutral
from perspektiv.records.letters.rendering import check
from perspektiv.records.people.actions.participants import wait_for_turn

CHANGED_MEANWHILE = Text(
    "Jemand hat inzwischen die Fassung {number} gespeichert. Beide Fassungen stehen hier; bitte prüfen und noch "
    "einmal speichern.",
    "Somebody has saved version {number} meanwhile. Both versions are shown here; please check and save again.",
)
EMPTY = Text("Bitte schreiben Sie einen Text.", "Please write a text.")
NO_SUBJECT = Text("Bitte schreiben Sie einen Betreff.", "Please write a subject.")
Key = tuple[str, str, str, str]
"""Purpose, name, channel, language."""


class TemplateChangedMeanwhile(Refused):
    """Somebody else saved while a form was open. Carries the newest version."""

    def __init__(self, stored: Template) -> None:
        self.stored = stored
        super().__init__(CHANGED_MEANWHILE, number=stored.number)


@transaction.atomic
def ship_templates(*, centre: Centre, by: Actor = SYSTEM) -> int:
    """Adds the shipped texts that the centre has no version of; nothing that is there is touched."""
    wait_for_turn()
    there = set(Template.objects.filter(centre=centre).values_list("purpose", "name", "channel", "language"))
    missing = [made for made in shipped_templates(centre) if key_of(made) not in there]
    if missing:
        Template.objects.bulk_create(missing)
        record(by=by, what="letters.templates_added", subject=centre)
    return len(missing)


@transaction.atomic
def edit(
    *, by: Actor, template: Template, number: int, subject: str, body: str, reviewed: bool, id: UUID | None = None
) -> Template:
    """The next version of a text. ``number``: of the version that the form showed."""
    wait_for_turn()
    if id and (already := Template.objects.filter(pk=id, centre=template.centre_id).first()):
        return already
    stored = newest_of(template)
    if stored.number != number:
        raise TemplateChangedMeanwhile(stored)
    made = Template(
        id=id or uuid4(),
        centre_id=stored.centre_id,
        purpose=stored.purpose,
        name=stored.name,
        channel=stored.channel,
        language=stored.language,
        number=stored.number + 1,
        subject=" ".join(subject.split()),
        body="\n".join(line.rstrip() for line in body.strip().splitlines()),
        reviewed=reviewed,
    )
    check_words(made)
    made.save(force_insert=True)
    record(by=by, what="letters.template_changed", subject=made)
    return made


@transaction.atomic
def take_back(*, by: Actor, template: Template, id: UUID | None = None) -> Template:
    """An older version becomes the newest again, as a new version."""
    wait_for_turn()
    if id and (already := Template.objects.filter(pk=id, centre=template.centre_id).first()):
        return already
    stored = newest_of(template)
    made = Template.objects.create(
        id=id or uuid4(),
        centre_id=template.centre_id,
        purpose=template.purpose,
        name=template.name,
        channel=template.channel,
        language=template.language,
        number=stored.number + 1,
        subject=template.subject,
        body=template.body,
        reviewed=template.reviewed,
    )
    record(by=by, what="letters.template_back", subject=made)
    return made


def check_words(template: Template) -> None:
    """Refuses an empty text, fields that there are not, and a subject that says what it is about."""
    if not template.body:
        raise Refused(EMPTY)
    if template.channel != Channel.SMS:
        if not template.subject:
            raise Refused(NO_SUBJECT)
        check_neutral(template.subject)
    check(template.subject, template.purpose)
    check(template.body, template.purpose)


def newest_of(template: Template) -> Template:
    return versions_of(template)[0]


def versions_of(template: Template) -> list[Template]:
    """All versions of one text, the newest first."""
    return list(
        Template.objects.filter(
            centre=template.centre_id,
            purpose=template.purpose,
            name=template.name,
            channel=template.channel,
            language=template.language,
        ).order_by("-number")
    )


def key_of(template: Template) -> Key:
    return (template.purpose, template.name, template.channel, template.language)


def shipped_templates(centre: Centre) -> Iterator[Template]:
    for language in LANGUAGES:
        content = shipped(language)
        for purpose in Purpose:
            for channel in Channel:
                for name, text in _named(content.get(purpose, {}).get(channel, {})):
                    yield Template(
                        centre=centre,
                        purpose=purpose,
                        name=name,
                        channel=channel,
                        language=language,
                        subject=text.get("subject", ""),
                        body=text["body"].strip(),
                        reviewed=content["reviewed"],
                    )


def _named(texts: Mapping[str, Any]) -> list[tuple[str, Mapping[str, str]]]:
    """Of one purpose and channel: one text without a name, or several with."""
    if "body" in texts:
        return [("", texts)]
    return list(texts.items())
