from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "perspektiv.records.money"
    label = "money"
    default_auto_field = "django.db.models.BigAutoField"
