from django.urls import path

from perspektiv.records.feedback.views import (
    instrument_files,
    instrument_items,
    instrument_scales,
    instrument_versions,
    instruments,
)

urlpatterns = [
    path("frageboegen/", instruments.show, name="instruments"),
    path("frageboegen/neu/", instruments.new, name="new_instrument"),
    path("frageboegen/einlesen/", instrument_files.read_new, name="read_new"),
    path("frageboegen/<uuid:id>/", instruments.instrument, name="instrument"),
    path("frageboegen/<uuid:id>/fassung/", instruments.begin_next, name="begin_next"),
    path("frageboegen/<uuid:id>/einlesen/", instrument_files.read_next, name="read_next"),
    path("frageboegen/<uuid:id>/beenden/", instruments.retire, name="retire"),
    path("frageboegen/<uuid:id>/aufnehmen/", instruments.take_up, name="take_up"),
    path("frageboegen/fassung/<uuid:id>/", instrument_versions.version, name="version"),
    path("frageboegen/fassung/<uuid:id>/ansicht/", instrument_versions.preview, name="preview"),
    path("frageboegen/fassung/<uuid:id>/xlsform/", instrument_files.download, name="xlsform"),
    path("frageboegen/fassung/<uuid:id>/sprache/<slug:language>/", instrument_versions.language, name="language"),
    path("frageboegen/fassung/<uuid:id>/veroeffentlichen/", instrument_versions.publish, name="publish"),
    path("frageboegen/fassung/<uuid:id>/verwerfen/", instrument_versions.discard, name="discard"),
    path("frageboegen/fassung/<uuid:id>/frage/", instrument_items.new, name="new_item"),
    path("frageboegen/fassung/<uuid:id>/zurueck/", instrument_items.put_back, name="put_back"),
    path("frageboegen/fassung/<uuid:id>/skala/", instrument_scales.new, name="new_scale"),
    path("frageboegen/frage/<uuid:id>/", instrument_items.change, name="item"),
    path("frageboegen/frage/<uuid:id>/verschieben/", instrument_items.move, name="move_item"),
    path("frageboegen/frage/<uuid:id>/entfernen/", instrument_items.remove, name="remove_item"),
    path("frageboegen/skala/<uuid:id>/", instrument_scales.change, name="scale"),
    path("frageboegen/skala/<uuid:id>/entfernen/", instrument_scales.remove, name="remove_scale"),
]
