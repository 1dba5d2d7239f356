from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from perspektiv.errors import Refused
from perspektiv.records.people.actions.jobcoaches import Particulars
from perspektiv.records.people.actions.participants import Details
from perspektiv.records.people.duplicates import Person
from perspektiv.records.people.fields import Birth, BirthField, CustomerNumberField, PhoneField
from perspektiv.records.people.models import Gender, Jobcoach, Participant

LANGUAGES = (
    ("de", _("German")),
    ("de-x-plain", _("Plain German")),
    ("en", _("English")),
    ("uk", _("Ukrainian")),
    ("ru", _("Russian")),
    ("ar", _("Arabic")),
    ("fa", _("Farsi")),
    ("tr", _("Turkish")),
    ("bg", _("Bulgarian")),
    ("ro", _("Romanian")),
)

if TYPE_CHECKING:
    _JobcoachModelForm = forms.ModelForm[Jobcoach]
else:
    _JobcoachModelForm = forms.ModelForm


class ParticipantForm(forms.Form):
    """A person, in eleven fields: alone here, or as a part of a longer form of a room above.

    ``form.details()`` are arguments of ``actions.participants.register`` and ``edit``; ``form.person()`` is what the
    check of duplicates asks with.
    """

    given_name = forms.CharField(label=_("Given name"), max_length=100, required=False)
    family_name = forms.CharField(label=_("Family name"), max_length=100)
    birth = BirthField(label=_("Date of birth"), required=False, help_text=_("5 Mar 1990, or only the year"))
    customer_number = CustomerNumberField(
        label=_("Customer number"), max_length=20, required=False, help_text=_("the Jobcenter's")
    )
    phone = PhoneField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    street = forms.CharField(label=_("Street and number"), max_length=120, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    city = forms.CharField(label=_("Town"), max_length=80, required=False)
    gender = forms.ChoiceField(label=_("Gender"), choices=Gender.choices, initial=Gender.UNKNOWN, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, initial="de", required=False)

    ASKED = ("given_name", "family_name", "birth", "customer_number")
    """What the check of duplicates asks with while it is typed."""

    @classmethod
    def showing(cls, participant: Participant, **options: Any) -> "ParticipantForm":
        return cls(initial=shown(participant), **options)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        language = self["language"].initial
        field = self.fields["language"]
        if isinstance(field, forms.ChoiceField) and language not in dict(LANGUAGES):
            field.choices = [*LANGUAGES, (language, language or _("not stated"))]  # as it was imported
        dressed(self)

    def clean_gender(self) -> str:
        return self.cleaned_data["gender"] or Gender.UNKNOWN

    def details(self) -> Details:
        known = self.cleaned_data
        return Details(
            given_name=known["given_name"],
            family_name=known["family_name"],
            gender=known["gender"],
            birth_date=known["birth"].day,
            birth_year=known["birth"].year,
            customer_number=known["customer_number"],
            phone=known["phone"],
            email=known["email"],
            street=known["street"],
            postcode=known["postcode"],
            city=known["city"],
            language=known["language"],
        )

    def person(self) -> Person:
        """As far as it is typed and readable."""
        self.is_valid()
        known = self.cleaned_data
        birth = known.get("birth") or Birth()
        return Person(
            known.get("given_name", ""),
            known.get("family_name", ""),
            birth.day,
            birth.year,
            known.get("customer_number", ""),
        )


def shown(participant: Participant) -> dict[str, Any]:
    """A participant as the form's fields show one."""
    names = ("given_name", "family_name", "customer_number", "phone", "email", "street", "postcode", "city")
    return {
        **{name: getattr(participant, name) for name in (*names, "gender", "language")},
        "birth": Birth(participant.birth_date, participant.birth_year),
    }


class JobcoachForm(_JobcoachModelForm):
    phone = PhoneField(label=_("Telephone"), max_length=40, required=False)

    class Meta:
        model = Jobcoach
        fields = ("given_name", "family_name", "email", "phone", "team", "in_use")
        labels: ClassVar[dict[str, Any]] = {
            "given_name": _("Given name"),
            "family_name": _("Family name"),
            "email": _("E-mail"),
            "phone": _("Telephone"),
            "team": _("Team"),
            "in_use": _("Offered in forms"),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dressed(self)

    def particulars(self) -> Particulars:
        known = self.cleaned_data
        return Particulars(
            given_name=known["given_name"],
            family_name=known["family_name"],
            email=known["email"],
            phone=known["phone"],
            team=known["team"],
            in_use=known["in_use"],
        )


class ReasonForm(forms.Form):
    """Why a case is opened."""

    reason = forms.CharField(
        label=_("Your reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("at least 10 letters; the counsellor reads it"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dressed(self)


def dressed(form: forms.BaseForm) -> None:
    """Gives each field its look."""
    for field in form.fields.values():
        if isinstance(field.widget, forms.CheckboxInput):
            continue
        select = isinstance(field.widget, forms.Select)
        field.widget.attrs.setdefault("class", "kern-form-input__select" if select else "kern-form-input__input")
        field.widget.attrs.setdefault("autocomplete", "off")


def refuse(form: forms.BaseForm, refused: Refused, field: str | None = None) -> None:
    """Shows on the form what an action refused, so that nothing typed is lost."""
    form.add_error(field, refused.sentence.en if get_language() == "en" else refused.sentence.de)


def sent_id(typed: str | None = None) -> UUID:
    """The id that a form carries for what it will make, so that sending it twice makes it once; a new one at first."""
    try:
        return UUID(typed or "")
    except ValueError:
        return uuid4()


def displayed(participant: Participant) -> list[tuple[str, str]]:
    """Label and value of everything kept of a person, as words."""
    return [(str(bound.label), _said(bound, bound.value())) for bound in ParticipantForm.showing(participant)]


def differing(typed: forms.BaseForm, stored: dict[str, Any]) -> Iterable[tuple[str, str, str]]:
    """Label, what was typed and what is stored now, of the fields in which the two versions differ."""
    for bound in typed:
        mine, theirs = bound.value(), typed.fields[bound.name].prepare_value(stored.get(bound.name))
        if str(mine or "") != str(theirs or ""):
            yield str(bound.label), _said(bound, mine), _said(bound, theirs)


def _said(bound: forms.BoundField, value: Any) -> str:
    choices = dict(getattr(bound.field, "choices", ()))
    return str(choices.get(value, value or "–"))
