from importlib import import_module

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "perspektiv.records.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("perspektiv.records.access.sessions")  # listens for changes of second factors
