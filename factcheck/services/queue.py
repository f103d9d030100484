"""The queue: texts that were gone through, and who looks after what waits."""

from django.db import transaction
from django.utils import timezone

from factcheck.models import Assignment, Reading
from factcheck.services import ledger


@transaction.atomic
def read_through(*, revision, by):
    """Say that this text was gone through; once is enough."""
    ledger.lock()
    if reading := _reading(revision):
        return reading
    reading = Reading.objects.create(revision=revision, by=by)
    ledger.record(by, "read through", row=reading, after=ledger.snapshot(reading))
    return reading


@transaction.atomic
def wait_again(*, revision, by):
    """Let a text wait again that was gone through; the reading that ended, or None."""
    ledger.lock()
    if reading := _reading(revision):
        before = ledger.snapshot(reading)
        reading.taken_back_at = timezone.now()
        reading.save(update_fields=["taken_back_at"])
        after = ledger.snapshot(reading)
        ledger.record(by, "take reading back", row=reading, before=before, after=after)
    return reading


def _reading(revision):
    return Reading.objects.filter(revision=revision, taken_back_at=None).first()


@transaction.atomic
def assign(*, target, to, by):
    """Let `to` look after an article, claim, placement or relation; where `to` is None, nobody."""
    ledger.lock()
    held = {target._meta.model_name.removeprefix("claim") or "claim": target}
    current = Assignment.objects.filter(**held, ended_at=None).first()
    if current and current.to == to:
        return current
    if current:
        before = ledger.snapshot(current)
        current.ended_at = timezone.now()
        current.save(update_fields=["ended_at"])
        after = ledger.snapshot(current)
        ledger.record(by, "end assignment", row=current, before=before, after=after)
    if to is None:
        return None
    made = Assignment.objects.create(**held, to=to, by=by)
    ledger.record(by, "assign", row=made, after=ledger.snapshot(made))
    return made
