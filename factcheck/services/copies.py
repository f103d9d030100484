"""What people make of wording that two articles share: copied, or not."""

from django.db import transaction
from django.utils import timezone

from articles.models import ReuseDecision, ReuseLink
from articles.services.reuse import find_copies_in
from factcheck.services import ledger
from factcheck.services.tallies import recount_beside, recount_in

VERBS = {
    "": "take back decision on copies",
    ReuseDecision.CONFIRMED: "confirm copies",
    ReuseDecision.REJECTED: "reject copies",
}


class TooLate(Exception):
    """Somebody else decided meanwhile, or there is no decision to take back."""


@transaction.atomic
def find_anew(*, revisions):
    """Find what these texts share with others, and count the origins of claims by it."""
    ledger.lock()
    found = find_copies_in(texts=[(row, row.paragraphs.all()) for row in revisions])
    if found:
        recount_in(revisions)
    return found


@transaction.atomic
def decide(*, link, decision, by, reason=""):
    """Say whether two paragraphs copy each other; TooLate where it was said otherwise before."""
    link = _locked(link)
    if link.decision == decision:
        return link
    if link.decision:
        raise TooLate(f"This was {link.get_decision_display()} already. Take that back first.")
    return _save(link, decision, by, reason)


@transaction.atomic
def take_back(*, link, by, reason=""):
    """Let the program's finding stand again."""
    link = _locked(link)
    if not link.decision:
        raise TooLate("There is no decision to take back; perhaps it was taken back already.")
    return _save(link, "", by, reason)


def _locked(link):
    ledger.lock()
    rows = ReuseLink.objects.select_related("a", "b").select_for_update(of=("self",))
    return rows.get(pk=link.pk)


def _save(link, decision, by, reason):
    before = ledger.snapshot(link)
    link.decision = decision
    link.decided_by = by if decision else None
    link.decided_at = timezone.now() if decision else None
    link.save(update_fields=["decision", "decided_by", "decided_at"])
    after = ledger.snapshot(link)
    ledger.record(by, VERBS[decision], row=link, before=before, after=after, reason=reason)
    recount_beside([link.a, link.b])
    return link
