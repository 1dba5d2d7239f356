from django.urls import URLPattern, path

from perspektiv.records.access.views import account, accounts, administration, drafts, entrance, trail

app_name = "access"
urlpatterns: list[URLPattern] = [
    path("mein-konto/", account.account, name="account"),
    path("mein-konto/sprache/", account.language, name="language"),
    path("mein-konto/zentrum/", account.choose_centre, name="choose_centre"),
    path("mein-konto/abmelden/", account.sessions_end, name="sessions_end"),
    path("verwaltung/", administration.administration, name="administration"),
    path("verwaltung/konten/neu/", accounts.account_new, name="account_new"),
    path("verwaltung/konten/<uuid:id>/", accounts.account_edit, name="account_edit"),
    path("verwaltung/konten/<uuid:id>/einladen/", accounts.account_invite_again, name="account_invite_again"),
    path("verwaltung/konten/<uuid:id>/schliessen/", accounts.account_close, name="account_close"),
    path("verwaltung/konten/<uuid:id>/oeffnen/", accounts.account_open, name="account_open"),
    path("verwaltung/konten/<uuid:id>/abmelden/", accounts.account_sessions_end, name="account_sessions_end"),
    path("verwaltung/konten/<uuid:id>/dienst/", accounts.account_login_forget, name="account_login_forget"),
    path("verwaltung/konten/<uuid:id>/zweiter-faktor/", accounts.account_second_factors, name="account_second_factors"),
    path("verwaltung/vertretungen/", administration.deputies, name="deputies"),
    path("verwaltung/vertretungen/<uuid:id>/beenden/", administration.deputy_end, name="deputy_end"),
    path("verwaltung/erste-schritte/ausblenden/", administration.first_steps_hide, name="first_steps_hide"),
    path("verwaltung/erste-schritte/zeigen/", administration.first_steps_show, name="first_steps_show"),
    path("verwaltung/zentrum/", administration.centre, name="centre"),
    path("verwaltung/zentrum/neu/", administration.centre_new, name="centre_new"),
    path("protokoll/", trail.trail, name="trail"),
    path("protokoll/pruefen/", trail.trail_verify, name="trail_verify"),
    path("entwurf/<str:form>/", drafts.draft, name="draft"),
    path("einladung/<str:token>/", entrance.invitation, name="invitation"),
    path("einrichten/", entrance.first_steps, name="first_steps"),
]
