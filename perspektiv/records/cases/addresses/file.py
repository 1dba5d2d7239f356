"""What one participant's file holds: agreement, goals, notes, documents, closing talk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
