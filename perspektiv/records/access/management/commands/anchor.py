from typing import Any

from django.core.management.base import BaseCommand

from perspektiv.records.access.anchoring import anchor


class Command(BaseCommand):
    help = "Writes the end of the trail to the file of anchors; once a day, however often it is called."

    def handle(self, **options: Any) -> None:  # noqa: ARG002
        dropped = anchor()
        self.stdout.write(f"Anker: {dropped}" if dropped else "Heute ist schon verankert.")
