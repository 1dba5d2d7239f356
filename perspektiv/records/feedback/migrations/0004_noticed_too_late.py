from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0003_quarter_of_codes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="invitation",
            name="why_not",
            field=models.CharField(
                blank=True,
                choices=[
                    ("limit", "enough questions in this month"),
                    ("opted_out", "does not want to be asked"),
                    ("no_channel", "not reachable: consent or address is missing"),
                    ("ended", "the participation ended before"),
                    ("too_late", "noticed too late"),
                ],
                max_length=20,
            ),
        ),
    ]
