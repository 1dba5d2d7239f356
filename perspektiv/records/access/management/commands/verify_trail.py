from typing import Any

from django.core.management.base import BaseCommand, CommandError

from perspektiv.records.access.verified import verify_all


class Command(BaseCommand):
    help = "Walks the whole trail and its anchors, notes and says whether they hold."

    def handle(self, **options: Any) -> None:  # noqa: ARG002
        verdict = verify_all()
        if not verdict.holds:
            raise CommandError(verdict.sentence.de)
        self.stdout.write(verdict.sentence.de)
