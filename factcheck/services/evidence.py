"""Evidence: passages linked to claims with a stance. Rows are retired, never changed."""

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from articles.models import Placement
from factcheck.models import Actor, AttributionHop, Claim, Evidence, Stance, Suggestion
from factcheck.services import ledger

# The field of a claim that counts the articles with evidence of a stance.
TALLIED = {
    Stance.SUPPORTS: "supporting",
    Stance.CONTRADICTS: "contradicting",
    Stance.MENTIONS: "mentioning",
}


class ClaimClosed(Exception):
    """Evidence was linked to a claim that takes none."""

    def __init__(self, claim):
        if claim.merged_into_id:
            fault = f"was merged into “{claim.merged_into}”. Link the words to that claim"
        else:
            fault = "was withdrawn. Restore it before linking evidence"
        super().__init__(f"“{claim}” {fault}.")


class AlreadyLinked(Exception):
    """The same speaker's words are linked to the claim by another row."""

    def __init__(self, evidence):
        super().__init__(
            f"These words of {evidence.speaker or 'the outlet'} are linked to “{evidence.claim}”"
            f" already ({evidence.get_stance_display()}). Change the stance of that link instead."
        )


@transaction.atomic
def link_evidence(
    *,
    claim,
    passage,
    stance,
    directness,
    speaker=None,
    asserted_on=None,
    note="",
    hops=(),
    editor,
    reason="",
):
    """Record that `passage` bears on `claim`; what the same speaker's words stood for is retired.

    Linking the same again changes nothing. `hops` are unsaved AttributionHops, from the article
    inwards. For an actor that was merged the one speaks that it became.
    """
    claim, speaker = _open_claim(claim), _current(speaker)
    told = {"stance": stance, "directness": directness, "asserted_on": asserted_on, "note": note}
    current = _on_these_words(claim, passage, speaker).first()
    if current and all(getattr(current, name) == value for name, value in told.items()):
        return current
    before = ledger.snapshot(current)
    if current:
        _retire(current)
    after = Evidence.objects.create(
        claim=claim, passage=passage, speaker=speaker, editor=editor, **told
    )
    after.is_first = current is None
    _add_hops(after, hops)
    _recount(claim)
    _record(editor, "link evidence", before=before, after=after, reason=reason)
    return after


@transaction.atomic
def change_stance(*, evidence, stance, editor, reason=""):
    """Retire `evidence` and link its words again with another stance; the new row."""
    evidence = _locked(evidence)
    if evidence.retired_at or evidence.stance == stance:
        return evidence
    return link_evidence(
        claim=evidence.claim,
        passage=evidence.passage,
        stance=stance,
        directness=evidence.directness,
        speaker=evidence.speaker,
        asserted_on=evidence.asserted_on,
        note=evidence.note,
        hops=_copies(evidence),
        editor=editor,
        reason=reason,
    )


@transaction.atomic
def retire_evidence(*, evidence, editor, reason=""):
    """Take `evidence` off its claim; the row stays, and may be restored."""
    evidence = _locked(evidence)
    if evidence.retired_at:
        return evidence
    before = ledger.snapshot(evidence)
    _retire(evidence)
    _recount(evidence.claim)
    ledger.record(
        editor,
        "retire evidence",
        row=evidence,
        before=before,
        after=ledger.snapshot(evidence),
        reason=reason,
    )
    return evidence


@transaction.atomic
def restore_evidence(*, evidence, editor, reason=""):
    """Link retired evidence again, as a new row with the same words, speaker and stance.

    AlreadyLinked where the same speaker's words were linked anew in the meantime.
    """
    claim, speaker = _open_claim(evidence.claim), _current(evidence.speaker)
    if other := _on_these_words(claim, evidence.passage, speaker).first():
        if other.stance == evidence.stance:
            return other
        raise AlreadyLinked(other)
    return link_evidence(
        claim=claim,
        passage=evidence.passage,
        stance=evidence.stance,
        directness=evidence.directness,
        speaker=speaker,
        asserted_on=evidence.asserted_on,
        note=evidence.note,
        hops=_copies(evidence),
        editor=editor,
        reason=reason,
    )


def move_evidence(*, source, target, editor, reason):
    """Move what is live on `source` to `target`; called within the transaction of a merge.

    Where both claims hold the same words of the same speaker, the target's row stands.
    """
    held = {(e.passage_id, e.speaker_id) for e in target.evidence.live()}
    for evidence in source.evidence.live().select_related("passage", "speaker"):
        before = ledger.snapshot(evidence)
        if (evidence.passage_id, evidence.speaker_id) not in held:
            moved = Evidence.objects.create(
                claim=target,
                passage=evidence.passage,
                stance=evidence.stance,
                directness=evidence.directness,
                speaker=evidence.speaker,
                asserted_on=evidence.asserted_on,
                note=evidence.note,
                editor=evidence.editor,
            )
            _add_hops(moved, _copies(evidence))
            _record(editor, "link evidence", before=None, after=moved, reason=reason)
        _retire(evidence)
        ledger.record(
            editor,
            "retire evidence",
            row=evidence,
            before=before,
            after=ledger.snapshot(evidence),
            reason=reason,
        )
    _recount(source)
    _recount(target)


def retell(*, evidence, speaker, hops, by, reason, retire=True):
    """Link the words of `evidence` as those of `speaker`; called as actors become one, or two.

    The judgement stays its editor's. Where these words of another speaker are linked already, that
    row stands, and None is given. Unless `retire`, the row stays as it is.
    """
    before = ledger.snapshot(evidence) if retire else None
    if retire:
        _retire(evidence)
    made = None
    is_same = retire and speaker == evidence.speaker
    if is_same or not _on_these_words(evidence.claim, evidence.passage, speaker).exists():
        made = Evidence.objects.create(
            claim=evidence.claim,
            passage=evidence.passage,
            stance=evidence.stance,
            directness=evidence.directness,
            speaker=speaker,
            asserted_on=evidence.asserted_on,
            note=evidence.note,
            editor=evidence.editor,
        )
        _add_hops(made, hops)
        Suggestion.objects.filter(evidence=evidence).update(evidence=made)
        _record(by, "link evidence", before=before, after=made, reason=reason)
    elif retire:
        after = ledger.snapshot(evidence)
        ledger.record(
            by, "retire evidence", row=evidence, before=before, after=after, reason=reason
        )
    _recount(evidence.claim)
    return made


def _current(actor):
    """The actor as it stands now: a form may have been opened before a merge."""
    return actor and Actor.objects.select_related("merged_into").get(pk=actor.pk).current


def _open_claim(claim):
    """The claim as it stands now, locked; ClaimClosed where it takes no evidence."""
    ledger.lock()
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if claim.withdrawn_at or claim.merged_into_id:
        raise ClaimClosed(claim)
    return claim


def _on_these_words(claim, passage, speaker):
    """What links these words of the speaker now, be it by an earlier text in which they stood."""
    same = (
        Placement.objects.standing()
        .with_place()
        .filter(revision=passage.revision_id, at=passage.start, until=passage.end)
    )
    rows = claim.evidence.live().filter(speaker=speaker)
    return rows.filter(Q(passage=passage) | Q(passage__in=same.values("passage"))).order_by("-pk")


def _locked(evidence):
    ledger.lock()
    return Evidence.objects.select_for_update().get(pk=evidence.pk)


def _retire(evidence):
    evidence.retired_at = timezone.now()
    evidence.save(update_fields=["retired_at"])


def tallies(claim):
    """How many articles hold live evidence of each stance on `claim`, counted anew."""
    rows = claim.evidence.live().order_by().values("stance")
    counted = rows.annotate(n=Count("passage__revision__article", distinct=True))
    by_stance = {row["stance"]: row["n"] for row in counted}
    return {field: by_stance.get(stance, 0) for stance, field in TALLIED.items()}


def _recount(claim):
    """Bring the tallies of `claim` up to its evidence; it has changed."""
    for field, number in tallies(claim).items():
        setattr(claim, field, number)
    claim.changed_at = timezone.now()
    claim.save(update_fields=["changed_at", *TALLIED.values()])


def _copies(evidence):
    return [
        AttributionHop(actor=hop.actor, said_on=hop.said_on, directness=hop.directness)
        for hop in evidence.hops.select_related("actor")
    ]


def _add_hops(evidence, hops):
    for position, hop in enumerate(hops, start=1):
        hop.evidence, hop.position, hop.actor = evidence, position, _current(hop.actor)
    AttributionHop.objects.bulk_create(hops)


def _record(editor, verb, *, before, after, reason):
    after_row = ledger.snapshot(after)
    after_row["words"] = {
        "revision_id": after.passage.revision_id,
        "start": after.passage.start,
        "end": after.passage.end,
        "exact": after.passage.exact,
    }
    after_row["hops"] = [
        {
            "actor_id": hop.actor_id,
            "said_on": hop.said_on and hop.said_on.isoformat(),
            "directness": hop.directness,
        }
        for hop in after.hops.all()
    ]
    ledger.record(editor, verb, row=after, before=before, after=after_row, reason=reason)
