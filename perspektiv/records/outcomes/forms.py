"""Forms of outcomes: one question answered on the desk, and entries corrected afterwards."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.trail import Actor
from perspektiv.records.cases.forms.days import DayField
from perspektiv.records.outcomes.actions import answers, job_starts, keeping, measures
from perspektiv.records.outcomes.due import About, Answer
from perspektiv.records.outcomes.models import FollowOnMeasure, FollowUp, JobStart, Source
from perspektiv.records.people.forms import dressed
from perspektiv.records.people.models import Participant

KINDS = (
    _("Training (retraining, qualification)"),
    _("Training course of the Jobcenter"),
    _("Language or integration course"),
    _("Subsidised employment"),
    _("School or studies"),
)
"""Proposed while typing; any other kind can be typed."""


def known_kinds(centre_ids: Iterable[UUID]) -> list[str]:
    """Kinds that were used in these centres, and those that we propose."""
    used = FollowOnMeasure.objects.filter(centre__in=list(centre_ids)).order_by("kind").values_list("kind", flat=True)
    return list(dict.fromkeys([*used.distinct()[:30], *(str(kind) for kind in KINDS)]))


class OutcomeForm(forms.Form):
    """What somebody said about one question: yes with a day, or another answer."""

    answer = forms.ChoiceField(choices=Answer.choices)
    started_on = DayField(label=_("Since"), required=False)
    insured = forms.BooleanField(label=_("subject to social insurance"), required=False)
    kind = forms.CharField(label=_("Kind"), max_length=120, required=False)
    source = forms.ChoiceField(label=_("According to"), choices=Source.choices)

    def keep(self, *, by: Actor, participant: Participant, about: str, id: UUID) -> keeping.Outcome:
        """A yes with its day is a job start or a measure; a yes without one is an answer, which no figure counts."""
        known = self.cleaned_data
        if known["answer"] != Answer.YES or not known["started_on"]:
            return answers.note(
                by=by, participant=participant, about=about, answer=known["answer"], source=known["source"], id=id
            )
        made: dict[str, Any] = {"by": by, "participant": participant, "id": id, "source": known["source"]}
        if about == About.JOB:
            return job_starts.note(started_on=known["started_on"], insured=known["insured"], **made)
        return measures.note(started_on=known["started_on"], kind=known["kind"], **made)


class JobStartForm(forms.Form):
    started_on = DayField(label=_("First day of work"))
    insured = forms.BooleanField(label=_("subject to social insurance"), required=False, initial=True)
    ended_on = DayField(label=_("Last day of work"), required=False)
    source = forms.ChoiceField(label=_("According to"), choices=Source.choices)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dressed(self)

    def correct(self, *, by: Actor, outcome: JobStart, version: int) -> keeping.Outcome:
        return job_starts.correct(by=by, job_start=outcome, version=version, **self.cleaned_data)


class MeasureForm(forms.Form):
    started_on = DayField(label=_("First day"))
    kind = forms.CharField(
        label=_("Kind"), max_length=120, required=False, widget=forms.TextInput(attrs={"list": "kinds"})
    )
    source = forms.ChoiceField(label=_("According to"), choices=Source.choices)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dressed(self)

    def correct(self, *, by: Actor, outcome: FollowOnMeasure, version: int) -> keeping.Outcome:
        return measures.correct(by=by, measure=outcome, version=version, **self.cleaned_data)


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices)
    asked_on = DayField(label=_("Asked on"))
    source = forms.ChoiceField(label=_("According to"), choices=Source.choices)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dressed(self)

    def correct(self, *, by: Actor, outcome: FollowUp, version: int) -> keeping.Outcome:
        return answers.correct(by=by, follow_up=outcome, version=version, **self.cleaned_data)


EntryForm = JobStartForm | MeasureForm | AnswerForm
FORMS: dict[type[Any], type[EntryForm]] = {JobStart: JobStartForm, FollowOnMeasure: MeasureForm, FollowUp: AnswerForm}


def form_for(outcome: keeping.Outcome, data: Any = None) -> EntryForm:
    """The form of an entry, filled with it; a source as it was imported stays choosable."""
    initial = {name: getattr(outcome, name) for name in FORMS[type(outcome)].base_fields}
    form = FORMS[type(outcome)](data, initial=initial)
    source = form.fields["source"]
    if isinstance(source, forms.ChoiceField) and outcome.source not in Source.values:
        source.choices = [(outcome.source, outcome.source or "–"), *Source.choices]
        source.required = bool(outcome.source)
    return form


class ReportForm(forms.Form):
    """A jobcoach tells of a job start."""

    started_on = DayField(label=_("First day of work"))
    insured = forms.TypedChoiceField(
        label=_("Subject to social insurance?"),
        choices=(("yes", _("yes")), ("no", _("no, a mini-job or self-employed"))),
        coerce=lambda typed: typed == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dressed(self)


class DayForm(forms.Form):
    """Since when, after a yes by the link of a mail."""

    started_on = DayField(label=_("Since"))
    insured = forms.BooleanField(label=_("subject to social insurance"), required=False, initial=True)
    kind = forms.CharField(label=_("Kind"), max_length=120, required=False)

    def __init__(self, *args: Any, about: str, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["kind" if about == About.JOB else "insured"]
        dressed(self)
