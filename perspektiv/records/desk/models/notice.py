from django.conf import settings
from django.db import models
from django.utils import timezone


class Seen(models.Model):
    """What a user has seen of one kind of what needs them; once that has changed, it is new again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)
    state = models.CharField(max_length=40)  # a keyed hash: it names nobody
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "key"), name="one_seen_mark_a_kind"),)

    def __str__(self) -> str:
        return self.key


class NoticeChoice(models.Model):
    """Whether a user wants the daily mail. Without a choice there is none."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    daily_mail = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.daily_mail)


class DailyMail(models.Model):
    """One day's mail to one user: whoever makes this row sends it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField()
    claimed_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)  # sent, or nothing to be said

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "day"), name="one_daily_mail_a_day"),)

    def __str__(self) -> str:
        return f"{self.day}"
