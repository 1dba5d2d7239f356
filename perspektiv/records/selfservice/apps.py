from django.apps import AppConfig


class SelfserviceConfig(AppConfig):
    name = "perspektiv.records.selfservice"
    label = "selfservice"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from perspektiv.records.appointments import wished_moves
        from perspektiv.records.cases.released_results import hang_on
        from perspektiv.records.feedback import links as of_forms
        from perspektiv.records.letters.links import lead_to
        from perspektiv.records.people.kept_back import kept_back_by
        from perspektiv.records.selfservice.bringing_results import ByLink
        from perspektiv.records.selfservice.complaints_kept_back import ComplaintsKeptBack
        from perspektiv.records.selfservice.leading import Forms, Pages
        from perspektiv.records.selfservice.settled_by_moving import SettledByMoving

        lead_to(Pages())
        of_forms.lead_to(Forms())
        hang_on(ByLink())
        wished_moves.hang_on(SettledByMoving())
        kept_back_by(ComplaintsKeptBack())
