from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.accounts import administrators, held_today, manages_all_of, same_mailbox
from perspektiv.records.access.invitations import send_invitation, send_welcome, tell_of_roles
from perspektiv.records.access.models import Centre, Membership, User
from perspektiv.records.access.roles import OPENS_COUNSELLING, SEES_PEOPLE, Role
from perspektiv.records.access.sending import must_be_new
from perspektiv.records.access.sessions import end_all
from perspektiv.records.access.trail import record

NO_ROLE = Text("Bitte wählen Sie mindestens eine Rolle.", "Please choose at least one role.")
WORKS_HERE = Text(
    "Es gibt hier schon ein Konto mit dieser E-Mail-Adresse: {user}.",
    "There is an account with this e-mail address here already: {user}.",
)
SAME_MAILBOX = Text(
    "Dieses Postfach gehört schon zu einem Konto, mit anderer Schreibweise der Adresse. Eine Person hat ein Konto.",
    "This mailbox belongs to an account already, with its address spelt otherwise. A person has one account.",
)
IS_CLOSED = Text("Dieses Konto ist geschlossen. Öffnen Sie es zuerst.", "This account is closed. Open it first.")
HAS_PASSWORD = Text(
    "{user} hat schon ein Passwort. Vergessene Passwörter setzt man auf der Anmeldeseite neu.",
    "{user} has a password already. Forgotten passwords are set anew on the login page.",
)
NOT_YOURSELF = Text("Das eigene Konto können Sie nicht schließen.", "You cannot close your own account.")
NOT_YOUR_OWN_FACTOR = Text(
    "Den eigenen zweiten Faktor ändern Sie unter „Mein Konto“.", "Change your own second factor under “My account”."
)
NOT_YOUR_OWN_SESSIONS = Text(
    "Die eigenen Anmeldungen beenden Sie unter „Mein Konto“.", "End your own sessions under “My account”."
)
LAST_ADMINISTRATOR = Text(
    "{centre} hätte dann niemanden mehr, der Konten verwaltet. Geben Sie die Rolle zuerst jemand anderem.",
    "{centre} would have nobody left to manage accounts. Give somebody else the role first.",
)
ELSEWHERE = Text(
    "{user} arbeitet auch in einem Zentrum, das Sie nicht verwalten. Nehmen Sie stattdessen hier die Rollen weg.",
    "{user} also works in a centre that you do not manage. Take away the roles here instead.",
)
AUDITOR_NEEDS_END = Text("Eine Prüfung braucht einen letzten Tag.", "An auditor's access needs a last day.")
NOT_TO_ONESELF = Text(
    "Rollen, die Personen sehen, kann man sich nicht selbst geben. Bitte eine andere Person der Verwaltung bitten.",
    "Roles that see people cannot be given to oneself. Please ask another administrator.",
)
AUDIT_IS_PAST = Text(
    "Der letzte Tag der Prüfung liegt in der Vergangenheit.", "The last day of the audit is in the past."
)
CHANGED_MEANWHILE = Text(
    "Jemand anderes hat dieses Konto inzwischen geändert. Unten steht der neue Stand; bitte prüfen Sie ihn.",
    "Somebody else has changed this account meanwhile. Below is the new state; please check it.",
)


@transaction.atomic
def invite(
    *,
    by: User,
    centre: Centre,
    email: str,
    given_name: str,
    family_name: str,
    roles: Collection[Role],
    auditor_until: date | None = None,
    language: str = "de",
    id: UUID | None = None,
) -> User:
    """A new account with its roles, and the mail with which its owner sets a password."""
    if id and (already := User.objects.filter(pk=id, memberships__centre=centre).first()):
        return already
    must_be_new(User, id)
    if not roles:
        raise Refused(NO_ROLE)
    user = User.objects.select_for_update().filter(email__iexact=email).first()
    if user and (held_today().filter(user=user, centre=centre).exists() or not user.is_active):
        raise Refused(WORKS_HERE, user=user)
    known = user is not None
    if user is None:
        if same_mailbox(email).exists():
            raise Refused(SAME_MAILBOX)
        user = User.objects.create_user(
            email, id=id or uuid4(), given_name=given_name, family_name=family_name, language=language
        )
    _set_roles(by, user, centre, roles, auditor_until)
    record(by=by, what="access.invited", subject=user, centre=centre.id)
    send = send_welcome if known and user.has_usable_password() else send_invitation
    transaction.on_commit(lambda: send(user, by), robust=True)
    return user


@transaction.atomic
def invite_again(*, by: User, user: User, centre: Centre) -> None:
    """Sends the mail once more; earlier links work until one is used."""
    if not user.is_active:
        raise Refused(IS_CLOSED)
    if user.has_usable_password():
        raise Refused(HAS_PASSWORD, user=user)
    record(by=by, what="access.invited_again", subject=user, centre=centre.id)
    transaction.on_commit(lambda: send_invitation(user, by), robust=True)


@transaction.atomic
def accept_invitation(*, user: User, password: str) -> User:
    """Sets the first password; the link has done its work."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record(by=user, what="access.invitation_accepted", subject=user, centre=next(iter(user.centres()), None))
    return user


@transaction.atomic
def change_account(
    *,
    by: User,
    user: User,
    centre: Centre,
    version: int,
    given_name: str,
    family_name: str,
    roles: Collection[Role],
    auditor_until: date | None = None,
) -> User:
    """Changes the name and which roles the account has in a centre; it holds from the next click on."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.version != version:
        raise Refused(CHANGED_MEANWHILE)
    if (given_name, family_name) != (user.given_name, user.family_name) and not manages_all_of(by, user):
        raise Refused(ELSEWHERE, user=user)
    user.given_name, user.family_name, user.version = given_name, family_name, version + 1
    user.save(update_fields=["given_name", "family_name", "version"])
    _set_roles(by, user, centre, roles, auditor_until)
    _must_keep_an_administrator(centre)
    record(by=by, what="access.account_changed", subject=user, centre=centre.id)
    return user


@transaction.atomic
def close_account(*, by: User, user: User, centre: Centre) -> User:
    """Nobody gets in with it any more, and whoever is in is out."""
    if user.pk == by.pk:
        raise Refused(NOT_YOURSELF)
    if not manages_all_of(by, user):
        raise Refused(ELSEWHERE, user=user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    for held in Centre.objects.filter(id__in=held_today().filter(user=user).values("centre")):
        _must_keep_an_administrator(held)
    end_all(user)
    record(by=by, what="access.account_closed", subject=user, centre=centre.id)
    user.refresh_from_db()
    return user


@transaction.atomic
def open_account(*, by: User, user: User, centre: Centre) -> User:
    """Takes back a closing; the password and the second factor are as they were."""
    if not manages_all_of(by, user):
        raise Refused(ELSEWHERE, user=user)
    User.objects.filter(pk=user.pk).update(is_active=True)
    record(by=by, what="access.account_opened", subject=user, centre=centre.id)
    user.refresh_from_db()
    return user


@transaction.atomic
def choose_language(*, by: User, language: str) -> User:
    by.language = language
    by.save(update_fields=["language"])
    record(by=by, what="access.language_chosen", subject=by)
    return by


@transaction.atomic
def end_sessions(*, by: User, keep: str | None, only: int | None = None) -> int:
    """Ends the user's own sessions, or one of them, but the one that is kept."""
    sessions = UserSession.objects.filter(user=by).exclude(session_key=keep)
    if only is not None:
        sessions = sessions.filter(pk=only)
    ended = list(sessions)
    for session in ended:
        session.end()
    if ended:
        record(by=by, what="access.sessions_ended", subject=by)
    return len(ended)


@transaction.atomic
def end_sessions_of(*, by: User, user: User, centre: Centre) -> None:
    """For a telephone that was lost, or somebody who left a computer open: out everywhere, at once."""
    if user.pk == by.pk:
        raise Refused(NOT_YOUR_OWN_SESSIONS)
    if not manages_all_of(by, user):
        raise Refused(ELSEWHERE, user=user)
    end_all(user)
    record(by=by, what="access.sessions_ended", subject=user, centre=centre.id)


@transaction.atomic
def forget_second_factors(*, by: User, user: User, centre: Centre) -> None:
    """For somebody who lost telephone and codes: they set up a new second factor after the next login."""
    if user.pk == by.pk:
        raise Refused(NOT_YOUR_OWN_FACTOR)
    if not manages_all_of(by, user):
        raise Refused(ELSEWHERE, user=user)
    Authenticator.objects.filter(user=user).delete()
    end_all(user)
    record(by=by, what="access.second_factors_forgotten", subject=user, centre=centre.id)


def _set_roles(by: User, user: User, centre: Centre, roles: Collection[Role], auditor_until: date | None) -> None:
    """Opens what is missing and ends what is too much; each role given or taken leaves a row in the trail.

    Whoever was in with a role that is taken is out: what they still see on the screen is no longer theirs.
    """
    if Role.AUDITOR in roles and auditor_until is None:
        raise Refused(AUDITOR_NEEDS_END)
    if Role.AUDITOR in roles and auditor_until and auditor_until < timezone.localdate():
        raise Refused(AUDIT_IS_PAST)
    held = {Role(role) for role in held_today().filter(user=user, centre=centre).values_list("role", flat=True)}
    given, taken = ([role for role in Role if role in some] for some in (set(roles) - held, held - set(roles)))
    if by.pk == user.pk and not SEES_PEOPLE.isdisjoint(given):
        raise Refused(NOT_TO_ONESELF)
    for role in roles:
        _open(user, centre, role, auditor_until if role is Role.AUDITOR else None)
    for membership in held_today().filter(user=user, centre=centre, role__in=taken):
        _end(membership)
    if taken and by.pk != user.pk:
        end_all(user)
    for role in given:
        record(by=by, what=f"access.role_{role}_given", subject=user, centre=centre.id)
    if opening := [role for role in given if role in OPENS_COUNSELLING]:
        transaction.on_commit(lambda: tell_of_roles(user, by, centre, opening), robust=True)
    for role in taken:
        record(by=by, what=f"access.role_{role}_taken", subject=user, centre=centre.id)


def _open(user: User, centre: Centre, role: Role, ends_on: date | None) -> None:
    today = timezone.localdate()
    membership, made = Membership.objects.get_or_create(
        user=user, centre=centre, role=role, defaults={"starts_on": today, "ends_on": ends_on}
    )
    if not made and membership.ends_on != ends_on:
        if membership.ends_on and membership.ends_on < today:
            membership.starts_on = today
        membership.ends_on = ends_on
        membership.save()


def _end(membership: Membership) -> None:
    """A role given and taken on the same day was held on no day: only the trail tells of it."""
    today = timezone.localdate()
    if membership.starts_on >= today:
        membership.delete()
    else:
        membership.ends_on = today - timedelta(days=1)
        membership.save()


def _must_keep_an_administrator(centre: Centre) -> None:
    if not administrators(centre).exists():
        raise Refused(LAST_ADMINISTRATOR, centre=centre)
