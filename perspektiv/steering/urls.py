from django.urls import path

from perspektiv.steering import views

app_name = "steering"
urlpatterns = [
    path("ergebnisse/", views.results, name="results"),
    path("ergebnisse/stand/", views.freeze, name="freeze"),
    path("ergebnisse/<str:questionnaire>/", views.questionnaire, name="questionnaire"),
    path("ergebnisse/<str:questionnaire>/guete/", views.reliability, name="reliability"),
]
