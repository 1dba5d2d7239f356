"""From a figure to the people behind it: for the counsellor of a case alone, and only where responses know a case."""

from django.db.models import QuerySet

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.feedback.models import Response
from perspektiv.steering.questionnaires import Questionnaire


def own_responses(user: User, questionnaire: Questionnaire) -> QuerySet[Response]:
    """Responses of the user's own cases to a questionnaire of that purpose, the latest first."""
    mine = Response.objects.with_permission(user, Permission.SEE_FEEDBACK)
    return mine.filter(version_of__instrument__purpose=questionnaire.purpose).select_related(
        "participation__participant"
    )[:MOST]


MOST = 50
