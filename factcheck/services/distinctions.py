"""What somebody told apart: two actors, or an actor and a spelling. It lasts until taken back."""

from django.db import transaction
from django.utils import timezone

from factcheck.models import Distinction
from factcheck.services import ledger


@transaction.atomic
def tell_apart(*, actor, other=None, spelling="", by):
    """Say that `actor` is not `other`, or not called `spelling`; said again it changes nothing."""
    ledger.lock()
    if other:
        actor, other = sorted([actor, other], key=lambda row: row.pk)
    told = {"actor": actor, "other": other, "spelling": spelling}
    standing = Distinction.objects.standing().filter(**told).first()
    if standing:
        return standing
    made = Distinction.objects.create(made_by=by, **told)
    ledger.record(by, "tell apart", row=made, after=ledger.snapshot(made))
    return made


@transaction.atomic
def take_back(*, distinction, by):
    """They may be one after all: it is proposed again."""
    ledger.lock()
    row = Distinction.objects.select_for_update().get(pk=distinction.pk)
    if row.taken_back_at:
        return row
    before = ledger.snapshot(row)
    row.taken_back_at = timezone.now()
    row.save()
    ledger.record(by, "take back distinction", row=row, before=before, after=ledger.snapshot(row))
    return row
