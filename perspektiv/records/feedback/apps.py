from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "perspektiv.records.feedback"
    label = "feedback"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from perspektiv.records.cases.reflecting import hang_on
        from perspektiv.records.feedback.reflections import Reflections

        hang_on(Reflections())
