from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_first_steps_hidden"),
    ]

    operations = [
        migrations.AddField(
            model_name="centre",
            name="feed_initials",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="centre",
            name="feed_initials_set_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
