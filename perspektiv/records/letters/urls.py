from django.urls import path

from perspektiv.records.letters.views import log, opting_out, person, printing, several, templates

app_name = "letters"
urlpatterns = [
    path("nachrichten/", log.log, name="log"),
    path("nachrichten/wahl/<str:token>/", opting_out.opt_out, name="opt_out"),
    path("nachrichten/<uuid:id>/", log.message, name="message"),
    path("nachrichten/<uuid:id>/ansicht/", log.preview_message, name="preview_message"),
    path("nachrichten/<uuid:id>.pdf", log.paper, name="paper"),
    path("nachrichten/<uuid:id>/noch-einmal/", log.again, name="again"),
    path("nachrichten/<uuid:id>/zurueckziehen/", log.stop, name="stop"),
    path("briefe/an-mehrere/", several.write_several, name="write_several"),
    path("briefe/an-mehrere/<uuid:batch>/zurueck/", several.stop_several, name="stop_several"),
    path("briefe/", printing.to_print, name="to_print"),
    path("briefe/briefe.pdf", printing.papers, name="papers"),
    path("briefe/gedruckt/", printing.printed, name="printed"),
    path("briefe/gedruckt/<uuid:token>/zurueck/", printing.not_printed, name="not_printed"),
    path("vorlagen/", templates.templates, name="templates"),
    path("vorlagen/absender/", templates.letterhead, name="letterhead"),
    path("vorlagen/<uuid:id>/", templates.template, name="template"),
    path("vorlagen/<uuid:id>/ansicht/", templates.preview_template, name="preview_template"),
    path("vorlagen/<uuid:id>/vergleich/", templates.compare, name="compare"),
    path("vorlagen/<uuid:id>/zurueck/", templates.bring_back, name="bring_back"),
    path("personen/<uuid:id>/briefe/", person.of_person, name="of_person"),
    path("personen/<uuid:id>/briefe/schreiben/", person.write_to, name="write"),
    path("personen/<uuid:id>/briefe/ansicht/", person.preview_to, name="preview"),
    path("personen/<uuid:id>/briefe/wahl/", person.set_preference, name="prefer"),
]
