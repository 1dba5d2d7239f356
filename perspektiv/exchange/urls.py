from django.urls import path

from perspektiv.exchange import views

app_name = "exchange"
urlpatterns = [
    path("einlesen/", views.start, name="import"),
    path("einlesen/<uuid:id>/", views.preview, name="preview"),
    path("einlesen/<uuid:id>/stand/", views.progress, name="progress"),
    path("einlesen/<uuid:id>/fehler.csv", views.faults, name="faults"),
    path("einlesen/<uuid:id>/verwerfen/", views.discard, name="discard"),
    path("ausgeben/", views.export, name="export"),
]
