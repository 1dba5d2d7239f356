from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FeedbackConfig(AppConfig):
    name = "perspektiv.records.feedback"
    label = "feedback"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from perspektiv.records.cases.reflecting import hang_on
        from perspektiv.records.feedback.reflections import Reflections
        from perspektiv.records.feedback.without_rowids import keep_without_rowids

        hang_on(Reflections())
        post_migrate.connect(keep_without_rowids, sender=self, dispatch_uid="without_rowids")
