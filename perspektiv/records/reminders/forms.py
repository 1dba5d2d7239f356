"""Forms of this room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from perspektiv.records.people.forms import dressed
from perspektiv.records.reminders.actions.rules import MOST_DAYS, MOST_WITHOUT


class RuleForm(forms.Form):
    days_before = forms.IntegerField(
        label=_("Days before the appointment"),
        min_value=0,
        max_value=MOST_DAYS,
        help_text=_("0 is the day itself"),
    )
    at = forms.TimeField(
        label=_("Time of day"),
        help_text=_("from 8:00 to 19:59"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "min": "08:00", "max": "19:59"}),
    )

    by_letter = forms.BooleanField(
        label=_(
            "Also by letter, to those without e-mail or text messages (from 3 days before on; letters are "
            "written earlier where two working days do not lie between: for Mondays on Wednesday)"
        ),
        required=False,
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        dressed(self)


class LotForm(forms.Form):
    share_without = forms.IntegerField(
        label=_("Of 100 appointments, the lot leaves without a reminder"), min_value=0, max_value=MOST_WITHOUT
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        dressed(self)
