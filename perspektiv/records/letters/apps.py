from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "perspektiv.records.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"
