"""The ledger: every change writes its entry, in the transaction of the change."""

from datetime import UTC

from django.db import connection, transaction
from django.utils import timezone

from factcheck.models import Claim, Entry, Evidence
from factcheck.rules import chain

# Any number that nothing else locks by; PostgreSQL keeps it to the end of the transaction.
LEDGER_LOCK = 0x4641435443484B


def snapshot(row):
    """The stored fields of a row, as the ledger keeps them: strings, whole numbers, true, null.

    What is computed from other rows is left out: its changes are theirs.
    """
    if row is None:
        return None
    computed = getattr(row, "computed", ())
    fields = [field for field in row._meta.concrete_fields if field.name not in computed]
    return {field.attname: _plain(field, row) for field in fields}


def record(by, verb, *, row, before=None, after=None, reason="", at=None):
    """Write the entry of one change of `row` and return it.

    `before` and `after` are snapshots; None where the row was not there. Raises
    TransactionManagementError outside a transaction, for an entry stands or falls with its change.
    """
    lock()
    last = Entry.objects.order_by("-number").values_list("number", "hash").first()
    number, previous_hash = (last[0] + 1, last[1]) if last else (1, chain.START)
    entry = Entry(
        number=number,
        at=at or timezone.now(),
        by=by,
        who=by.get_username() if by else "",
        verb=verb,
        model=row._meta.label_lower,
        row=str(row.pk),
        claim=_claim_of(row),
        before=before,
        after=after,
        reason=reason,
        previous_hash=previous_hash,
    )
    entry.hash = chain.link(previous_hash, content(entry))
    Entry.objects.bulk_create([entry])
    return entry


def content(entry):
    """What of an entry is hashed."""
    return {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(),
        "by": entry.by_id,
        "who": entry.who,
        "verb": entry.verb,
        "model": entry.model,
        "row": entry.row,
        "claim": entry.claim_id,
        "before": entry.before,
        "after": entry.after,
        "reason": entry.reason,
    }


def faults():
    """What is wrong with the stored chain, in words; nothing where it holds."""
    entries = Entry.objects.order_by("number").iterator(chunk_size=2000)
    return chain.faults((e.number, e.previous_hash, e.hash, content(e)) for e in entries)


def lock():
    """Let nobody else number entries until this transaction ends, so that there are no gaps.

    A service that locks rows calls this first: with one order of locks no two changes wait for each
    other. SQLite has one writer at a time anyway.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "An entry is written in the transaction of its change: use transaction.atomic."
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LEDGER_LOCK])


def _plain(field, row):
    value = field.value_from_object(row)
    return value if value is None or isinstance(value, bool | int) else field.value_to_string(row)


def _claim_of(row):
    if isinstance(row, Claim):
        return row
    return row.claim if isinstance(row, Evidence) else None
