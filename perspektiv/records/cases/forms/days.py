"""Days as people give them: with the browser's own calendar, or typed."""

from typing import Any

from django import forms
from django.utils import timezone


class DayField(forms.DateField):
    """A calendar day; today at first where it says what was just done."""

    input_formats = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y")

    def __init__(self, *, today: bool = False, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        if today:
            options.setdefault("initial", timezone.localdate)
        super().__init__(**{"widget": widget, "input_formats": self.input_formats, **options})
