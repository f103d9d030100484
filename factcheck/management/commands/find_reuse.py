"""Find wording that articles share, and tell what was found."""

import json

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import track

from articles.models import ReuseLink, Revision, Tier
from factcheck.services.copies import find_anew

AT_ONCE = 500  # texts


class Command(BaseCommand):
    help = (
        "Find the paragraphs of different articles that share wording. An import does so by itself;"
        " this is for what was imported before, and tells all that stands in the newest texts."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="JSON Lines, one a pair")

    def handle(self, **options):
        revisions = Revision.objects.order_by("pk").prefetch_related("paragraphs")
        console, total = Console(stderr=True), revisions.count()
        rows = revisions.iterator(chunk_size=AT_ONCE)
        hidden = not console.is_terminal
        texts: list[Revision] = []
        for revision in track(rows, "Finding copies", total, console=console, disable=hidden):
            texts.append(revision)
            if len(texts) == AT_ONCE:
                find_anew(revisions=texts)
                texts = []
        find_anew(revisions=texts)
        links = ReuseLink.objects.in_newest().select_related(
            "a__revision__article", "b__revision__article"
        )
        pairs = links.defer("a__revision__text", "b__revision__text").order_by("a", "b")
        if options["json"]:
            for link in pairs.iterator(chunk_size=500):
                self.stdout.write(json.dumps(told(link), ensure_ascii=False))
            return
        copied = links.filter(tier=Tier.AUTO).count()
        self.stdout.write(
            f"{copied} pairs of paragraphs copy each other; of {links.count() - copied} more a"
            " person has to say."
        )


def told(link):
    """A pair as one object; paragraphs are counted from 1."""
    sides = {
        name: {
            "source": paragraph.revision.article.source_name,
            "revision": paragraph.revision.number,
            "paragraph": paragraph.position,
        }
        for name, paragraph in (("a", link.a), ("b", link.b))
    }
    measured = {"containment": round(link.containment, 3), "run": link.run}
    return sides | measured | {"tier": link.tier, "decision": link.decision}
