"""What needs somebody today, by what they may do: each a sentence with names and a way to the page that settles it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.access.permissions import Scope
from perspektiv.records.access.roles_given import roles_given
from perspektiv.records.appointments.agenda import count_undecided, undecided_for
from perspektiv.records.appointments.closing_talks import Finding, Stand, searches_of
from perspektiv.records.appointments.left_behind import left_behind
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases import waiting
from perspektiv.records.cases.handing_over import notes_for, to_write
from perspektiv.records.cases.waits import Change, ChangeDue
from perspektiv.records.desk.links import link
from perspektiv.records.desk.said_off import cancelled_by_jobcoach, cancelled_by_link, declined_late, said_late
from perspektiv.records.desk.todo import NAMED, Todo, names
from perspektiv.records.desk.todos_of_absences import despite_absence, lost_by_absence
from perspektiv.records.desk.todos_of_cases import agreements, left_cases
from perspektiv.records.desk.todos_of_feedback import feedback_to_discuss
from perspektiv.records.desk.todos_of_jobcoaches import todos_of_jobcoach
from perspektiv.records.outcomes.actions.list_releases import waiting as lists_waiting
from perspektiv.records.outcomes.days_missing import days_missing
from perspektiv.records.outcomes.due import count_due, desk_centres
from perspektiv.records.people.models import Care
from perspektiv.records.selfservice.inbox import wishes_for
from perspektiv.records.selfservice.models import Wish

CHANGES = {
    Change.CLOSING_HELD: ("flag", ngettext_lazy("%d ending to enter", "%d endings to enter")),
    Change.CLOSING_MISSING: ("speech", ngettext_lazy("%d closing talk to book", "%d closing talks to book")),
    Change.NO_NEXT_DATE: (
        "calendar",
        ngettext_lazy("%d person without a next date", "%d people without a next date"),
    ),
}
SEARCHES = {
    Stand.STUCK: (
        ngettext_lazy("%d closing talk needs other times", "%d closing talks need other times"),
        "calendar",
        "warn",
    ),
    Stand.WAITING: (
        ngettext_lazy("%d date for three waits for answers", "%d dates for three wait for answers"),
        "clock",
        "",
    ),
}


def todos_of(user: User, day: date) -> list[Todo]:
    """What needs this user, the most pressing first; the same number of queries however much it is."""
    found: list[Todo | None] = []
    own = bool(user.centres_with(P.MARK, Scope.OWN))
    if user.may(P.MARK):
        found.append(_undecided(user, own=own and not user.centres_with(P.MARK, Scope.CENTRE)))
    if user.may(P.ANSWER_OFFERS):
        found += [_offers(user), _handed_over(user), _glass(user), *_left_behind(user), _to_hand_over(user)]
    if user.centres_with(P.REGISTER, Scope.CENTRE):
        found += _ways_in(user, day)
    if user.may(P.ANSWER_WISHES) or user.may(P.ANSWER_COMPLAINTS) or user.may(P.ANSWER_DATA_WISHES):
        found.append(_wishes(user, day))
    if user.centres_with(P.STEER, Scope.CENTRE):
        found += [left_cases(user), _places(user, day)]
    if user.may(P.AGREE):
        found.append(agreements(user))
    if user.may(P.BOOK):
        found += [said_late(user), cancelled_by_link(user), cancelled_by_jobcoach(user)]
        found += [despite_absence(user), lost_by_absence(user), *_closing_dates(user)]
    if user.may(P.CLOSE):
        found += _changes(user, day)
    if user.may(P.SEE_FEEDBACK):
        found.append(feedback_to_discuss(user))
    if user.may(P.FOLLOW_UP):
        found += [_follow_ups(user), _days_missing(user, day)]
    if user.may(P.RELEASE_LISTS):
        found.append(_lists(user))
    if user.may(P.SEE_REFERRALS):
        found += todos_of_jobcoach(user)
    if user.may(P.HEAR_OF_ROLES):
        found.append(_new_roles(user))
    return [todo for todo in found if todo is not None]


def _undecided(user: User, *, own: bool) -> Todo | None:
    number = count_undecided(user, own=own)
    if not number:
        return None
    title = ngettext("%d appointment without a mark", "%d appointments without a mark", number) % number
    oldest = undecided_for(user, own=own, limit=NAMED + 1)
    detail = names(entry.name for entry in oldest[:NAMED])
    return Todo(title, detail, link("appointments:attendance"), "check-square", "bad")


def _offers(user: User) -> Todo | None:
    offers = waiting.open_offers(user)
    if not offers:
        return None
    title = ngettext("%d case is offered to you", "%d cases are offered to you", len(offers)) % len(offers)
    detail = names(f"{offer.participant} ({offer.segment.letters})" for offer in offers)
    return Todo(title, detail, link("cases:offers"), "briefcase", "note")


def _glass(user: User) -> Todo | None:
    opened = list(Care.objects.glass_broken_recently(user))
    if not opened:
        return None
    title = ngettext("%d case of yours was opened", "%d of your cases were opened", len(opened)) % len(opened)
    detail = _("%(who)s opened %(case)s") % {"who": opened[0].user, "case": names(care.participant for care in opened)}
    address = link("people:accesses", opened[0].participant_id)
    return Todo(title, detail, address, "key", "warn")


def _left_behind(user: User) -> list[Todo]:
    """What a change of counsellor could not pass on, person by person: both are shown it until it is solved."""
    theirs: dict[UUID, list[Appointment]] = {}
    for one in left_behind(user):
        theirs.setdefault(one.participant_id, []).append(one)
    return [_still_with_the_former(dates) for dates in theirs.values()]


def _still_with_the_former(dates: list[Appointment]) -> Todo:
    title = ngettext(
        "%d appointment is still with the former counsellor",
        "%d appointments are still with the former counsellor",
        len(dates),
    )
    detail = names(_("%(person)s (with %(who)s)") % {"person": one.participant, "who": one.counsellor} for one in dates)
    address = link("appointments:of_person", dates[0].participant_id)
    return Todo(title % len(dates), detail, address, "calendar", "warn")


def _handed_over(user: User) -> Todo | None:
    """Notes of those who handed a case on; Today shows them whole."""
    notes = notes_for(user)
    if not notes:
        return None
    title = ngettext("%d handover note for you", "%d handover notes for you", len(notes)) % len(notes)
    address = link("cases:handover", notes[0].participant_id) if len(notes) == 1 else link("desk:today")
    return Todo(title, names(note.participant for note in notes), address, "send", "note")


def _to_hand_over(user: User) -> Todo | None:
    """Somebody stands in or goes on, and does not know yet where the case stands."""
    coming = to_write(user)
    if not coming:
        return None
    title = ngettext("%d handover note to write", "%d handover notes to write", len(coming)) % len(coming)
    detail = names(f"{person} ({to})" for person, to in coming)
    person, to = coming[0]
    return Todo(title, detail, f"{link('cases:handover', person.pk)}?an={to.pk}", "pen", "warn")


def _new_roles(user: User) -> Todo | None:
    """Who was given a role that opens counselling content, by whom: one of the eyes that look at administrators."""
    given = roles_given(user.centres_with(P.HEAR_OF_ROLES, Scope.CENTRE), but_not=user)
    if not given:
        return None
    title = ngettext("A role that opens counselling", "%d roles that open counselling", len(given))
    words = [_("%(who)s: %(role)s (by %(by)s)") % each for each in given]
    return Todo(title % len(given) if "%d" in title else title, names(words), "", "key", "warn")


def _ways_in(user: User, day: date) -> list[Todo | None]:
    new = waiting.ways_in_without_contact(user, P.REGISTER, day)
    tried = [way for way in waiting.first_contacts(user, P.REGISTER, day) if way.wait.late or way.wait.soon]
    found: list[Todo | None] = []
    if new:
        late = any(way.wait.late for way in new)
        title = ngettext("%d new way in", "%d new ways in", len(new)) % len(new)
        detail = names(way.referral.participant for way in new)
        found.append(Todo(title, detail, link("cases:ways_in"), "send", "bad" if late else "note"))
    if tried:
        title = ngettext("%d first contact is due", "%d first contacts are due", len(tried)) % len(tried)
        detail = names(way.referral.participant for way in tried)
        found.append(Todo(title, detail, link("cases:ways_in"), "phone", "warn"))
    return found


def _wishes(user: User, day: date) -> Todo | None:
    """What participants ask for by their link; the first is answered first. Late words have an entry of their own."""
    late_words = Wish.objects.filter(kind=Wish.Kind.LATE, appointment__in=declined_late(user))
    wished = wishes_for(user).open().exclude(pk__in=late_words.order_by().values("pk"))
    wishes = list(wished.select_related("participant"))
    if not wishes:
        return None
    title = ngettext("%d wish to answer", "%d wishes to answer", len(wishes)) % len(wishes)
    detail = names(wish.participant for wish in wishes)
    late = any(wish.answer_by < day for wish in wishes)
    today = any(wish.answer_by == day for wish in wishes)
    return Todo(title, detail, link("selfservice:wishes"), "speech", "bad" if late else "warn" if today else "note")


def _places(user: User, day: date) -> Todo | None:
    """Cases for which somebody must be asked: never offered, or declined."""
    places = [place for place in waiting.places_wanted(user, P.STEER, day) if place.offer is None]
    if not places:
        return None
    declined = sum(place.declined > 0 for place in places)
    title = ngettext("%d case to offer", "%d cases to offer", len(places)) % len(places)
    if declined:
        title += ngettext(", %d declined", ", %d declined", declined) % declined
    late = any(place.wait.late for place in places)
    detail = names(place.participant for place in places)
    return Todo(title, detail, link("desk:board") + "#places", "layers", "bad" if late else "warn")


def _closing_dates(user: User) -> list[Todo | None]:
    """Dates for three: those that need other times, and those that wait for answers."""
    searches = searches_of(user)
    return [_searches([one for one in searches if one.stand is stand], stand) for stand in SEARCHES]


def _searches(found: Sequence[Finding], stand: Stand) -> Todo | None:
    if not found:
        return None
    words, icon, colour = SEARCHES[stand]
    detail = names(one.participation.participant for one in found)
    address = link("appointments:closing_dates", found[0].participation.pk)
    return Todo(str(words % len(found)), detail, address, icon, colour)


def _follow_ups(user: User) -> Todo | None:
    number = count_due(user)
    if not number:
        return None
    title = ngettext("%d follow-up is due", "%d follow-ups are due", number) % number
    return Todo(title, _("six months after leaving"), link("outcomes:desk"), "flag", "warn")


def _days_missing(user: User, day: date) -> Todo | None:
    """Who left for work when nobody knew its first day yet: no figure counts it without one."""
    left = days_missing(desk_centres(user), day)
    if not left:
        return None
    title = ngettext("%d first day of work is missing", "%d first days of work are missing", len(left)) % len(left)
    many = link("outcomes:desk") + "#days-missing"
    address = link("outcomes:of_person", left[0].participant_id) if len(left) == 1 else many
    return Todo(title, names(ended.participant for ended in left), address, "briefcase", "note")


def _lists(user: User) -> Todo | None:
    """Lists for the Jobcenter that leave the house only after somebody else's yes."""
    asked = list(lists_waiting(user.centres_with(P.RELEASE_LISTS, Scope.CENTRE)).exclude(asked_by=user))
    if not asked:
        return None
    title = ngettext("%d list to release", "%d lists to release", len(asked)) % len(asked)
    words = [_("%(year)s for the Jobcenter, asked by %(who)s") % {"year": a.year, "who": a.asked_by} for a in asked]
    return Todo(title, names(words), link("outcomes:releases"), "check-square", "note")


def _changes(user: User, day: date) -> list[Todo | None]:
    due = waiting.changes_due(user, P.CLOSE, day)
    steers = bool(user.centres_with(P.STEER, Scope.CENTRE))
    if steers:  # the board shows each; here only what is overdue
        due = [change for change in due if change.wait.late]
    many = link("desk:board") + "#changes" if steers else link("people:list")
    return [_change([change for change in due if change.why is why], why, many) for why in CHANGES]


def _change(due: Sequence[ChangeDue], why: Change, many: str) -> Todo | None:
    if not due:
        return None
    icon, words = CHANGES[why]
    address = link("desk:file", due[0].participation.participant_id) if len(due) == 1 else many
    late = any(change.wait.late for change in due)
    people = names(change.participation.participant for change in due)
    return Todo(str(words % len(due)), people, address, icon, "warn" if late else "")
