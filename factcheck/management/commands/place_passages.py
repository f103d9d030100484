"""Look for passages in the newest texts of their articles."""

import json
from collections import Counter

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import track

from articles.models import Found
from articles.services.placement import revisions_waiting
from factcheck.services.placements import place_revision


class Command(BaseCommand):
    help = (
        "Look for every passage of an earlier text in the newest text of its article. An import"
        " does so by itself; this is for what was imported before or is still missing."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--json", action="store_true", help="print one JSON object for each passage"
        )

    def handle(self, *, json, **options):
        waiting, console = revisions_waiting(), Console(stderr=True)
        total, hidden, counts = waiting.count(), not console.is_terminal, Counter()
        revisions = waiting.select_related("article").iterator(chunk_size=50)
        for revision in track(revisions, "Placing", total, console=console, disable=hidden):
            for placed in place_revision(revision=revision, by=None):
                counts[placed.state] += 1
                if json:
                    self.stdout.write(_line(placed))
        if not json:
            told = ", ".join(f"{counts[state]} {state}" for state in Found.values)
            self.stdout.write(f"{counts.total()} passages in {total} new texts: {told}.")


def _line(placed):
    row = {
        "passage": placed.passage_id,
        "article": placed.revision.article.source_name,
        "revision": placed.revision.number,
        "state": str(placed.state),
        "start": placed.start,
        "end": placed.end,
        "exact": placed.passage.exact,
    }
    return json.dumps(row, ensure_ascii=False)
