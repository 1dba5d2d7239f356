"""Forms of the catalogue: an entry, and the day from which it holds."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from perspektiv.records.cases.actions.catalogue import ReasonContent, SegmentContent
from perspektiv.records.cases.forms.days import DayField
from perspektiv.records.cases.models import EndingReason, Segment
from perspektiv.records.people.forms import dressed

if TYPE_CHECKING:
    _SegmentModelForm = forms.ModelForm[Segment]
    _ReasonModelForm = forms.ModelForm[EndingReason]
else:
    _SegmentModelForm = _ReasonModelForm = forms.ModelForm

FROM_TODAY = _("A change makes a new version; what ran until then keeps the old one.")


class SegmentForm(_SegmentModelForm):
    from_day = DayField(label=_("Holds from"), help_text=FROM_TODAY, today=True)

    class Meta:
        model = Segment
        fields = (
            "name",
            "letters",
            "position",
            "setting",
            "planned_units",
            "capacity",
            "legal_basis",
            "prerequisites",
            "content",
            "goal",
            "surveyed",
        )
        labels: ClassVar[dict[str, Any]] = {
            "name": _("Name"),
            "letters": _("Two letters"),
            "position": _("Place on the path"),
            "setting": _("Setting"),
            "planned_units": _("Planned units"),
            "capacity": _("Capacity"),
            "legal_basis": _("Legal basis"),
            "prerequisites": _("Prerequisites"),
            "content": _("Content"),
            "goal": _("Goal"),
            "surveyed": _("Participants are asked how satisfied they are"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "capacity": _("participations at a time; empty: no limit"),
            "planned_units": _("of 75 minutes"),
            "content": _("stands on the certificate"),
            "goal": _("stands on the certificate"),
        }
        widgets: ClassVar[dict[str, Any]] = {
            name: forms.Textarea(attrs={"rows": 2}) for name in ("prerequisites", "content", "goal")
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["position"].validators += [MinValueValidator(1), MaxValueValidator(99)]
        self.fields["planned_units"].validators += [MinValueValidator(1), MaxValueValidator(200)]
        dressed(self)

    def clean_letters(self) -> str:
        return str(self.cleaned_data["letters"]).upper()

    def content(self) -> SegmentContent:
        known = self.cleaned_data
        return SegmentContent(
            name=known["name"],
            letters=known["letters"],
            position=known["position"],
            setting=known["setting"],
            planned_units=known["planned_units"],
            capacity=known["capacity"],
            legal_basis=known["legal_basis"],
            prerequisites=known["prerequisites"],
            content=known["content"],
            goal=known["goal"],
            surveyed=known["surveyed"],
        )

    def key(self) -> str:
        return key_of(self.cleaned_data["name"])


class ReasonForm(_ReasonModelForm):
    from_day = DayField(label=_("Holds from"), help_text=FROM_TODAY, today=True)

    class Meta:
        model = EndingReason
        fields = ("name", "valuation", "influenceable", "is_work")
        labels: ClassVar[dict[str, Any]] = {
            "name": _("Name"),
            "valuation": _("Valuation"),
            "influenceable": _("Can the centre influence it?"),
            "is_work": _("The person leaves for work: the first day is asked for"),
        }
        widgets: ClassVar[dict[str, Any]] = {
            "influenceable": forms.Select(choices=[("", _("not stated")), (True, _("yes")), (False, _("no"))])
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dressed(self)

    def content(self) -> ReasonContent:
        known = self.cleaned_data
        return ReasonContent(
            name=known["name"],
            valuation=known["valuation"],
            influenceable=known["influenceable"],
            is_work=known["is_work"],
        )

    def key(self) -> str:
        return key_of(self.cleaned_data["name"])


class LimitForm(forms.Form):
    """The last day of an entry; empty: it is offered on."""

    valid_to = DayField(label=_("Last day"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dressed(self)


def next_day(entry: Segment | EndingReason) -> date:
    """The first day on which a new version could hold."""
    return max(timezone.localdate(), entry.valid_from or date.min)


def key_of(name: str) -> str:
    """A key for data packages from a name."""
    return slugify(name.replace("ß", "ss"))[:80] or "x"
