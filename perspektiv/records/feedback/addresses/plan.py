"""The plan of data collection."""

from django.urls import path

from perspektiv.records.feedback.views import plan

urlpatterns = [
    path("datenerhebung/", plan.plan, name="plan"),
    path("datenerhebung/neu/", plan.add, name="add_rule"),
    path("datenerhebung/grenze/", plan.limit, name="limit"),
    path("datenerhebung/vorschlaege/", plan.suggest, name="suggest"),
    path("datenerhebung/<uuid:id>/", plan.change, name="rule"),
    path("datenerhebung/<uuid:id>/beenden/", plan.end, name="end_rule"),
    path("datenerhebung/<uuid:id>/wieder/", plan.back, name="rule_back"),
]
