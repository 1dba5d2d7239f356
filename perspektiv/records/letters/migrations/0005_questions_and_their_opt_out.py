from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0004_waiting_messages_become_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="preference",
            name="no_questions",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="message",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("invitation", "Invitation to an appointment"),
                    ("moved", "An appointment has moved"),
                    ("cancelled", "An appointment is cancelled"),
                    ("reminder", "Reminder of an appointment"),
                    ("several", "Invitation to several appointments"),
                    ("several_cancelled", "Appointments are cancelled for good"),
                    ("other_counsellor", "Another counsellor"),
                    ("closing_dates", "Dates for the closing talk"),
                    ("closing_result", "Closing result for the jobcoach"),
                    ("personal_link", "Link to the personal page"),
                    ("feedback_invitation", "A questionnaire to fill in"),
                    ("feedback_reminder", "Reminder of a questionnaire"),
                    ("free", "Free letter"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="template",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("invitation", "Invitation to an appointment"),
                    ("moved", "An appointment has moved"),
                    ("cancelled", "An appointment is cancelled"),
                    ("reminder", "Reminder of an appointment"),
                    ("several", "Invitation to several appointments"),
                    ("several_cancelled", "Appointments are cancelled for good"),
                    ("other_counsellor", "Another counsellor"),
                    ("closing_dates", "Dates for the closing talk"),
                    ("closing_result", "Closing result for the jobcoach"),
                    ("personal_link", "Link to the personal page"),
                    ("feedback_invitation", "A questionnaire to fill in"),
                    ("feedback_reminder", "Reminder of a questionnaire"),
                    ("free", "Free letter"),
                ],
                max_length=20,
            ),
        ),
    ]
