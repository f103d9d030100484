"""Count the articles and origins of every claim anew."""

from django.core.management.base import BaseCommand

from factcheck.models import Claim
from factcheck.services.tallies import recount_all


class Command(BaseCommand):
    help = (
        "Count the articles and origins of every claim anew. They are kept up to date by"
        " themselves; this is for what was counted before an update, and to check."
    )

    def handle(self, **options):
        changed = recount_all(Claim.objects.all())
        self.stdout.write(
            f"{changed} of {Claim.objects.count()} claims had other counts. Now they are right."
            if changed
            else f"The counts of all {Claim.objects.count()} claims are right."
        )
