from django.urls import path

from perspektiv.records.desk.views import file

app_name = "desk"
urlpatterns = [path("personen/<uuid:id>/", file.overview, name="file")]
