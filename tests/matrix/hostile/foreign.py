"""Records that somebody has no business with, and whether a request did anything to them."""

from collections.abc import Mapping
from datetime import date

from django.apps import apps
from django.db import models

from perspektiv.records.cases.models import Note
from perspektiv.records.people.models import Care, Jobcoach, Participant
from tests.matrix import cases_file, cases_path, people
from tests.matrix.side import Side

CANARY = "Kanarienvogel"

Foreign = Mapping[str, models.Model]
State = dict[str, list[tuple[object, ...]]]


def of_another_centre(side: Side) -> Foreign:
    """One record of each kind; their names would be noticed on a page."""
    side.person.given_name, side.person.family_name = CANARY, CANARY
    side.person.save()
    side.room.name = side.segment.name = side.jobcoach.family_name = CANARY
    for named in (side.room, side.segment, side.jobcoach):
        named.save()
    made: dict[str, models.Model] = {
        "person": side.person,
        "referral": side.referral,
        "participation": side.participation,
        "appointment": side.appointment,
        "room": side.room,
        "segment": side.segment,
        "jobcoach": side.jobcoach,
        "user": side.counsellor,
        "centre": side.centre,
        "care": Care.objects.get(participant=side.person),
        **_on_the_file(side),
    }
    made |= {"reason": _found(cases_path.reason(side)["id"]), "merge": _found(people.merge(side)["id"])}
    return made


def of_a_colleague(side: Side) -> Foreign:
    """In the same centre: the case of another counsellor, proposed by another jobcoach."""
    person = Participant.objects.create(
        centre=side.centre, file_number="2026-0077", given_name=CANARY, family_name=CANARY
    )
    other = Jobcoach.objects.create(centre=side.centre, given_name="Pia", family_name="Pirol")
    colleague = Side(side.centre, side.personas.merle, other, side.personas)
    colleague.__dict__.update(person=person, segment=side.segment)
    care = Care.objects.create(
        centre=side.centre, participant=person, user=colleague.counsellor, since=person.created_at
    )
    kinds: Foreign = {
        "person": person,
        "referral": colleague.referral,
        "participation": colleague.participation,
        "appointment": colleague.appointment,
        "care": care,
        **_on_the_file(colleague),
    }
    return kinds


def _on_the_file(side: Side) -> dict[str, models.Model]:
    makers = {
        "offer": cases_path.offer,
        "agreement": cases_file.agreement,
        "consent": cases_file.consent,
        "release": cases_file.release,
        "goal": cases_file.goal,
        "step": cases_file.step,
        "document": cases_file.document,
        "result": cases_file.result,
        "taken": cases_path.step,
    }
    note = Note.objects.create(
        centre=side.centre, participant=side.person, author=side.counsellor, about_on=date(2026, 1, 5), words=CANARY
    )
    return {name: _found(make(side)["id"]) for name, make in makers.items()} | {"note": note}


def _found(id: object) -> models.Model:
    for model in apps.get_models():
        if isinstance(model._meta.pk, models.UUIDField) and (found := model._default_manager.filter(pk=id).first()):
            return found
    raise LookupError(id)


class Watched:
    """The foreign records, and every record of whatever kind that points at one of them."""

    def __init__(self, foreign: Foreign) -> None:
        self._of: dict[type[models.Model], list[object]] = {}
        for record in foreign.values():
            self._of.setdefault(type(record), []).append(record.pk)
        self._pointing = [
            field
            for model in apps.get_models()
            for field in model._meta.concrete_fields
            if isinstance(field, models.ForeignKey)
            and field.related_model in self._of
            and model._meta.app_label in {"people", "cases", "appointments", "outcomes", "access"}
        ]
        self.before = self.now()

    def now(self) -> State:
        """What they say now."""
        state = {
            model._meta.label: sorted(model._default_manager.filter(pk__in=ids).values_list(), key=str)
            for model, ids in self._of.items()
        }
        for field in self._pointing:
            at = {f"{field.name}__in": self._of[field.related_model]}
            rows = field.model._default_manager.filter(**at).values_list("pk", field.attname)
            state[f"{field.model._meta.label}.{field.name}"] = sorted(rows, key=str)
        return state

    def changed(self) -> list[str]:
        now = self.now()
        return [name for name, rows in self.before.items() if rows != now[name]]
