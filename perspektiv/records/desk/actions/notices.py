"""The choice of the daily mail."""

from django.db import transaction

from perspektiv.records.access.models import User
from perspektiv.records.access.trail import record
from perspektiv.records.desk.models import NoticeChoice


@transaction.atomic
def choose_daily_mail(*, by: User, wanted: bool) -> NoticeChoice:
    """From the next workday on, or no more."""
    choice, _made = NoticeChoice.objects.get_or_create(user=by)
    if choice.daily_mail != wanted:
        choice.daily_mail = wanted
        choice.save(update_fields=["daily_mail"])
        record(by=by, what="desk.daily_mail_chosen", subject=by, centre=next(iter(by.centres()), None))
    return choice
