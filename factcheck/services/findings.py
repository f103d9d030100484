"""Findings: what the checks notice is kept up to date; people judge it, and a decision lasts."""

import json
from collections import Counter
from hashlib import sha256

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.models import Basis, Placement, Precision, Revision
from articles.text.counts import find_counts
from factcheck.models import Evidence, Finding, FindingStatus
from factcheck.rules import day_counts, weekdays
from factcheck.rules.findings import Moved, Text, lost_passages
from factcheck.services import ledger

# A check of texts takes the Texts and gives what it noticed, as Noticed.
TEXT_CHECKS = (day_counts.day_counts, weekdays.beside_dates, weekdays.beside_counts)
MOST_LETTERS = 500_000  # of a text that is looked at
FOLLOWED = ("revision_id", "start", "end", "severity", "why")
VERBS = {
    FindingStatus.OPEN: "take finding back",
    FindingStatus.ACCEPTED: "accept finding",
    FindingStatus.DISMISSED: "dismiss finding",
}


class NotOpen(Exception):
    """A decision came too late, or there is none to take back."""


@transaction.atomic
def look(*, by):
    """Bring the findings up to what the checks notice now; how many are new and how many gone.

    What was decided stays decided, as long as all that the check went by stays the same.
    """
    ledger.lock()
    found = _found()
    known = Finding.objects.in_bulk(list(found), field_name="key")
    for key, row in found.items():
        if key in known:
            _stand_again(known[key], row, by)
        else:
            row.save()
            ledger.record(by, "notice finding", row=row, after=ledger.snapshot(row))
    gone = list(Finding.objects.standing().exclude(key__in=found))
    for row in gone:
        _change(row, by, "finding gone", gone_at=timezone.now())
    return len(found) - len(known), len(gone)


def concerns(revisions):
    """Whether any of these new texts may change the findings, so that it is time to look."""
    articles = [revision.article_id for revision in revisions]
    return (
        any(_is_telling(_text(revision)) for revision in revisions)
        or Finding.objects.standing().filter(revision__article__in=articles).exists()
    )


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


def _found():
    """What all checks notice now, as unsaved Findings by their keys."""
    texts, revisions = _texts()
    noticed = [row for check in TEXT_CHECKS for row in check(texts)]
    moved, claims, sources = _moved()
    noticed += lost_passages(moved)
    revisions |= sources
    met, found = Counter(), {}
    for row in noticed:
        told = [row.check, row.source, row.claim, row.context, row.expected, row.found]
        met[tuple(told)] += 1
        key = sha256(json.dumps([*told, met[tuple(told)]]).encode()).hexdigest()
        found[key] = Finding(
            check_name=row.check,
            severity=row.severity,
            key=key,
            revision_id=revisions[row.source],
            start=row.start,
            end=row.end,
            claim=claims.get(row.claim),
            expected=row.expected,
            found=row.found,
            why=row.why,
        )
    return found


def _texts():
    """The newest texts that say anything that a check may go by, and their keys by their names."""
    later = Revision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    newest = Revision.objects.filter(~Exists(later)).select_related("article").order_by("pk")
    texts, revisions = [], {}
    for revision in newest.iterator(chunk_size=200):
        text = _text(revision)
        if _is_telling(text):
            texts.append(text)
            revisions[text.source] = revision.pk
    return texts, revisions


def _text(revision):
    article = revision.article
    is_day = article.published_precision == Precision.DAY
    stated = is_day and article.published_basis != Basis.INFERRED
    return Text(article.source_name, revision.text, article.published_on if stated else None)


def _is_telling(text):
    if len(text.words) > MOST_LETTERS:
        return False
    return bool(find_counts(text.words)) or any(weekdays.beside_dates([text]))


def _moved():
    """The evidence whose place waits to be decided, its claims by their keys, and its sources."""
    rows = Placement.objects.undecided().in_newest().defer("revision__text")
    waiting = {row.passage_id: row for row in rows.select_related("revision__article", "passage")}
    evidence = Evidence.objects.live().filter(passage__in=waiting).select_related("claim")
    claims = {row.claim.key: row.claim for row in evidence}
    moved = [
        Moved(
            claim=key,
            source=placed.revision.article.source_name,
            words=placed.passage.exact,
            state=placed.state,
            start=placed.start,
            end=placed.end,
        )
        for key, passage in sorted({(row.claim.key, row.passage_id) for row in evidence})
        for placed in [waiting[passage]]
    ]
    revisions = {row.revision.article.source_name: row.revision_id for row in waiting.values()}
    return moved, claims, revisions
