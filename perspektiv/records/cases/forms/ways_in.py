"""Forms of ways in: the jobcoach's eight fields, the assistant's twelve, and the five of the way in alone."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.cases.actions.referrals import WayInDetails
from perspektiv.records.cases.forms.days import DayField
from perspektiv.records.cases.models import Contact, Referral
from perspektiv.records.people.actions.participants import Details
from perspektiv.records.people.duplicates import Person
from perspektiv.records.people.fields import Birth, BirthField, CustomerNumberField, JobcoachField, PhoneField
from perspektiv.records.people.forms import LANGUAGES, dressed
from perspektiv.records.people.models import Gender

INITIATIVES = [("", _("please choose")), *Referral.Initiative.choices]
VOLUNTARY = _("that taking part is voluntary and can be ended at any time without disadvantage")


def _concern(rows: int) -> forms.CharField:
    return forms.CharField(
        label=_("Concern"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=_("what shall be clarified, in a few words; no health data"),
    )


class ProposalForm(forms.Form):
    """A jobcoach's proposal: eight fields. The birth date is asked later by the centre, if it is needed."""

    given_name = forms.CharField(label=_("Given name"), max_length=100)
    family_name = forms.CharField(label=_("Family name"), max_length=100)
    customer_number = CustomerNumberField(label=_("Customer number"), max_length=20)
    phone = PhoneField(label=_("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, initial="de")
    initiative = forms.ChoiceField(label=_("Whose wish is it?"), choices=INITIATIVES)
    informed_on = DayField(label=_("Informed on"), help_text=VOLUNTARY)
    concern = _concern(3)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dressed(self)
        self.fields["given_name"].widget.attrs["autofocus"] = True

    def clean_informed_on(self) -> Any:
        return _not_later(self.cleaned_data["informed_on"])

    def person(self) -> Details:
        known = self.cleaned_data
        return Details(
            given_name=known["given_name"],
            family_name=known["family_name"],
            customer_number=known["customer_number"],
            phone=known["phone"],
            language=known["language"],
        )


class WayInForm(forms.Form):
    """The way in alone, of somebody with a file: five fields."""

    jobcoach = forms.Field()  # set for the user
    referred_on = DayField(label=_("Day of the way in"), today=True)
    initiative = forms.ChoiceField(label=_("Whose wish is it?"), choices=INITIATIVES, required=False)
    informed_on = DayField(label=_("Informed on"), required=False, help_text=VOLUNTARY)
    concern = _concern(2)

    def __init__(self, user: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["jobcoach"] = JobcoachField(
            user, Permission.REGISTER, label=_("Jobcoach"), required=False, empty_label=_("none: own wish")
        )
        dressed(self)

    @classmethod
    def showing(cls, referral: Referral, user: User) -> "WayInForm":
        return cls(user, initial=shown(referral))

    def clean_referred_on(self) -> Any:
        return _not_later(self.cleaned_data["referred_on"])

    def clean_informed_on(self) -> Any:
        return _not_later(self.cleaned_data["informed_on"])

    def way_in(self) -> WayInDetails:
        known = self.cleaned_data
        return WayInDetails(
            jobcoach=known["jobcoach"],
            referred_on=known["referred_on"],
            initiative=known["initiative"],
            informed_on=known["informed_on"],
            concern=known["concern"],
        )


class RegistrationForm(WayInForm):
    """A person and their way in, together: twelve fields."""

    given_name = forms.CharField(label=_("Given name"), max_length=100, required=False)
    family_name = forms.CharField(label=_("Family name"), max_length=100)
    birth = BirthField(label=_("Date of birth"), required=False, help_text=_("5 Mar 1990, or only the year"))
    customer_number = CustomerNumberField(label=_("Customer number"), max_length=20, required=False)
    gender = forms.ChoiceField(label=_("Gender"), choices=Gender.choices, initial=Gender.UNKNOWN, required=False)
    phone = PhoneField(label=_("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, initial="de", required=False)

    PERSON = ("given_name", "family_name", "birth", "customer_number", "gender", "phone", "language")

    field_order = (*PERSON, "jobcoach", "referred_on", "initiative", "informed_on", "concern")

    def __init__(self, user: User, *args: Any, **options: Any) -> None:
        super().__init__(user, *args, **options)
        self.fields["given_name"].widget.attrs["autofocus"] = True

    def details(self) -> Details:
        known = self.cleaned_data
        return Details(
            given_name=known["given_name"],
            family_name=known["family_name"],
            birth_date=known["birth"].day,
            birth_year=known["birth"].year,
            customer_number=known["customer_number"],
            gender=known["gender"] or Gender.UNKNOWN,
            phone=known["phone"],
            language=known["language"] or "de",
        )

    def person(self) -> Person:
        """What the check of duplicates asks with."""
        known = self.cleaned_data
        birth = known.get("birth") or Birth()
        return Person(
            known.get("given_name", ""),
            known.get("family_name", ""),
            birth.day,
            birth.year,
            known.get("customer_number", ""),
        )


class ContactForm(forms.Form):
    """One attempt or talk: the button says how and what came of it, the day is today unless it is changed."""

    on = DayField(label=_("Day"), today=True, required=False)
    contact = forms.ChoiceField(choices=())

    KINDS = (
        (Contact.Way.PHONE, Contact.Outcome.REACHED, "phone", _("Reached by telephone")),
        (Contact.Way.PHONE, Contact.Outcome.NOT_REACHED, "phone", _("Not reached")),
        (Contact.Way.LETTER, Contact.Outcome.NOT_REACHED, "envelope", _("Letter sent")),
        (Contact.Way.MAIL, Contact.Outcome.NOT_REACHED, "send", _("E-mail sent")),
        (Contact.Way.PHONE, Contact.Outcome.TALK_PLANNED, "calendar", _("Talk agreed")),
        (Contact.Way.TALK, Contact.Outcome.TALK_HELD, "check", _("Talk held")),
        (Contact.Way.TALK, Contact.Outcome.TALK_MISSED, "person-missing", _("Did not come")),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["contact"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(f"{way}:{outcome}", label) for way, outcome, _icon, label in self.KINDS]
        dressed(self)


class DecisionForm(forms.Form):
    """What came of the first contact, and when."""

    on = DayField(label=_("Day"), today=True, required=False)
    result = forms.ChoiceField(
        choices=[
            (Referral.Result.DECLINED, _("Does not want to")),
            (Referral.Result.NOT_REACHED, _("Could not be reached")),
            (Referral.Result.NOT_SUITABLE, _("Does not suit the person")),
            ("wait", _("Wants to begin: waits for a place")),
        ]
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dressed(self)


def shown(referral: Referral) -> dict[str, Any]:
    """A way in as the form's fields show one."""
    names = ("referred_on", "initiative", "informed_on", "concern")
    return {**{name: getattr(referral, name) for name in names}, "jobcoach": referral.jobcoach_id}


def _not_later(day: Any) -> Any:
    if day and day > timezone.localdate():
        raise ValidationError(_("This day lies in the future."))
    return day
