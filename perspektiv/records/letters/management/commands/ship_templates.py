from typing import Any

from django.core.management.base import BaseCommand

from perspektiv.records.access.models import Centre
from perspektiv.records.letters.actions.templates import ship_templates


class Command(BaseCommand):
    help = "Adds the shipped templates that a centre does not have yet; what is there stays as it is."

    def handle(self, **_: Any) -> None:
        added = sum(ship_templates(centre=centre) for centre in Centre.objects.all())
        self.stdout.write(f"Vorlagen: {added}")
