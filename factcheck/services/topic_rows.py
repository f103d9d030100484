"""Rows that a topic holds, added, changed and put back, each with the entry of its change."""

from django.utils import timezone

from factcheck.models import Membership, Topic
from factcheck.models.ledger import as_told
from factcheck.services import ledger


class CannotEdit(Exception):
    """A side, a term or what is given a side was asked to become what it cannot be."""


class ChangedMeanwhile(Exception):
    """Somebody else changed what stands of a topic since it was read."""

    def __init__(self, row):
        super().__init__(f"“{row}” was changed by somebody else meanwhile.")


def locked(row):
    """A row as it stands now, and as it stays until this transaction ends."""
    ledger.lock()
    return type(row).objects.select_for_update().get(pk=row.pk)


def add(row, by, reason):
    row.save()
    verb = f"add {row._meta.model_name}"
    ledger.record(by, verb, row=row, after=ledger.snapshot(row), reason=reason)
    return row


def change(row, verb, by, reason, **changes):
    """Store what differs; where nothing does, nothing is written."""
    before = ledger.snapshot(row)
    for name, value in changes.items():
        setattr(row, name, value)
    after = ledger.snapshot(row)
    if before != after:
        row.save()
        ledger.record(by, verb, row=row, before=before, after=after, reason=reason)
    return row


def retire(row, by, reason):
    """Take a side or a term off its topic; the row stays."""
    row = locked(row)
    if row.retired_at:
        return row
    return change(row, f"retire {row._meta.model_name}", by, reason, retired_at=timezone.now())


def put_back(row, entry, by, reason):
    """Make a row what it was before `entry`; ChangedMeanwhile where it is not as it was after it.

    A side or term that was added is retired; what had no side before has none again.
    """
    row = locked(row)
    if ledger.snapshot(row) != entry.after:
        raise ChangedMeanwhile(row)
    if isinstance(row, Membership):
        side = (entry.before or {}).get("side_id")
        verb = "give side" if side else "take off side"
        return change(row, verb, by, reason, side_id=side)
    if entry.before is None:
        return retire(row, by, reason)
    told = as_told(type(row), entry.before)
    then = {field.attname: getattr(told, field.attname) for field in row._meta.concrete_fields}
    return change(row, entry.verb.replace("retire ", "restore "), by, reason, **then)


def locked_topic(topic):
    ledger.lock()
    return Topic.objects.select_for_update().get(pk=topic.pk)
