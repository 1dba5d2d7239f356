from django.db import migrations

from perspektiv.records.appointments.double_booking import guard, unguard


class Migration(migrations.Migration):
    dependencies = [("appointments", "0002_what_every_step_keeps")]

    operations = [migrations.RunPython(guard, unguard)]
