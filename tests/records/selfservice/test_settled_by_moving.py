"""A wish for another date is shown where the appointment is moved, and settled by it; one undo takes back both."""

from collections.abc import Callable

from django.test import Client

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.appointments.actions.absences import undo_together
from perspektiv.records.appointments.models import AppointmentChange
from perspektiv.records.appointments.slots import key_of
from perspektiv.records.selfservice.actions.wishes import settle, wish
from perspektiv.records.selfservice.models import Wish
from tests.records.appointments.office import Office, at, workday
from tests.records.selfservice.visiting import Visitor

AsUser = Callable[[User], Client]


def asked(dilan: Visitor, office: Office) -> Wish:
    return wish(
        by=office.personas.toni,
        participant=dilan.participant,
        kind=Wish.Kind.OTHER_DATE,
        words="Lieber am Nachmittag",
        times=[at(15, days_ahead=9), at(13, 30, days_ahead=10)],
        appointment=dilan.appointment,
    )


def test_the_page_shows_the_words_and_offers_the_wished_times_first(
    dilan: Visitor, office: Office, as_user: AsUser
) -> None:
    wished = asked(dilan, office)
    where = f"/termine/{dilan.appointment.pk}/verschieben/"
    page = as_user(office.personas.toni).get(where).content.decode()
    assert "Lieber am Nachmittag" in page and "gewünscht" in page
    first, second = sorted((at(15, days_ahead=9), at(13, 30, days_ahead=10)))
    assert f'value="{key_of(first)}" checked' in page
    assert page.index(key_of(first)) < page.index(key_of(second)) < page.index(f'value="{workday()}T')
    assert TrailRow.objects.filter(what="wishes.read", subject__endswith=str(wished.pk)).exists()
    page = as_user(office.personas.jule).get(where).content.decode()
    assert "Lieber am Nachmittag" not in page, "only for whoever answers wishes"


def test_moving_settles_it_and_one_undo_takes_back_both(dilan: Visitor, office: Office, as_user: AsUser) -> None:
    wished, client, before = asked(dilan, office), as_user(office.personas.toni), dilan.appointment.starts_at
    where = f"/termine/{dilan.appointment.pk}/verschieben/"
    moved = {"version": dilan.now().version, "slot": key_of(at(15, days_ahead=9)), "wish": wished.pk}
    page = client.post(where, moved, follow=True).content.decode()
    assert "der Wunsch ist erledigt" in page
    wished.refresh_from_db()
    assert wished.settled_by == office.personas.toni and wished.answer == ""
    undo_together(by=office.personas.toni, action=AppointmentChange.objects.latest("created_at").action)
    wished.refresh_from_db()
    assert wished.settled_at is None and dilan.now().starts_at == before


def test_moving_elsewhere_or_only_to_another_room_leaves_it_open(
    dilan: Visitor, office: Office, as_user: AsUser
) -> None:
    wished, client = asked(dilan, office), as_user(office.personas.toni)
    where = f"/termine/{dilan.appointment.pk}/verschieben/"
    room = office.rooms[1].pk
    same = {"version": dilan.now().version, "slot": key_of(dilan.appointment.starts_at), "room": room}
    client.post(where, same | {"wish": wished.pk})
    client.post(where, {"version": dilan.now().version, "slot": key_of(at(15, days_ahead=9))})
    wished.refresh_from_db()
    assert wished.settled_at is None


def test_undoing_the_move_leaves_a_wish_that_was_answered_by_hand(
    dilan: Visitor, office: Office, as_user: AsUser
) -> None:
    wished, client = asked(dilan, office), as_user(office.personas.toni)
    where = f"/termine/{dilan.appointment.pk}/verschieben/"
    client.post(where, {"version": dilan.now().version, "slot": key_of(at(15, days_ahead=9))})
    settle(by=office.personas.toni, wish=wished, version=wished.version, answer="Das geht.")
    undo_together(by=office.personas.toni, action=AppointmentChange.objects.latest("created_at").action)
    wished.refresh_from_db()
    assert wished.settled_at
