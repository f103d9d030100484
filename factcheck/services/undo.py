"""Undoing what an editor did last, by what its entry in the ledger says of it."""

from django.db import transaction

from articles.models import Placement, ReuseLink, Revision
from factcheck.models import (
    Actor,
    Claim,
    ClaimRelation,
    Evidence,
    Finding,
    Membership,
    RelationStatus,
    Side,
    Suggestion,
    Term,
)
from factcheck.models.ledger import as_told
from factcheck.services import (
    actor_merges,
    claims,
    copies,
    evidence,
    findings,
    ledger,
    loaded_terms,
    passage_suggestions,
    placements,
    queue,
    relations,
    sides,
    suggestions,
    topic_rows,
)

UNDONE = "undone"
FRAME = ("proposition", "topic", "question", "holds_from", "holds_to")
RELATED = ("difference", "status", "resolution", "note")
DISMISSED = {
    "status": RelationStatus.DISMISSED,
    "resolution": "",
}  # what a new relation goes back to
# What the services below say where a change cannot be undone any more.
REFUSALS = (
    actor_merges.CannotMerge,
    claims.CannotMerge,
    claims.ChangedMeanwhile,
    claims.WrongState,
    copies.TooLate,
    evidence.AlreadyLinked,
    evidence.ChangedMeanwhile,
    evidence.ClaimClosed,
    evidence.NothingToUndo,
    findings.NotOpen,
    placements.NotOpen,
    relations.CannotRelate,
    relations.ChangedMeanwhile,
    suggestions.TooLate,
    topic_rows.CannotEdit,
    topic_rows.ChangedMeanwhile,
)


class CannotUndo(Exception):
    """What was done stands no more as it was done, or is none of the things that can be undone."""


@transaction.atomic
def undo(*, entry, by):
    """Bring back what stood before the change that `entry` tells of; CannotUndo says why not.

    It is a change as any other, with its own entries: nothing is taken out of the ledger.
    """
    ledger.lock()
    way_back = WAYS_BACK.get(entry.verb)
    if way_back is None:
        raise CannotUndo(f"“{entry.verb}” is not undone from here.")
    try:
        way_back(entry, by)
    except REFUSALS as error:
        raise CannotUndo(str(error)) from error


def _link(entry, by):
    row = Evidence.objects.get(pk=entry.row)
    taken = Suggestion.objects.filter(evidence=row).first()
    if entry.before:
        earlier = evidence.said_of(Evidence.objects.get(pk=entry.before["id"]))
        evidence.correct_evidence(evidence=row, editor=by, reason=UNDONE, **earlier)
    elif taken:
        suggestions.take_back(suggestion=taken, by=by)
    elif row.retired_at:
        raise CannotUndo("The link was retired or changed meanwhile.")
    else:
        evidence.retire_evidence(evidence=row, editor=by, reason=UNDONE)


def _correction(entry, by):
    evidence.undo_correction(evidence=Evidence.objects.get(pk=entry.row), editor=by)


def _retirement(entry, by):
    row = Evidence.objects.get(pk=entry.row)
    evidence.restore_evidence(evidence=row, editor=by, reason=UNDONE)


def _decision(entry, by):
    suggestions.take_back(suggestion=Suggestion.objects.get(pk=entry.row), by=by)


def _dismissal(entry, by):
    rows = Suggestion.objects.filter(pk=entry.row)
    if not passage_suggestions.take_back(suggestions=rows, by=by):
        raise CannotUndo("It is not dismissed any more.")


def _edit(entry, by):
    then, now = (as_told(Claim, told) for told in (entry.before, entry.after))
    claims.edit_claim(
        claim=Claim.objects.get(pk=entry.row),
        by=by,
        reason=UNDONE,
        seen=now.version,
        **{name: getattr(then, name) for name in FRAME},
    )


def _sending(entry, by):
    claims.send_back(claim=Claim.objects.get(pk=entry.row), by=by, reason=UNDONE)


def _merge(entry, by):
    claims.part_claims(claim=Claim.objects.get(pk=entry.row), by=by, reason=UNDONE)


def _actor_merge(entry, by):
    actor_merges.part_actor(actor=Actor.objects.get(pk=entry.row), by=by, reason=UNDONE)


def _relation(entry, by):
    row = ClaimRelation.objects.select_related("a", "b").get(pk=entry.row)
    then = as_told(ClaimRelation, entry.before or entry.after | DISMISSED)
    told = {name: getattr(then, name) for name in RELATED}
    seen = as_told(ClaimRelation, entry.after).version
    way = {"claim": row.a, "other": row.b, "kind": row.kind}
    relations.relate_claims(**way, by=by, reason=UNDONE, seen=seen, **told)


def _finding(entry, by):
    findings.take_back(finding=Finding.objects.get(pk=entry.row), by=by)


def _reading(entry, by):
    if not queue.wait_again(revision=Revision.objects.get(pk=entry.after["revision_id"]), by=by):
        raise CannotUndo("It waits to be read already.")


def _placement(entry, by):
    placements.take_back(placement=Placement.objects.get(pk=entry.row), by=by)


def _copies(entry, by):
    copies.take_back(link=ReuseLink.objects.get(pk=entry.row), by=by, reason=UNDONE)


def _side(entry, by):
    sides.put_back(row=Side.objects.get(pk=entry.row), entry=entry, by=by, reason=UNDONE)


def _given_side(entry, by):
    sides.put_back(row=Membership.objects.get(pk=entry.row), entry=entry, by=by, reason=UNDONE)


def _term(entry, by):
    loaded_terms.put_back(term=Term.objects.get(pk=entry.row), entry=entry, by=by, reason=UNDONE)


WAYS_BACK = {
    "add side": _side,
    "edit side": _side,
    "retire side": _side,
    "give side": _given_side,
    "take off side": _given_side,
    "add term": _term,
    "edit term": _term,
    "retire term": _term,
    "confirm copies": _copies,
    "reject copies": _copies,
    "link evidence": _link,
    "correct evidence": _correction,
    "retire evidence": _retirement,
    "dismiss suggestion": _decision,
    "dismiss passage": _dismissal,
    "dismiss twin": _dismissal,
    "edit claim": _edit,
    "sent for review": _sending,
    "merge claim": _merge,
    "merge actor": _actor_merge,
    "relate claims": _relation,
    "change relation": _relation,
    "accept finding": _finding,
    "dismiss finding": _finding,
    "read through": _reading,
    "accept placement": _placement,
    "move placement": _placement,
    "retire passage": _placement,
}
