from django.urls import URLPattern, path

from perspektiv.records.people.views import accesses, contact, jobcoaches, listing, merging, registering, several

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("personen/", listing.list_people, name="list"),
    path("personen/drucken/", listing.print_people, name="print"),
    path("personen/auswahl/liste/", several.print_several, name="print_several"),
    path("personen/auswahl/etiketten/", several.labels, name="labels"),
    path("personen/filter/", listing.save_filter, name="filters"),
    path("personen/neu/", registering.register_person, name="register"),
    path("personen/aehnliche/", registering.similar, name="similar"),
    path("personen/<uuid:id>/kontakt/", contact.contact, name="contact"),
    path("personen/<uuid:id>/kontakt/bearbeiten/", contact.edit_contact, name="edit"),
    path("personen/<uuid:id>/zusammenfuehren/", merging.merge_people, name="merge"),
    path("zusammenfuehrungen/<uuid:id>/trennen/", merging.unmerge_people, name="unmerge"),
    path("personen/<uuid:id>/oeffnen/", accesses.open_case, name="open_case"),
    path("personen/<uuid:id>/zugriffe/", accesses.accesses, name="accesses"),
    path("jobcoaches/", jobcoaches.list_jobcoaches, name="jobcoaches"),
    path("jobcoaches/neu/", jobcoaches.new_jobcoach, name="new_jobcoach"),
    path("jobcoaches/<uuid:id>/", jobcoaches.jobcoach, name="jobcoach"),
]
