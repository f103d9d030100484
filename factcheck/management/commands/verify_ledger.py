"""Check the chain of the ledger."""

import sys

from django.core.management.base import BaseCommand

from factcheck.models import Entry
from factcheck.services import ledger


class Command(BaseCommand):
    help = "Check that no entry of the ledger was changed, removed or put in between."

    def handle(self, **options):
        faults = list(ledger.faults())
        for fault in faults:
            self.stderr.write(f"Ledger: {fault}.")
        total = Entry.objects.count()
        held = "holds" if not faults else f"does not hold: {len(faults)} faults"
        self.stdout.write(f"The chain of {total} entries {held}.")
        if faults:
            sys.exit(1)
