"""The addresses of the room, by what they serve."""

from perspektiv.records.feedback.addresses import file, instruments, plan, survey

app_name = "feedback"
urlpatterns = [
    *file.urlpatterns,
    *instruments.urlpatterns,
    *plan.urlpatterns,
    *survey.urlpatterns,
]
