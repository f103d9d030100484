"""Deciding on what is proposed for a claim: passages that may bear on it, claims like it."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from factcheck.models import Suggestion, SuggestionDecision, SuggestionKind
from factcheck.rules import proposals
from factcheck.services import ledger

DISMISSED = SuggestionDecision.DISMISSED
KINDS = (SuggestionKind.PASSAGE, SuggestionKind.TWIN)


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


def move_dismissals(*, source, target, by, reason, only=None):
    """Let what was dismissed for `source` be so for `target`, or the keys `only`; what moved.

    Where `target` has a decision of its own about the same words or claim, that stands. Called
    within the transaction in which claims are merged or parted.
    """
    rows = Suggestion.objects.filter(
        Q(claim=source) | Q(other=source), kind__in=KINDS, decision=DISMISSED
    )
    if only is not None:
        rows = rows.filter(pk__in=only)
    moved = []
    for row in rows.select_related("claim", "other").order_by("pk"):
        before = ledger.snapshot(row)
        if not _name_anew(row, source, target):
            continue
        row.save(update_fields=["claim", "other", "key"])
        _record(row, "move dismissal", before, by, reason)
        moved.append(row)
    return moved


def _name_anew(row, source, target):
    """Put `target` in the place of `source`; False where that is named already, or no pair."""
    if row.kind == SuggestionKind.PASSAGE:
        row.claim, row.key = target, proposals.passage_key(target.key, row.exact)
    else:
        pair = [target if claim == source else claim for claim in (row.claim, row.other)]
        row.claim, row.other = sorted(pair, key=lambda claim: claim.pk)
        row.key = proposals.twin_key(row.claim.key, row.other.key)
    return row.claim != row.other and not Suggestion.objects.filter(key=row.key).exists()


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


def _record(row, verb, before, by, reason=""):
    after = ledger.snapshot(row)
    ledger.record(by, verb, row=row, before=before, after=after, reason=reason)
