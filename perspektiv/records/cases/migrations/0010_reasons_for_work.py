from typing import Any

from django.db import migrations, models

WORK = ("work", "arbeit aufgenommen", "arbeitsaufnahme")
"""How keys or names of reasons began of which a first day of work was asked until now."""


def fill(apps: Any, schema_editor: Any) -> None:
    reasons = apps.get_model("cases", "EndingReason").objects.using(schema_editor.connection.alias)
    work = [
        id
        for id, key, name in reasons.values_list("pk", "key", "name")
        if key in WORK or name.casefold().startswith(WORK)
    ]
    reasons.filter(pk__in=work).update(is_work=True)


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_handover_notes")]

    operations = [
        migrations.AddField("endingreason", "is_work", models.BooleanField(default=False)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
