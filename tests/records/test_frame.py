"""The rooms of records obey the house: nobody reaches up, not even by a string."""

from django.apps import apps

ORDER = [
    "access",
    "people",
    "cases",
    "letters",
    "appointments",
    "reminders",
    "outcomes",
    "selfservice",
    "desk",
]


def test_foreign_keys_reach_down_only() -> None:
    for room in ORDER:
        for model in apps.get_app_config(room).get_models():
            for field in model._meta.get_fields():
                if field.concrete and field.is_relation and field.related_model is not None:
                    target = field.related_model._meta.app_label
                    assert target not in ORDER or ORDER.index(target) <= ORDER.index(room), (
                        f"{model.__name__}.{field.name}"
                    )


def test_a_page_without_login_asks_for_one(client, db) -> None:  # type: ignore[no-untyped-def]
    assert client.get("/gibt-es-nicht/").status_code == 404
