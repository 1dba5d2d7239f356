import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_accesses_shown"),
        ("letters", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Letterhead",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("source_key", models.CharField(blank=True, default="", max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("sender", models.CharField(max_length=60)),
                ("street", models.CharField(blank=True, max_length=120)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("city", models.CharField(blank=True, max_length=80)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("email", models.EmailField(blank=True, max_length=254)),
            ],
        ),
        migrations.AlterModelOptions(
            name="template",
            options={"ordering": ("purpose", "name", "channel", "language", "-number")},
        ),
        migrations.RemoveConstraint(
            model_name="template",
            name="one_text_a_version",
        ),
        migrations.AddField(
            model_name="message",
            name="carrier",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="template",
            name="name",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddConstraint(
            model_name="template",
            constraint=models.UniqueConstraint(
                fields=("centre", "purpose", "name", "channel", "language", "number"), name="one_text_a_version"
            ),
        ),
        migrations.AddField(
            model_name="letterhead",
            name="centre",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.centre"),
        ),
        migrations.AddConstraint(
            model_name="letterhead",
            constraint=models.UniqueConstraint(fields=("centre",), name="one_letterhead_a_centre"),
        ),
    ]
