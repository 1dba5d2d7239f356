"""What becomes of the later appointments of a participation or a way in that ends."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from perspektiv.records.cases.ahead import NOTHING_SHOWN, Decision, Party, ahead_of
from perspektiv.records.cases.models import Consent, Participation, Referral
from perspektiv.records.people.models import Participant

PARTIES = (
    (Party.PARTICIPANT.value, _("The participant, in time")),
    (Party.CENTRE.value, _("The centre")),
    (Party.JOBCOACH.value, _("The jobcoach")),
)


class AheadForm(forms.Form):
    """Called off together, by one party, unless somebody wants them to stay. Asked only where there are any."""

    call_off = forms.BooleanField(required=False, initial=True)
    party = forms.ChoiceField(choices=PARTIES, required=False)
    tell = forms.BooleanField(required=False)

    def __init__(self, data: QueryDict | None, *, of: Participation | Referral, party: Party) -> None:
        ahead = ahead_of(of)
        tells = bool(ahead) and wish_messages(of.participant)
        super().__init__(data, initial={"call_off": True, "party": party.value, "tell": tells})
        self.ahead, self.proposed = ahead, party.value
        self._shown = frozenset(filter(None, map(_uuid, data.getlist("ahead") if data else [])))
        if self._shown:
            self.proposed = self["party"].value()

    def clean(self) -> dict[str, Any]:
        known = super().clean() or {}
        if self._shown and known.get("call_off") and not known.get("party"):
            self.add_error("party", _("Please say who cancels."))
        return known

    @property
    def decision(self) -> Decision:
        """Of a valid form: about those that its page showed."""
        if not self._shown:
            return NOTHING_SHOWN
        known = self.cleaned_data
        return Decision(self._shown, Party(known["party"]) if known["call_off"] else None, known["tell"])

    @property
    def ticked(self) -> bool:
        """Whether the page proposes to call them off: until somebody who saw them said otherwise."""
        return not self._shown or bool(self["call_off"].value())

    @property
    def tells(self) -> bool:
        """Whether those concerned are written to: where they wished for messages, until somebody said otherwise."""
        return bool(self["tell"].value() if self._shown else self.initial["tell"])

    @property
    def undecided(self) -> bool:
        """Whether something lies ahead that the page, from which this was sent, did not show."""
        return not self._shown.issuperset(each.id for each in self.ahead)


def wish_messages(participant: Participant) -> bool:
    given = Consent.objects.filter(participant=participant, purpose=Consent.Purpose.MESSAGES, withdrawn_on=None)
    return given.exists()


def _uuid(sent: str) -> UUID | None:
    try:
        return UUID(sent)
    except ValueError:
        return None
