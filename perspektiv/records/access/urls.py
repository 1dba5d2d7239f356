from django.urls import URLPattern, path

from perspektiv.records.access import views

app_name = "access"
urlpatterns: list[URLPattern] = [path("mein-konto/", views.account, name="account")]
