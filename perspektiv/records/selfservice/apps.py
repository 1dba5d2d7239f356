from django.apps import AppConfig


class SelfserviceConfig(AppConfig):
    name = "perspektiv.records.selfservice"
    label = "selfservice"
    default_auto_field = "django.db.models.BigAutoField"
