from typing import Any

from django.core.management.base import BaseCommand

from perspektiv.records.feedback.actions.opening import open_boxes


class Command(BaseCommand):
    help = "Counts the ballots of anonymous surveys whose quarter is over, and destroys the keys that sealed them."

    def handle(self, **_: Any) -> None:
        self.stdout.write(f"Ausgezählt: {open_boxes()}")
