"""Answers that were written before messages could be confidential."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep_back(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    complaints = apps.get_model("selfservice", "Wish").objects.filter(kind="complaint")
    apps.get_model("letters", "Message").objects.filter(about__in=complaints.values("pk")).update(confidential=True)


class Migration(migrations.Migration):
    dependencies = [("selfservice", "0004_settled_by_coming"), ("letters", "0006_confidential_answers")]
    operations = [migrations.RunPython(keep_back, migrations.RunPython.noop)]
