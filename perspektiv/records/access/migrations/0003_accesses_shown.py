from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0002_places")]

    operations = [
        migrations.AddField(model_name="centre", name="accesses_shown", field=models.BooleanField(default=True))
    ]
