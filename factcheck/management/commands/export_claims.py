"""Write all claims to a file."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from factcheck.exports.interchange import claims_document


class Command(BaseCommand):
    help = "Export actors, topics, claims and evidence as a “factcheck-claims/1” document."

    def add_arguments(self, parser):
        parser.add_argument("--out", type=Path, metavar="FILE", help="instead of printing it")

    def handle(self, *, out, **options):
        text = json.dumps(claims_document(), ensure_ascii=False, indent=1) + "\n"
        if not out:
            self.stdout.write(text, ending="")
            return
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{out}: {error.strerror}.", returncode=2) from error
