from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "perspektiv.records.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The room says what of it two files of one person may both have, and what somebody would leave undone."""
        from perspektiv.records.access.leaving import counted_by
        from perspektiv.records.cases.colliding import colliding
        from perspektiv.records.cases.departed import undone_cases
        from perspektiv.records.people.collisions import found_by

        found_by(colliding)
        counted_by(undone_cases)

    def close_anew(self) -> int:
        """Called by ``rotate_keys``: the documents' files follow the newest key, too."""
        from perspektiv.records.cases import filing

        return filing.close_anew()
