from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand

from perspektiv.records.access.rotation import places, rotate, rotate_second_factors


class Command(BaseCommand):
    help = (
        "Closes every encrypted field anew with the newest key: the first in field.keys or PERSPEKTIV_FIELD_KEYS. "
        "A room that keeps encrypted files closes them, too: its AppConfig has close_anew. It may be stopped and "
        "started again. Only when it has finished may the older keys be removed."
    )

    def handle(self, **options: Any) -> None:  # noqa: ARG002
        for place in places():
            self.stdout.write(f"{place}: {rotate(place)}")
        self.stdout.write(f"Second factors: {rotate_second_factors()}")
        for room in apps.get_app_configs():
            if close_anew := getattr(room, "close_anew", None):
                self.stdout.write(f"Files of {room.label}: {close_anew()}")
