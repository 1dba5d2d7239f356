from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "perspektiv.records.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def close_anew(self) -> int:
        """Called by ``rotate_keys``: the documents' files follow the newest key, too."""
        from perspektiv.records.cases import filing

        return filing.close_anew()
