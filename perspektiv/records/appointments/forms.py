"""Forms of booking and moving: what they may choose from depends on the case and on who asks."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions.bookings import LONGEST, SHORTEST
from perspektiv.records.appointments.counsellors import bookable_by, chosen_first
from perspektiv.records.appointments.hours import unusual
from perspektiv.records.appointments.models import UNIT_MINUTES, Appointment, Room, end_of
from perspektiv.records.appointments.moments import FIRST_DAY, LAST_DAY, moment_of, typed
from perspektiv.records.appointments.opening import opening_of
from perspektiv.records.appointments.slots import Diary, key_of
from perspektiv.records.appointments.views.answering import said
from perspektiv.records.cases.models import Participation, Referral

OTHER = "other"
"""Among the offered times: another one, typed."""


TOO_FAR = _("This day is too far away.")
THINKABLE = (MinValueValidator(FIRST_DAY, TOO_FAR), MaxValueValidator(LAST_DAY, TOO_FAR))


class TimesForm(forms.Form):
    """A time for an appointment: one that was offered, or another; with a free room."""

    slot = forms.CharField(required=False)
    day = forms.DateField(required=False, validators=THINKABLE)
    time = forms.TimeField(required=False)
    anyway = forms.CharField(required=False)
    place = forms.ChoiceField(choices=Appointment.Place.choices, required=False)
    minutes = forms.IntegerField(min_value=SHORTEST, max_value=LONGEST, required=False)
    counsellor: forms.Field = forms.ModelChoiceField(User.objects.none(), required=False)
    room = forms.ModelChoiceField(Room.objects.none(), required=False)

    def __init__(
        self, data: Any, *, of: Participation | Referral, user: User, moving: Appointment | None = None
    ) -> None:
        super().__init__(data)
        self.of, self.moving = of, moving
        self.refusal: Text | None = None  # why there is no such time
        bookable = bookable_by(user, of)
        self.first_choice = chosen_first(user, of, bookable)
        counsellor, room = self.fields["counsellor"], self.fields["room"]
        assert isinstance(counsellor, forms.ModelChoiceField) and isinstance(room, forms.ModelChoiceField)
        counsellor.queryset = User.objects.filter(pk__in=[one.pk for one in bookable])
        room.queryset = Room.objects.filter(centre=of.centre_id, in_use=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["place"] = cleaned.get("place") or Appointment.Place.CENTRE
        cleaned["minutes"] = cleaned.get("minutes") or UNIT_MINUTES
        try:
            cleaned["starts_at"] = self._starts_at(cleaned)
        except Refused as refused:
            cleaned["starts_at"], self.refusal = None, refused.sentence
            self.add_error("time", said(refused.sentence))
        if self.refusal is None and self.is_bound and not cleaned["starts_at"] and "day" not in self.errors:
            self.add_error("time", _("Please choose a time."))
        return cleaned

    def _starts_at(self, cleaned: dict[str, Any]) -> datetime | None:
        slot = cleaned.get("slot") or OTHER
        if slot != OTHER:
            return moment_of(slot)
        if cleaned.get("day") and cleaned.get("time"):
            return typed(cleaned["day"], cleaned["time"])
        return None

    @property
    def to_be_asked(self) -> Text | None:
        """Why nobody is there at the time of a valid form, unless it was already said that it is meant."""
        starts_at, minutes = self.cleaned_data["starts_at"], self.cleaned_data["minutes"]
        if self.cleaned_data["anyway"] == key_of(starts_at):
            return None
        return unusual(starts_at, minutes, self.cleaned_data.get("counsellor"), opening_of(self.of.centre))

    def free_room(self, counsellor: User | None) -> Room | None:
        """The room that was chosen, else one that is free; none where no room is needed, or none is free."""
        starts_at, minutes = self.cleaned_data["starts_at"], self.cleaned_data["minutes"]
        if self.cleaned_data["place"] != Appointment.Place.CENTRE:
            return None
        chosen: Room | None = self.cleaned_data.get("room")
        if chosen:
            return chosen
        diary = Diary.of_day(self.of.centre, counsellor, starts_at, without=self.moving)
        return next(iter(diary.free_rooms(starts_at, end_of(starts_at, minutes))), None)


class BookingForm(TimesForm):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    kind = forms.ChoiceField(choices=Appointment.Kind.choices, required=False)
    note = forms.CharField(max_length=200, required=False)
