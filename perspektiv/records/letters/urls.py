from django.urls import path

from perspektiv.records.letters.views import opting_out

app_name = "letters"
urlpatterns = [
    path("nachrichten/wahl/<str:token>/", opting_out.opt_out, name="opt_out"),
]
