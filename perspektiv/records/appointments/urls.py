from django.urls import URLPattern, path, register_converter

from perspektiv.records.appointments.views import (
    absence,
    appointment,
    attendance,
    booking,
    calendar,
    closing_dates,
    feeds,
    offered_slots,
    opening,
    paper,
    person,
    rooms,
    series,
    several,
)
from perspektiv.records.appointments.views.asking import IsoDay

register_converter(IsoDay, "day")

app_name = "appointments"
urlpatterns: list[URLPattern] = [
    path("termine/", calendar.day, name="day"),
    path("termine/woche/", calendar.week, name="week"),
    path("termine/tagesliste/<day:day>/", paper.print_day, name="print"),
    path("termine/wochenplan/<day:day>/", paper.print_week, name="print_week"),
    path("termine/neu/", booking.book_appointment, name="book"),
    path("termine/zeiten/", booking.times, name="times"),
    path("termine/auswahl/", several.several, name="several"),
    path("termine/pruefen/", booking.check, name="check"),
    path("termine/serie/", series.series, name="series"),
    path("termine/ausfall/", absence.absence, name="absence"),
    path("termine/angebot/", offered_slots.offers, name="offers"),
    path("termine/angebot/rueckgaengig/<uuid:action>/", offered_slots.undo, name="undo_offers"),
    path("termine/rueckgaengig/<uuid:action>/", appointment.undo_action, name="undo"),
    path("termine/<uuid:id>/", appointment.show, name="show"),
    path("termine/<uuid:id>/verschieben/", appointment.move_one, name="move"),
    path("termine/<uuid:id>/pruefen/", appointment.check_move, name="check_move"),
    path("termine/<uuid:id>/absagen/", appointment.cancel_one, name="cancel"),
    path("termine/<uuid:id>/umbesetzen/", appointment.reassign_one, name="reassign"),
    path("anwesenheit/", attendance.attendance, name="attendance"),
    path("anwesenheit/alle/", attendance.mark_day_held, name="all_held"),
    path("anwesenheit/<uuid:id>/", attendance.mark_one, name="mark"),
    path("personen/<uuid:id>/termine/", person.of_person, name="of_person"),
    path("termine/bescheinigung/<uuid:id>/", person.certificate_of, name="certificate"),
    path("termine/zu-dritt/<uuid:id>/", closing_dates.closing_dates, name="closing_dates"),
    path("termine/zu-dritt/<uuid:id>/zuruecknehmen/", closing_dates.withdraw_dates, name="withdraw_dates"),
    path("termine/zu-dritt/zeit/<uuid:id>/buchen/", closing_dates.book_date, name="book_date"),
    path("termine/zu-dritt/zeit/<uuid:id>/antwort/", closing_dates.note_answer, name="note_answer"),
    path("kalender/abo/<str:token>.ics", feeds.calendar_file, name="feed"),
    path("mein-konto/kalender/", feeds.feeds, name="feeds"),
    path("raeume/", rooms.rooms, name="rooms"),
    path("oeffnungszeiten/", opening.opening, name="opening"),
    path("oeffnungszeiten/schliesstag/<uuid:id>/", opening.drop_closing, name="drop_closing"),
]
