"""Bring claims in from a file."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from factcheck.services import interchange


class Command(BaseCommand):
    help = "Import actors, topics, claims and evidence from a “factcheck-claims/1” file."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="check the file, save nothing")

    def handle(self, *, file, dry_run, **options):
        try:
            document = json.loads(file.read_text(encoding="utf-8"))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.", returncode=2) from error
        except (ValueError, RecursionError) as error:
            raise CommandError(f"{file} is not JSON in UTF-8: {error}.") from error
        try:
            added = interchange.import_claims(document, name=str(file), dry_run=dry_run)
        except interchange.Refused as refused:
            raise CommandError(f"{refused}\nNothing of the file was saved.") from refused
        told = ", ".join(f"{n} {noun}" for noun, n in added.items()) or "nothing new"
        self.stdout.write(f"Added {told}." + " Nothing was saved." * dry_run)
