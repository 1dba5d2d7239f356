from django.urls import path

from perspektiv.records.desk.views import board, file, help, search, today

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("personen/<uuid:id>/", file.overview, name="file"),
    path("steuerung/", board.board, name="board"),
    path("suche/", search.search, name="search"),
    path("hilfe/", help.keys, name="help"),
]
