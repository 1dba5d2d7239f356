from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "perspektiv.records.outcomes"
    label = "outcomes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from perspektiv.records.cases.work_begun import kept_by
        from perspektiv.records.outcomes.work_begun import JobStarts

        kept_by(JobStarts())
