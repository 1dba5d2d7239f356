"""The path: catalogue, ways in, first contact, offers of cases, participations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
