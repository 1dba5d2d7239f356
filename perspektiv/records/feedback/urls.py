"""The addresses of the room, by what they serve."""

from perspektiv.records.feedback.addresses import file, instruments, paper, plan, survey

app_name = "feedback"
urlpatterns = [
    *file.urlpatterns,
    *instruments.urlpatterns,
    *paper.urlpatterns,
    *plan.urlpatterns,
    *survey.urlpatterns,
]
