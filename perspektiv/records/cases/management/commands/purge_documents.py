"""``django-admin purge_documents``: destroys documents that were removed, and files that an interruption left."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.cases import filing
from perspektiv.records.cases.actions import documents
from perspektiv.records.cases.models import Document

KEPT_DAYS = 30


class Command(BaseCommand):
    help = "Destroys documents that were removed some days ago."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=KEPT_DAYS, help="how many days ago at least")

    def handle(self, *_: Any, **options: Any) -> None:
        before = timezone.now() - timedelta(days=options["days"])
        purged = documents.purge(by=SYSTEM, before=before)
        left = filing.sweep(set(Document.objects.values_list("file", flat=True)))
        self.stdout.write(f"{purged} documents destroyed, {left} files without a document removed")
