"""What the ledger gained while something was done."""

from contextlib import contextmanager

from factcheck.models import Entry
from factcheck.services import ledger


@contextmanager
def new_entries():
    """A list that holds, once the block is left, the entries that were written in it.

    Their numbers follow the ones before without a gap, and the chain holds.
    """
    first = Entry.objects.count() + 1
    written: list[Entry] = []
    yield written
    written += Entry.objects.filter(number__gte=first).order_by("number")
    assert [entry.number for entry in written] == list(range(first, first + len(written)))
    assert list(ledger.faults()) == []


def verbs(entries):
    return [entry.verb for entry in entries]
