from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "perspektiv.records.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The room says what of it two files of one person may both have."""
        from perspektiv.records.cases.colliding import colliding
        from perspektiv.records.people.collisions import found_by

        found_by(colliding)

    def close_anew(self) -> int:
        """Called by ``rotate_keys``: the documents' files follow the newest key, too."""
        from perspektiv.records.cases import filing

        return filing.close_anew()
