from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "perspektiv.site"
    label = "house"
