from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from perspektiv.records.access.first_steps import code, open_to_be_set_up


class Command(BaseCommand):
    help = "Shows the address and the code with which an empty installation is set up."

    def handle(self, **options: Any) -> None:  # noqa: ARG002
        if not open_to_be_set_up():
            self.stdout.write("Diese Installation ist schon eingerichtet. This installation is set up already.")
            return
        self.stdout.write(f"Einrichten / set up:  {settings.ADDRESS}{reverse('access:first_steps')}")
        self.stdout.write(f"Code:                 {code()}")
