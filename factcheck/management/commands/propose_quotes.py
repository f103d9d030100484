"""Look for quotes in the newest texts of the articles."""

from django.core.management.base import BaseCommand
from django.db.models import Exists, OuterRef
from rich.console import Console
from rich.progress import track

from articles.models import Revision
from factcheck.services.quotes import propose_quotes


class Command(BaseCommand):
    help = (
        "Propose the quotes of every article's newest text for the desk. An import does so by"
        " itself; this is for what was imported before, and looks for the speakers again."
    )

    def handle(self, **options):
        later = Revision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
        newest = Revision.objects.filter(~Exists(later)).order_by("pk")
        console, total, new, moved = Console(stderr=True), newest.count(), 0, 0
        rows = newest.select_related("article").iterator(chunk_size=50)
        hidden = not console.is_terminal
        for revision in track(rows, "Looking for quotes", total, console=console, disable=hidden):
            proposed = propose_quotes(revision=revision, by=None)
            new, moved = new + proposed[0], moved + proposed[1]
        self.stdout.write(f"{new} quotes proposed and {moved} brought up to date in {total} texts.")
