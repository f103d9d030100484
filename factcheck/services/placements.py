"""Placements: what becomes of evidence when its source changes. A program finds, people decide."""

from django.db import transaction

from articles.models import CHOSEN, Decision, Placement, Revision
from articles.services import placement as places
from articles.services.passages import WordsDiffer
from factcheck.models import Entry, Evidence
from factcheck.services import evidence, ledger

RETIRED = "retire passage"  # the verb of the entry that says what was retired


class NotOpen(Exception):
    """A decision came too late, or has nothing to decide on."""


@transaction.atomic
def place_revision(*, revision, by):
    """Look in `revision` for the passages of earlier ones, with one entry for all of them."""
    ledger.lock()
    placed = places.place_passages(revision=revision)
    if placed:
        found = [[row.passage_id, row.state, row.start, row.end, row.decision] for row in placed]
        ledger.record(by, "place passages", row=revision, after={"placements": found})
    return placed


def place_waiting(*, by, article=None):
    """Place the passages that were made in an earlier text after the newest one had come in."""
    waiting = places.revisions_waiting()
    for revision in waiting.filter(article=article) if article else waiting:
        place_revision(revision=revision, by=by)


@transaction.atomic
def accept_placement(*, placement, by, reason=""):
    """The place that was found is right."""
    placement = _open(placement)
    if placement.start is None:
        raise NotOpen("No place was found that could be accepted. Choose the words by hand.")
    return _decide(
        placement, Decision.ACCEPTED, placement.start, placement.end, by=by, reason=reason
    )


@transaction.atomic
def move_placement(*, placement, start, end, exact, by, reason=""):
    """The evidence stands at [start, end); WordsDiffer where that is not what the editor saw."""
    placement = _open(placement)
    text = placement.revision.text
    if not 0 <= start < end <= len(text) or text[start:end] != exact:
        raise WordsDiffer(start, end)
    return _decide(placement, Decision.MOVED, start, end, by=by, reason=reason)


@transaction.atomic
def retire_passage(*, placement, by, reason):
    """Nothing rests on these words any more: all live evidence on them is retired."""
    placement = _open(placement)
    live = Evidence.objects.live().filter(passage=placement.passage_id).order_by("pk")
    retired = [evidence.retire_evidence(evidence=row, editor=by, reason=reason).pk for row in live]
    return _decide(placement, Decision.RETIRED, by=by, reason=reason, retired=retired)


@transaction.atomic
def take_back(*, placement, by, reason=""):
    """Take a decision back; what it retired is linked again.

    ClaimClosed or AlreadyLinked where evidence can no longer be linked; then nothing changes.
    """
    placement = _newest(placement)
    if not placement.decision:
        raise NotOpen("There is no decision about this passage; perhaps it was taken back already.")
    if placement.decision == Decision.RETIRED:
        for row in _retired_by(placement):
            evidence.restore_evidence(evidence=row, editor=by, reason=reason or "taken back")
    return _decide(placement, "", by=by, reason=reason)


def _newest(placement):
    """The placement as it stands now, locked; NotOpen where there is a newer text."""
    ledger.lock()
    rows = Placement.objects.select_for_update(of=("self",))
    placement = rows.select_related("revision", "passage").get(pk=placement.pk)
    later = Revision.objects.filter(
        article=placement.revision.article_id, number__gt=placement.revision.number
    )
    if later.exists():
        raise NotOpen("A newer text of the article came in. Decide by that one.")
    return placement


def _open(placement):
    placement = _newest(placement)
    retired = placement.decision == Decision.RETIRED
    rests = Evidence.objects.live().filter(passage=placement.passage_id)
    if not placement.is_open or (retired and not rests.exists()):
        raise NotOpen(
            f"This was decided already: {placement.get_decision_display() or 'found exactly'}."
            " Take that decision back first."
        )
    return placement


def _retired_by(placement):
    """The evidence that the decision retired, as its entry says."""
    entries = Entry.objects.filter(model=placement._meta.label_lower, row=str(placement.pk))
    entry = entries.filter(verb=RETIRED).order_by("-number").first()
    retired = entry.after["evidence"] if entry and entry.after else []
    return Evidence.objects.filter(pk__in=retired).order_by("pk")


VERBS = {
    "": "take placement back",
    Decision.ACCEPTED: "accept placement",
    Decision.MOVED: "move placement",
    Decision.RETIRED: RETIRED,
}


def _decide(placement, decision, start=None, end=None, *, by, reason, retired=()):
    before = ledger.snapshot(placement)
    places.decide(placement=placement, decision=decision, start=start, end=end, by=by)
    after = ledger.snapshot(placement)
    if decision == Decision.RETIRED:
        after["evidence"] = list(retired)
    elif decision in CHOSEN:
        after["words"] = placement.revision.text[start:end]
    ledger.record(by, VERBS[decision], row=placement, before=before, after=after, reason=reason)
    return placement
