"""Forms of the plan of data collection."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Centre
from perspektiv.records.cases.models import Segment
from perspektiv.records.feedback.actions.rules import MOST_DAYS, MOST_EVERY, MOST_OPEN, MOST_QUESTIONS, When
from perspektiv.records.feedback.models import CollectionRule, Moment, Step
from perspektiv.records.people.forms import dressed


class WhenForm(forms.Form):
    """What can be changed of a rule."""

    every = forms.IntegerField(
        label=_("After every … appointment"),
        min_value=1,
        max_value=MOST_EVERY,
        initial=1,
        help_text=_("4: after every fourth; only for “after an appointment”"),
    )
    days = forms.IntegerField(
        label=_("Days from there"),
        min_value=0,
        max_value=MOST_DAYS,
        initial=0,
        help_text=_("0: on the same day; before the closing talk they are days ahead"),
    )
    open_days = forms.IntegerField(
        label=_("Open for … days"),
        min_value=1,
        max_value=MOST_OPEN,
        initial=14,
        help_text=_("so long it can be answered"),
    )
    remind_after = forms.IntegerField(
        label=_("Reminder after … days"),
        min_value=1,
        max_value=MOST_OPEN,
        initial=5,
        required=False,
        help_text=_("once; empty: nobody is reminded"),
    )
    segments = forms.ModelMultipleChoiceField(
        label=_("Only in these offers"),
        queryset=Segment.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *arguments: Any, centre: Centre, **named: Any) -> None:
        super().__init__(*arguments, **named)
        dressed(self)
        self.fields["segments"].widget.attrs = {}
        offers = self.fields["segments"]
        assert isinstance(offers, forms.ModelMultipleChoiceField)
        offers.queryset = Segment.objects.filter(centre=centre)

    def when(self, step: str) -> When:
        """As actions take it: days before the closing talk are negative."""
        typed = self.cleaned_data
        return When(
            every=typed["every"] if step == Step.AFTER_SESSION else 1,
            days=-typed["days"] if step == Step.BEFORE_CLOSING else typed["days"],
            open_days=typed["open_days"],
            remind_after=typed["remind_after"],
        )


class RuleForm(WhenForm):
    instrument = forms.UUIDField(label=_("Questionnaire"), widget=forms.Select)
    step = forms.ChoiceField(label=_("When"), choices=Step.choices)
    moment = forms.ChoiceField(
        label=_("Comparison"),
        choices=Moment.choices,
        initial=Moment.SINGLE,
        help_text=_("“before” at the start, “afterwards” at the end: the pair shows what has changed"),
    )

    field_order = ("instrument", "step", "moment", "every", "days", "open_days", "remind_after", "segments")

    def __init__(self, *arguments: Any, instruments: Iterable[tuple[UUID, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        widget = self.fields["instrument"].widget
        assert isinstance(widget, forms.Select)
        widget.choices = [(str(id), name) for id, name in instruments]


class LimitForm(forms.Form):
    questions_a_month = forms.IntegerField(
        label=_("Questions a person and month, at most"), min_value=1, max_value=MOST_QUESTIONS
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        dressed(self)


def typed_of(rule: CollectionRule) -> dict[str, object]:
    """A rule as its form shows it."""
    return {
        "every": rule.every,
        "days": abs(rule.days),
        "open_days": rule.open_days,
        "remind_after": rule.remind_after,
        "segments": [segment.pk for segment in rule.segments.all()],
    }
