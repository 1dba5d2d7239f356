"""Forms of accounts, deputies, the centre and its first steps."""

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.first_steps import is_the_code
from perspektiv.records.access.models import User
from perspektiv.records.access.roles import Role

FIRST_YEAR, LAST_YEAR = 1990, 2100

if TYPE_CHECKING:
    _UserChoice = forms.ModelChoiceField[User]
else:
    _UserChoice = forms.ModelChoiceField


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **options)


class AccountForm(forms.Form):
    """A name and the roles in one centre."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)
    given_name = forms.CharField(label=_("First name"), max_length=100)
    family_name = forms.CharField(label=_("Family name"), max_length=100)
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    auditor_until = _day(_("Last day of the audit"), required=False)

    def chosen(self) -> dict[str, Any]:
        """The typed values as the actions take them."""
        values = {key: value for key, value in self.cleaned_data.items() if key != "version"}
        return {**values, "roles": [Role(role) for role in values["roles"]]}


class InviteForm(AccountForm):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    email = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="de")
    field_order = ("id", "version", "given_name", "family_name", "email")


class DeputyForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    absent = _UserChoice(User.objects.none(), label=_("Who is away"), empty_label=_("please choose"))
    deputy = _UserChoice(User.objects.none(), label=_("Who stands in"), empty_label=_("please choose"))
    starts_on = _day(_("First day"), initial=timezone.localdate)
    ends_on = _day(_("Last day"))

    def __init__(self, *args: Any, counsellors: QuerySet[User], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("absent", "deputy"):
            choice = self.fields[name]
            assert isinstance(choice, forms.ModelChoiceField)
            choice.queryset = counsellors


class CentreForm(forms.Form):
    name = forms.CharField(label=_("Name of the centre"), max_length=200)
    accesses_shown = forms.BooleanField(
        label=_("Each file shows who looked at it"),
        help_text=_("As far as your staff agreement allows."),
        required=False,
    )

    feed_initials = forms.BooleanField(
        label=_("Calendar feeds show the participants' initials"),
        help_text=_("Feeds end up in calendars of other makers. Without initials, every entry is called “Termin”."),
        required=False,
    )


class NewCentreForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    name = forms.CharField(label=_("Name of the centre"), max_length=200)
    key = forms.SlugField(
        label=_("Name in data packages"),
        max_length=80,
        help_text=_("Small letters, digits and hyphens. It stays, also when the centre gets another name."),
    )

    def clean_key(self) -> str:
        return str(self.cleaned_data["key"]).lower()


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class FirstPasswordForm(forms.Form):
    """A password, typed once and shown on request; password managers fill it."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A short sentence is easy to remember and hard to guess."),
    )

    def __init__(self, *args: Any, user: User | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, self.user)
        return password


class FirstStepsForm(FirstPasswordForm):
    """What an empty installation needs to begin."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("The terminal shows it, where Perspektiv was started. Again with: django-admin first_steps"),
    )
    centre_name = forms.CharField(label=_("Name of the centre"), max_length=200)
    given_name = forms.CharField(label=_("First name"), max_length=100)
    family_name = forms.CharField(label=_("Family name"), max_length=100)
    email = forms.EmailField(label=_("E-mail address"))
    begin = forms.ChoiceField(
        label=_("How do you begin?"),
        choices=(("empty", _("With an empty centre")), ("import", _("With records from before, from files"))),
        initial="empty",
        widget=forms.RadioSelect,
    )

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not is_the_code(code):
            raise ValidationError(_("This is not the code of this installation."))
        return code


class TrailFilter(forms.Form):
    """Which rows of the trail are shown."""

    day = _day(_("Day"), required=False)
    actor = forms.ChoiceField(label=_("Who"), required=False)
    before = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(_("Please choose a day between 1990 and 2100."))
        return day

    def __init__(self, *args: Any, actors: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["actor"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("everybody")), *actors]
