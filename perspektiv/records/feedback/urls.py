"""The addresses of the room, by what they serve."""

from django.urls import URLPattern

app_name = "feedback"
urlpatterns: list[URLPattern] = []
