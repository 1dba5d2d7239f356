from django.apps import AppConfig


class Exchange(AppConfig):
    name = "perspektiv.exchange"
    label = "exchange"
