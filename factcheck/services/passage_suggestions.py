"""Deciding on what is proposed for a claim: passages that may bear on it, claims like it."""

from django.db import transaction
from django.utils import timezone

from factcheck.models import Suggestion, SuggestionDecision, SuggestionKind
from factcheck.rules import proposals
from factcheck.services import ledger

DISMISSED = SuggestionDecision.DISMISSED


@transaction.atomic
def dismiss_passages(*, claim, paragraphs, by):
    """The paragraphs do not bear on the claim. Their words are not proposed for it again.

    Gives the suggestions, one for all paragraphs of the same words.
    """
    ledger.lock()
    proposed = [_passage(claim, paragraph) for paragraph in paragraphs]
    distinct = {row.key: row for row in reversed(proposed)}
    return [_dismiss(row, "dismiss passage", by) for row in reversed(distinct.values())]


@transaction.atomic
def dismiss_twin(*, claim, other, by):
    """The two claims say different things, whichever of them one asks about."""
    ledger.lock()
    first, second = sorted([claim, other], key=lambda row: row.pk)
    key = proposals.twin_key(first.key, second.key)
    row = Suggestion(kind=SuggestionKind.TWIN, key=key, claim=first, other=second)
    return _dismiss(row, "dismiss twin", by)


@transaction.atomic
def take_back(*, suggestions, by):
    """What was dismissed is proposed again; what waits already is left alone."""
    ledger.lock()
    keys = [row.pk for row in suggestions]
    rows = Suggestion.objects.select_for_update().filter(pk__in=keys, decision=DISMISSED)
    taken_back = list(rows.order_by("pk"))
    for row in taken_back:
        before = ledger.snapshot(row)
        row.decision, row.decided_by, row.decided_at = "", None, None
        row.save()
        _record(row, "take back dismissal", before, by)
    return taken_back


def _passage(claim, paragraph):
    words = paragraph.revision.text[paragraph.start : paragraph.end]
    return Suggestion(
        kind=SuggestionKind.PASSAGE,
        key=proposals.passage_key(claim.key, words),
        claim=claim,
        revision=paragraph.revision,
        start=paragraph.start,
        end=paragraph.end,
        exact=words,
    )


def _dismiss(proposed, verb, by):
    row = Suggestion.objects.select_for_update().filter(key=proposed.key).first()
    if row and row.decision == DISMISSED:
        return row
    before = ledger.snapshot(row)
    row = row or proposed
    row.decision, row.decided_by, row.decided_at = DISMISSED, by, timezone.now()
    row.save()
    _record(row, verb, before, by)
    return row


def _record(row, verb, before, by):
    ledger.record(by, verb, row=row, before=before, after=ledger.snapshot(row))
