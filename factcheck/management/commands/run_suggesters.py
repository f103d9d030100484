"""Let the suggesters from outside look at the newest texts."""

import json
import traceback

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Exists, OuterRef
from rich.console import Console
from rich.progress import track

from articles.models import Revision
from factcheck import suggesters
from factcheck.models import Consultation
from factcheck.services.suggesters import consult


class Command(BaseCommand):
    help = (
        "Ask the installed suggesters (entry points in the group factcheck.suggesters) about every"
        " article's newest text that they have not seen. What they propose waits at the desk under"
        " their names. Exit status 1 where one of them failed on a text; the others are stored."
    )

    def add_arguments(self, parser):
        parser.add_argument("--only", metavar="NAME", help="this suggester alone")
        parser.add_argument(
            "--again",
            action="store_true",
            help="also texts that it has seen",
        )
        parser.add_argument("--json", action="store_true", help="JSON Lines, one a suggester")

    def handle(self, *, only, again, **options):
        found = suggesters.installed()
        if only and only not in found:
            raise CommandError(
                f"No suggester is called “{only}”. Installed: {', '.join(found) or 'none'}.",
                returncode=2,
            )
        if not found:
            self.stdout.write("No suggester is installed. docs/admins.md says how to add one.")
        failed = 0
        for name, entry_point in found.items():
            if only in (None, name):
                told = self.load_and_run(name, entry_point, again)
                failed += told["failed"]
                self.stdout.write(json.dumps(told) if options["json"] else self.sentence(told))
        if failed:
            raise CommandError(f"{failed} failures. The errors stand above; all else is stored.")

    def load_and_run(self, name, entry_point, again):
        try:
            suggester = entry_point.load()
        except Exception as error:  # a package that cannot be loaded is no reason to ask no other
            self.tell(f"{name} ({entry_point.value}) cannot be loaded", error)
            return {"suggester": name, "texts": 0, "proposed": 0, "failed": 1}
        return self.run_one(name, suggester, again)

    def run_one(self, name, suggester, again):
        later = Revision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
        seen = Consultation.objects.filter(suggester=name, revision=OuterRef("pk"))
        rows = Revision.objects.filter(~Exists(later)).order_by("pk")
        rows = rows if again else rows.filter(~Exists(seen))
        console, total = Console(stderr=True), rows.count()
        texts = rows.select_related("article__outlet").iterator(chunk_size=50)
        told = {"suggester": name, "texts": total, "proposed": 0, "failed": 0}
        hidden = not console.is_terminal
        for revision in track(texts, name, total, console=console, disable=hidden):
            try:
                told["proposed"] += consult(
                    name=name, suggester=suggester, revision=revision, by=None
                )
            except Exception as error:  # the model's or ours: it ends its text alone
                told["failed"] += 1
                self.tell(f"{name}, {revision.article.source_name}", error)
        return told

    def tell(self, where, error):
        self.stderr.write(f"{where}: {type(error).__name__}: {error}")
        self.stderr.write("".join(traceback.format_tb(error.__traceback__)))

    def sentence(self, told):
        return "{suggester}: {proposed} suggestions new in {texts} texts.".format(**told)
