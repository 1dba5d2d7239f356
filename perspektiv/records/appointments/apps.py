from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "perspektiv.records.appointments"
    label = "appointments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from perspektiv.records.access.leaving import counted_by
        from perspektiv.records.appointments.counsellors import undone_appointments
        from perspektiv.records.appointments.ending import LaterAppointments
        from perspektiv.records.cases.ahead import hang_on

        hang_on(LaterAppointments())
        counted_by(undone_appointments)
