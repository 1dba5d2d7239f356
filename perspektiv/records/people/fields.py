"""Form fields of this room, for its own forms and those of the rooms above."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.days import month_of
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.people.models import Jobcoach
from perspektiv.records.people.numbers import fault_of_customer_number, fault_of_phone

if TYPE_CHECKING:
    _JobcoachChoice = forms.ModelChoiceField[Jobcoach]
else:
    _JobcoachChoice = forms.ModelChoiceField

_PARTS = re.compile(r"^(\d{1,2})[. /-]+(\d{1,2})[. /-]+(\d{2}|\d{4})$|^(\d{2})(\d{2})(\d{4})$")
_NAMED = re.compile(r"^(\d{1,2})\.? +([A-Za-z]{3,9})\.? +(\d{4})$")
_YEAR = re.compile(r"^\d{4}$")
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
OLDEST = 110


@dataclass(frozen=True)
class Birth:
    """A day of birth, or the year alone."""

    day: date | None = None
    year: int | None = None

    def __str__(self) -> str:
        if self.day:
            return date_format(self.day, "SHORT_DATE_FORMAT")
        return str(self.year or "")


class BirthField(forms.Field):
    """A day as people type it (5.3.1990, 05031990, 5 Mar 1990), or only the year."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "unreadable": _("Please write the day as 5 Mar 1990 or 05.03.1990, or only the year."),
        "no_such_day": _("There is no such day. Please check it."),
        "not_alive": _("Please check the year."),
    }

    def to_python(self, value: Any) -> Birth:
        typed = str(value or "").strip()
        if not typed:
            return Birth()
        if _YEAR.match(typed):
            born = Birth(year=int(typed))
        elif found := _ISO.match(typed):
            born = self._day(*(int(part) for part in found.groups()))
        elif found := _PARTS.match(typed):
            day, month, year = (int(part) for part in found.groups() if part is not None)
            born = self._day(_full(year), month, day)
        elif (named := _NAMED.match(typed)) and (month := month_of(named[2])):
            born = self._day(int(named[3]), month, int(named[1]))
        else:
            raise ValidationError(self.error_messages["unreadable"])
        if not date.today().year - OLDEST <= (born.year or 0) <= date.today().year:
            raise ValidationError(self.error_messages["not_alive"])
        return born

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Birth) else value

    def _day(self, year: int, month: int, day: int) -> Birth:
        try:
            return Birth(date(year, month, day), year)
        except ValueError:
            raise ValidationError(self.error_messages["no_such_day"]) from None


class CustomerNumberField(forms.CharField):
    """A person's number at the Jobcenter: the yearly list finds the person by it."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if fault := fault_of_customer_number(value):
            raise ValidationError(str(fault))


class PhoneField(forms.CharField):
    """A telephone number, with whatever somebody writes beside it."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if fault := fault_of_phone(value):
            raise ValidationError(str(fault))


def _full(year: int) -> int:
    """A year of two digits: in the hundred years until now."""
    if year >= 100:
        return year
    now = date.today().year
    return year + (now // 100 * 100 if year <= now % 100 else now // 100 * 100 - 100)


class JobcoachField(_JobcoachChoice):
    """A jobcoach by family name: a list that the browser searches by typing; umlauts in any spelling with script."""

    def __init__(self, user: User, permission: Permission, **options: Any) -> None:
        centres = user.centres_with(permission, Scope.CENTRE) | user.centres_with(permission, Scope.OWN)
        widget = forms.Select(attrs={"data-typeahead": "", "class": "kern-form-input__select"})
        super().__init__(Jobcoach.objects.filter(centre__in=centres, in_use=True), **{"widget": widget, **options})

    def label_from_instance(self, obj: Jobcoach) -> str:
        return obj.listed
