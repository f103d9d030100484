"""Findings: what the checks notice is kept up to date; people judge it, and a decision lasts."""

from itertools import batched

from django.db import transaction
from django.utils import timezone

from factcheck.models import Actor, Claim, Finding, FindingStatus
from factcheck.rules.findings import keys
from factcheck.services import ledger, looking
from factcheck.services.finding_inputs import newest

FOLLOWED = (
    "revision_id",
    "start",
    "end",
    "other_id",
    "other_start",
    "other_end",
    "severity",
    "why",
)
AT_ONCE = 10_000  # names in one statement: SQLite takes 32,766
VERBS = {
    FindingStatus.OPEN: "take finding back",
    FindingStatus.ACCEPTED: "accept finding",
    FindingStatus.DISMISSED: "dismiss finding",
}


class NotOpen(Exception):
    """A decision came too late, or there is none to take back."""


@transaction.atomic
def look(*, by, kinds=tuple(looking.KINDS)):
    """Bring the findings up to what the checks notice now; how many are new and how many gone.

    `kinds` are the kinds of checks to run (`looking.KINDS`). What was decided stays decided, as
    long as all that the check went by stays the same.
    """
    ledger.lock()
    found = _found(kinds)
    known = Finding.objects.in_bulk(list(found), field_name="key")
    for key, row in found.items():
        if key in known:
            _stand_again(known[key], row, by)
        else:
            row.save()
            ledger.record(by, "notice finding", row=row, after=ledger.snapshot(row))
    checks = [name for kind in kinds for name in looking.KINDS[kind].checks]
    standing = Finding.objects.standing().filter(check_name__in=checks)
    gone = [row for row in standing if row.key not in found]
    for row in gone:
        _change(row, by, "finding gone", gone_at=timezone.now())
    return len(found) - len(known), len(gone)


@transaction.atomic
def judge(*, finding, status, by, note=""):
    """Accept or dismiss a finding. NotOpen where somebody did so before, or it is gone."""
    finding = _locked(finding)
    if finding.gone_at:
        raise NotOpen("This is not found any more: what the check went by has changed.")
    if finding.status != FindingStatus.OPEN:
        raise NotOpen(f"This was {finding.get_status_display()} already. Take that back first.")
    return _decide(finding, status, by=by, note=note)


@transaction.atomic
def take_back(*, finding, by):
    """Let a finding wait again."""
    finding = _locked(finding)
    if finding.status == FindingStatus.OPEN:
        raise NotOpen("There is no decision about this; perhaps it was taken back already.")
    return _decide(finding, FindingStatus.OPEN, by=by)


def _locked(finding):
    ledger.lock()
    return Finding.objects.select_for_update(of=("self",)).judged().get(pk=finding.pk)


def _decide(finding, status, *, by, note=""):
    is_open = status == FindingStatus.OPEN
    return _change(
        finding,
        by,
        VERBS[status],
        status=status,
        note=note,
        decided_by=None if is_open else by,
        decided_at=None if is_open else timezone.now(),
    )


def _stand_again(row, found, by):
    """Let a finding stand where it is found now; one that was gone is back."""
    if row.gone_at:
        _change(row, by, "finding back", gone_at=None)
    if any(getattr(row, name) != getattr(found, name) for name in FOLLOWED):
        _change(row, by, "follow finding", **{name: getattr(found, name) for name in FOLLOWED})


def _change(row, by, verb, **fields):
    before = ledger.snapshot(row)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=fields)
    ledger.record(by, verb, row=row, before=before, after=ledger.snapshot(row))
    return row


def _found(kinds):
    """What these checks notice now, as unsaved Findings by their keys."""
    noticed = dict(keys(row for kind in kinds for row in looking.KINDS[kind].notice()))
    rows = noticed.values()
    sources = {row.source for row in rows} | {row.other.source for row in rows if row.other}
    revisions = _newest_of(sorted(sources))
    claims = Claim.objects.in_bulk({row.claim for row in rows if row.claim}, field_name="key")
    actors = Actor.objects.in_bulk({row.actor for row in rows if row.actor}, field_name="slug")
    return {
        key: Finding(
            check_name=row.check,
            severity=row.severity,
            key=key,
            revision_id=revisions[row.source],
            start=row.start,
            end=row.end,
            claim=claims.get(row.claim),
            actor=actors.get(row.actor),
            other_id=revisions[row.other.source] if row.other else None,
            other_start=row.other.start if row.other else None,
            other_end=row.other.end if row.other else None,
            expected=row.expected,
            found=row.found,
            why=row.why,
        )
        for key, row in noticed.items()
    }


def _newest_of(sources):
    """The keys of the newest texts of these articles, by their names."""
    found = {}
    for names in batched(sources, AT_ONCE, strict=False):
        rows = newest().filter(article__source_name__in=names)
        found |= dict(rows.values_list("article__source_name", "pk"))
    return found
