"""Make the index by which passages are found."""

from itertools import batched

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import track

from articles.models import Article
from articles.services.indexing import index_articles

AT_ONCE = 50  # articles in one transaction: each changes pages all over the index


class Command(BaseCommand):
    help = "Make the search index of all articles anew; people may go on working meanwhile."

    def handle(self, **options):
        articles = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        console = Console(stderr=True)
        hidden = not console.is_terminal
        parts = list(batched(articles, AT_ONCE, strict=False))
        for part in track(parts, "Indexing", console=console, disable=hidden):
            index_articles(pks=part)
        self.stdout.write(f"{len(articles)} articles can be searched.")
