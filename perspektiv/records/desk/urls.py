from django.urls import path

from perspektiv.records.desk.views import board, file, help, notices, reports, road, search, today

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("personen/<uuid:id>/", file.overview, name="file"),
    path("steuerung/", board.board, name="board"),
    path("berichte/", reports.reports, name="reports"),
    path("berichte/<str:centre>/<str:report>/<str:file>", reports.report, name="report"),
    path("suche/", search.search, name="search"),
    path("ansteht/", notices.notices, name="notices"),
    path("ansteht/zahl/", notices.count, name="notices_count"),
    path("ansteht/mail/", notices.daily_mail, name="daily_mail"),
    path("unterwegs/", road.road, name="road"),
    path("unterwegs/dienst.js", road.worker, name="road_worker"),
    path("unterwegs/tag/", road.day, name="road_day"),
    path("unterwegs/marke/", road.tapped, name="tapped"),
    path("hilfe/", help.keys, name="help"),
]
