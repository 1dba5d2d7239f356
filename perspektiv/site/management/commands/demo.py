"""``django-admin demo PACKAGE``: the made-up centre with that history, and people in the middle of their way."""

from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from perspektiv.example.contacts import write_contacts
from perspektiv.exchange.importing import import_package
from perspektiv.language import Text
from perspektiv.records.access.anchoring import anchor
from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.feedback.actions.instruments import bring_in_all
from perspektiv.site.operating.demo.calendar import fill_calendar
from perspektiv.site.operating.demo.handovers import hand_over_cases
from perspektiv.site.operating.demo.history import close_history
from perspektiv.site.operating.demo.house import KEY, furnish
from perspektiv.site.operating.demo.letters import write_letters
from perspektiv.site.operating.demo.links import hand_out_links
from perspektiv.site.operating.demo.living import tell_stories
from perspektiv.site.operating.demo.offers import arrange_closing_talk, offer_times
from perspektiv.site.operating.demo.questions import ask_by_the_plan
from perspektiv.site.operating.demo.reminders import remind_of_appointments
from perspektiv.site.operating.serving import prepare


class Command(BaseCommand):
    help = "Sets up the demonstration in an empty home."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("package", type=Path, help="a made-up package of one centre")

    def handle(self, *_: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(str(NO_DEMO))
        prepare()
        if Centre.objects.exists():
            raise CommandError(str(OCCUPIED))
        house = furnish()
        with TemporaryDirectory() as folder:
            contacts = Path(folder) / "contacts.csv"
            write_contacts(options["package"], contacts)
            import_package(options["package"], by=SYSTEM, contacts=contacts, centre=KEY)
        bring_in_all(centre=house.centre)
        close_history(house)
        people = tell_stories(house)
        offer_times(house)
        fill_calendar(house)
        arrange_closing_talk(house)
        write_letters(house)
        hand_out_links(house)
        hand_over_cases(house)
        remind_of_appointments(house)
        ask_by_the_plan(house)
        anchor()
        self.stdout.write(str(DONE.filled(centre=house.centre, people=people)))


NO_DEMO = Text(
    "Dafür braucht es PERSPEKTIV_DEMO=1: Das Passwort der Konten ist allgemein bekannt.",
    "PERSPEKTIV_DEMO=1 is needed: its accounts have a password that everybody knows.",
)
OCCUPIED = Text("Hier ist schon etwas eingerichtet.", "Something is set up here already.")
DONE = Text("{centre}: {people} Menschen mitten auf ihrem Weg", "{centre}: {people} people in the middle of their way")
