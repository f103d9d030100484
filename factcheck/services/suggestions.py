"""Suggestions: what a machine proposes counts once a person takes it; each decision lasts."""

from django.db import transaction
from django.utils import timezone

from factcheck.models import Suggestion, SuggestionDecision
from factcheck.services import evidence as links
from factcheck.services import ledger

VERBS = {
    "": "take decision back",
    SuggestionDecision.TAKEN: "take suggestion",
    SuggestionDecision.DISMISSED: "dismiss suggestion",
}


class TooLate(Exception):
    """A decision came after another one, or there is none to take back."""


@transaction.atomic
def take_quote(*, suggestion, evidence, by):
    """Say that `evidence` was linked from a proposed quote; a quote taken before stays as it is."""
    suggestion = _locked(suggestion)
    if suggestion.decision == SuggestionDecision.TAKEN:
        return suggestion
    return _decide(suggestion, SuggestionDecision.TAKEN, by=by, evidence=evidence)


@transaction.atomic
def dismiss(*, suggestion, by):
    """It is not wanted, and will not be proposed again. TooLate where somebody decided before."""
    suggestion = _locked(suggestion)
    if suggestion.decision:
        raise TooLate(
            f"This was {suggestion.get_decision_display()} already. Take that back first."
        )
    return _decide(suggestion, SuggestionDecision.DISMISSED, by=by)


@transaction.atomic
def take_back(*, suggestion, by):
    """Let it wait again; evidence that was linked from it is retired."""
    suggestion = _locked(suggestion)
    if not suggestion.decision:
        raise TooLate("There is no decision about this; perhaps it was taken back already.")
    if suggestion.evidence:
        links.retire_evidence(evidence=suggestion.evidence, editor=by, reason="taken back")
    return _decide(suggestion, "", by=by)


def follow_evidence(*, moved, by, reason):
    """Let taken quotes name the rows that stand for their evidence now: {key: key of the new row}.

    Called within the transaction in which claims are merged or parted.
    """
    for suggestion in Suggestion.objects.filter(evidence__in=list(moved)).order_by("pk"):
        before = ledger.snapshot(suggestion)
        suggestion.evidence_id = moved[suggestion.evidence_id]
        suggestion.save(update_fields=["evidence"])
        after = ledger.snapshot(suggestion)
        ledger.record(
            by, "follow evidence", row=suggestion, before=before, after=after, reason=reason
        )


def _locked(suggestion):
    ledger.lock()
    rows = Suggestion.objects.select_for_update(of=("self",))
    return rows.select_related("evidence").get(pk=suggestion.pk)


def _decide(suggestion, decision, *, by, evidence=None):
    before = ledger.snapshot(suggestion)
    suggestion.decision, suggestion.evidence = decision, evidence
    suggestion.decided_by = by if decision else None
    suggestion.decided_at = timezone.now() if decision else None
    suggestion.save(update_fields=["decision", "evidence", "decided_by", "decided_at"])
    after = ledger.snapshot(suggestion)
    ledger.record(by, VERBS[decision], row=suggestion, before=before, after=after)
    return suggestion
