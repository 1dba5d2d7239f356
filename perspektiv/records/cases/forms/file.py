"""Forms of a participant's file: agreement, releases, goals, notes, documents, closing talk."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.cases.actions.goals import MOST
from perspektiv.records.cases.models import Document, Goal

PLACES = [(str(place), str(place)) for place in range(MOST + 1)]


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Words(forms.Textarea):
    def __init__(self, rows: int = 3) -> None:
        super().__init__({"rows": rows})


class FileForm(forms.Form):
    """Fields in the look of the design system. ``prefix`` keeps the ids of several forms on one page apart."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for field in self.fields.values():
            if isinstance(field.widget, forms.RadioSelect):
                continue
            kind = "select" if isinstance(field.widget, forms.Select) else "input"
            field.widget.attrs["class"] = f"kern-form-input__{kind}"


class AgreementForm(FileForm):
    signed_on = forms.DateField(label=_("Signed on"), widget=Day, initial=timezone.localdate)


class ReleaseForm(FileForm):
    third_party = forms.CharField(
        label=_("To whom"), max_length=200, help_text=_("One office or person, with place: “Practice Dr. Specht, Bonn”")
    )
    about = forms.CharField(label=_("About what"), max_length=300, help_text=_("One matter, as narrow as possible"))
    given_on = forms.DateField(label=_("Signed on"), widget=Day, initial=timezone.localdate)
    ends_on = forms.DateField(label=_("Holds until"), widget=Day)


class MandateForm(FileForm):
    words = forms.CharField(label=_("In the participant's words"), widget=Words(4))


class GoalForm(FileForm):
    words = forms.CharField(label=_("Goal in the participant's words"), widget=Words(2))
    target = forms.TypedChoiceField(label=_("Reached at"), coerce=int, choices=PLACES[1:], initial="8")
    due_on = forms.DateField(label=_("By when"), widget=Day, required=False)


class NewGoalForm(GoalForm):
    begins_at = forms.TypedChoiceField(
        label=_("Where it stands now"), coerce=int, choices=PLACES, initial="0", help_text=_("0 not begun, 10 all done")
    )
    field_order = ("words", "begins_at", "target", "due_on")


class ChangedGoalForm(GoalForm):
    state = forms.ChoiceField(
        label=_("State"),
        choices=(
            (Goal.State.ACTIVE, _("under way")),
            (Goal.State.REACHED, Goal.State.REACHED.label),
            (Goal.State.DROPPED, Goal.State.DROPPED.label),
        ),
    )


class StepForm(FileForm):
    progress = forms.TypedChoiceField(
        label=_("Where does the participant see the goal now?"), coerce=int, choices=PLACES, widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("In words"), widget=Words(2), required=False)
    on = forms.DateField(label=_("Day"), widget=Day, initial=timezone.localdate)


class NoteForm(FileForm):
    id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    appointment = forms.UUIDField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(label=_("Note"), required=False, strip=False, widget=Words(6))
    about_on = forms.DateField(label=_("Day"), widget=Day)


class DocumentForm(FileForm):
    kind = forms.ChoiceField(label=_("What is it?"), choices=Document.Kind.choices)
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word, OpenDocument, JPEG, PNG or text, at most 10 MB"),
        widget=forms.FileInput({"accept": ".pdf,.docx,.odt,.jpg,.jpeg,.png,.txt"}),
    )


class ClosingForm(FileForm):
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What we hold together"),
        required=False,
        strip=False,
        widget=Words(6),
        help_text=_("What was reached, in words all three can stand by. No ratings, nothing confidential."),
    )
    next_steps = forms.CharField(label=_("How it goes on"), required=False, strip=False, widget=Words(3))
