"""Forms by which cases are offered, change hands and end."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import User
from perspektiv.records.cases.forms.days import DayField
from perspektiv.records.cases.models import EndingReason, Segment
from perspektiv.records.cases.work_begun import WorkBegun
from perspektiv.records.people.forms import dressed


class OneOf(forms.ChoiceField):
    """One of some records, by id; cleaned to the record."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=(), **options)
        self.records: dict[str, Any] = {}

    def offer(self, records: Iterable[Any]) -> None:
        self.records = {str(record.pk): record for record in records}
        self.choices = [(key, str(record)) for key, record in self.records.items()]

    def clean(self, value: Any) -> Any:
        return self.records.get(super().clean(value))


class OfferForm(forms.Form):
    """A segment and the counsellor to whom the case is offered."""

    segment = OneOf(label=_("Segment"))
    counsellor = OneOf(label=_("Counsellor"))
    message = forms.CharField(
        label=_("Message"), required=False, max_length=300, help_text=_("to the counsellor; no health data")
    )

    def __init__(
        self, *args: Any, segments: Iterable[Segment] | None, counsellors: Iterable[User], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        _among(self, "counsellor", counsellors)
        if segments is None:
            del self.fields["segment"]
        else:
            _among(self, "segment", segments)
        dressed(self)


class RegularEndForm(forms.Form):
    """The last day of a completed segment, and where the person goes on."""

    next_segment = OneOf(label=_("How does it go on?"), required=False)
    ended_on = DayField(label=_("Last day"), today=True)

    def __init__(self, *args: Any, segments: Iterable[Segment], **options: Any) -> None:
        super().__init__(*args, **options)
        _among(self, "next_segment", segments)
        dressed(self)


class EarlyEndForm(forms.Form):
    """The last day and the reason: one button each; the first day of work, where somebody has found some."""

    ended_on = DayField(label=_("Last day"), today=True)
    reason = OneOf(label=_("Reason"))
    work_from = DayField(label=_("First day of work"), required=False)
    insured = forms.BooleanField(label=_("subject to social insurance"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        known = super().clean() or {}
        day, insured = known.pop("work_from", None), known.pop("insured", False)
        return {**known, "work": WorkBegun(day, insured) if day else None}

    def __init__(self, *args: Any, reasons: Iterable[EndingReason], **options: Any) -> None:
        super().__init__(*args, **options)
        _among(self, "reason", reasons)
        dressed(self)


class SubstituteForm(forms.Form):
    """Who stands in for whom, and for how long."""

    absent = OneOf(label=_("Who is away?"))
    counsellor = OneOf(label=_("Who stands in?"))
    first = DayField(label=_("From"), today=True)
    last = DayField(label=_("Until"), help_text=_("both days included"))

    def __init__(self, *args: Any, absent: Iterable[User] | None, counsellors: Iterable[User], **options: Any) -> None:
        super().__init__(*args, **options)
        _among(self, "counsellor", counsellors)
        if absent is None:
            del self.fields["absent"]
        else:
            _among(self, "absent", absent)
        dressed(self)

    def clean(self) -> dict[str, Any]:
        known = super().clean() or {}
        first, last = known.get("first"), known.get("last")
        if last and first and last < first:
            raise ValidationError({"last": _("The end is before the start.")})
        if last and last < timezone.localdate():
            raise ValidationError({"last": _("This day is past.")})
        if known.get("absent") and known.get("absent") == known.get("counsellor"):
            raise ValidationError({"counsellor": _("Nobody stands in for themselves.")})
        return known


class AcceptForm(forms.Form):
    """The first day of a case that is accepted."""

    day = DayField(label=_("Begins on"), today=True, required=False)
    with_appointments = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dressed(self)


def _among(form: forms.Form, name: str, records: Iterable[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, OneOf)
    field.offer(records)
