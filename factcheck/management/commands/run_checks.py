"""Run the checks and tell what they find."""

import json

from django.core.management.base import BaseCommand

from factcheck import presenters
from factcheck.models import Finding
from factcheck.services import contradictions, findings


class Command(BaseCommand):
    help = (
        "Check the newest texts and what the desk linked, bring the findings up to date, and"
        " propose contradictions. An import does so by itself where it concerns them."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--json", action="store_true", help="print one JSON object for each finding"
        )

    def handle(self, *, json, **options):
        self.stderr.write("Checking the newest texts …")
        new, gone = findings.look(by=None)
        proposed = len(contradictions.propose(by=None))
        rows = Finding.objects.standing().select_related("revision__article", "claim")
        rows = rows.defer("revision__text")
        if json:
            for row in rows:
                self.stdout.write(_line(row))
        else:
            self.stdout.write(
                f"{len(rows)} findings: {new} are new, and {gone} are gone."
                f" New contradictions proposed: {proposed}."
            )


def _line(row):
    return json.dumps(presenters.finding_row(row), ensure_ascii=False)
