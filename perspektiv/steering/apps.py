from django.apps import AppConfig


class Steering(AppConfig):
    name = "perspektiv.steering"
    label = "steering"
