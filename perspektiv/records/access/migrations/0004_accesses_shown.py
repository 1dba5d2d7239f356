from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0003_accounts_and_the_trail_in_view")]

    operations = [
        migrations.AddField(model_name="centre", name="accesses_shown", field=models.BooleanField(default=True))
    ]
