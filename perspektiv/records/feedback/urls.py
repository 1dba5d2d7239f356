"""The addresses of the room, by what they serve."""

from perspektiv.records.feedback.addresses import file, survey

app_name = "feedback"
urlpatterns = [
    *file.urlpatterns,
    *survey.urlpatterns,
]
