from typing import Any

from django.core.management.base import BaseCommand, CommandError

from perspektiv.records.access.verifying import verify


class Command(BaseCommand):
    help = "Walks the trail and its anchors and says whether they hold."

    def handle(self, **options: Any) -> None:  # noqa: ARG002
        verdict = verify()
        if not verdict.holds:
            raise CommandError(verdict.sentence.de)
        self.stdout.write(verdict.sentence.de)
