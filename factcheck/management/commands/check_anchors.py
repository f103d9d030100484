"""Check that every passage holds the words of its revision."""

import sys

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import track

from articles.models import Passage


class Command(BaseCommand):
    help = "Check that every passage still holds the exact words of its revision."

    def handle(self, **options):
        passages = Passage.objects.select_related("revision").order_by("revision", "pk")
        total, held, console = passages.count(), 0, Console(stderr=True)
        rows = passages.iterator(chunk_size=500)
        hidden = not console.is_terminal
        for passage in track(rows, "Checking", total, console=console, disable=hidden):
            stored = passage.revision.text[passage.start : passage.end]
            if stored == passage.exact:
                held += 1
            else:
                place = f"{passage.start} to {passage.end} of {passage.revision}"
                self.stderr.write(
                    f"Passage {passage.pk}: characters {place} read “{stored}”,"
                    f" not “{passage.exact}”. Restore the row from a backup."
                )
        self.stdout.write(f"{held} of {total} passages hold the words of their revision.")
        if held < total:
            sys.exit(1)
