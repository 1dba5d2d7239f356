import datetime

from django.db import migrations, models

import perspektiv.records.feedback.models.survey


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0002_discussed"),
    ]

    operations = [
        migrations.AddField(
            model_name="surveycode",
            name="quarter",
            field=models.DateField(default=datetime.date(2026, 10, 1)),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="ballot",
            name="sealed",
            field=perspektiv.records.feedback.models.survey.SealField(),
        ),
    ]
