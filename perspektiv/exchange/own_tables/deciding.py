"""What is decided of a model that belongs to people: given with these fields, or kept back for a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models

OURS = "Technisch: sagt über die Person nichts."
SECRET = "Geheim: öffnet etwas oder prüft es."
ELSEWHERE = "Steht in einer anderen Tabelle der Kopie."
WHOSE = "Die Person selbst."
OF_EVERY_RECORD = dict.fromkeys(("id", "centre", "source_key", "created_at", "version"), OURS)


@dataclass(frozen=True)
class Given:
    """A table of the copy. ``way`` leads from the model to the person; ``fields`` are given, by their German names."""

    title: str
    way: str
    fields: Mapping[str, str]
    kept_back: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class KeptBack:
    """A model of which the copy has nothing."""

    why: str


Decision = Given | KeptBack
PERSON, OF_PARTICIPATION, OF_APPOINTMENT = "participant", "participation__participant", "appointment__participant"


def because(why: str, *fields: str) -> dict[str, str]:
    return dict.fromkeys(fields, why)


def kept_back(model: type[models.Model], given: Given) -> dict[str, str]:
    """Why each field that is not given is kept back. A field that is named nowhere is missing here."""
    there = {field.name for field in model._meta.concrete_fields} - set(given.fields)
    whose = {given.way: WHOSE} if "__" not in given.way else {}
    by_default = {name: why for name, why in {**OF_EVERY_RECORD, **whose}.items() if name in there}
    return {**by_default, **given.kept_back}
