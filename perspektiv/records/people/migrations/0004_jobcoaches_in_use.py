from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_filters_and_merges")]

    operations = [
        migrations.AddField(model_name="jobcoach", name="in_use", field=models.BooleanField(default=True)),
    ]
