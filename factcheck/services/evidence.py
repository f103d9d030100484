"""Evidence: passages linked to claims with a stance. Rows are retired, never changed."""

from django.db import transaction
from django.db.models import Q

from articles.models import Placement
from factcheck.models import Claim, Entry, Evidence
from factcheck.services import ledger
from factcheck.services.evidence_rows import (
    SAID,
    add_hops,
    current_actor,
    record,
    retire,
    said_of,
    says,
    snapshot,
    take_off,
)
from factcheck.services.tallies import recount

CORRECTED = "correct evidence"


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
            f" already ({evidence.get_stance_display()}). Change that link instead."
        )


class ChangedMeanwhile(Exception):
    """Evidence that was to be corrected is retired: somebody else was faster."""

    def __init__(self, evidence):
        super().__init__(f"This link to “{evidence.claim}” was changed by somebody else meanwhile.")


class ReasonMissing(Exception):
    """Evidence on a published claim was about to change without a reason."""

    def __init__(self):
        super().__init__("The claim is published: say why the link changes. Readers will see it.")


class NothingToUndo(Exception):
    """Evidence that was never corrected was to be put back as it was before."""

    def __init__(self, evidence):
        super().__init__(f"This link to “{evidence.claim}” was not changed. Nothing was undone.")


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
    inwards; none of them says nothing about a chain that is there. For an actor that was merged the
    one speaks that it became.
    """
    claim, speaker = _open_claim(claim), current_actor(speaker)
    told = {"stance": stance, "directness": directness, "asserted_on": asserted_on, "note": note}
    current = on_these_words(claim, passage, speaker).first()
    if current and says(current, told, hops or current.hops.all()):
        return current
    said = told | {"speaker": speaker, "hops": hops}
    return _link(claim, passage, said, instead_of=current, by=editor, reason=reason)


@transaction.atomic
def change_stance(*, evidence, stance, editor, reason=""):
    """Retire `evidence` and link its words again with another stance; the new row."""
    evidence = _locked(evidence)
    if evidence.retired_at or evidence.stance == stance:
        return evidence
    said = said_of(evidence) | {"stance": stance}
    return link_evidence(
        claim=evidence.claim, passage=evidence.passage, editor=editor, reason=reason, **said
    )


@transaction.atomic
def correct_evidence(*, evidence, editor, reason="", anew=False, **changes):
    """Retire `evidence` and link its words again with other words about them; the new row.

    `changes` may hold `speaker`, `stance`, `directness`, `asserted_on`, `note`, and the whole chain
    as `hops`; what they leave out stays. ReasonMissing where readers have seen the claim and no
    reason is given; AlreadyLinked where the words of that speaker have a row of their own;
    ChangedMeanwhile where `evidence` is retired, unless its words are to be linked `anew`.
    """
    evidence = _locked(evidence)
    claim = _open_claim(evidence.claim)
    if evidence.retired_at and not anew:
        raise ChangedMeanwhile(evidence)
    said = said_of(evidence) | changes
    said["speaker"] = current_actor(said["speaker"])
    if not evidence.retired_at and says(evidence, changes, said["hops"]):
        return evidence
    others = on_these_words(claim, evidence.passage, said["speaker"]).exclude(pk=evidence.pk)
    if other := others.first():
        raise AlreadyLinked(other)
    if claim.published_at and not reason.strip():
        raise ReasonMissing
    if evidence.retired_at:
        return _link(claim, evidence.passage, said, by=editor, reason=reason)
    return _link(
        claim,
        evidence.passage,
        said,
        instead_of=evidence,
        by=editor,
        verb=CORRECTED,
        reason=reason,
    )


@transaction.atomic
def undo_correction(*, evidence, editor):
    """Link the words of `evidence` as they were linked before it was corrected; the new row."""
    entries = Entry.objects.filter(model=Evidence._meta.label_lower, row=str(evidence.pk))
    entry = entries.filter(verb=CORRECTED).first()
    if entry is None or entry.before is None:
        raise NothingToUndo(evidence)
    earlier = Evidence.objects.get(pk=entry.before["id"])
    return correct_evidence(evidence=evidence, editor=editor, reason="undone", **said_of(earlier))


@transaction.atomic
def retire_evidence(*, evidence, editor, reason=""):
    """Take `evidence` off its claim; the row stays, and may be restored."""
    evidence = _locked(evidence)
    if evidence.retired_at:
        return evidence
    take_off(evidence, editor, reason)
    recount(evidence.claim)
    return evidence


@transaction.atomic
def restore_evidence(*, evidence, editor, reason=""):
    """Link retired evidence again, as a new row with the same words, speaker and stance.

    AlreadyLinked where the same speaker's words were linked anew in the meantime.
    """
    claim, speaker = _open_claim(evidence.claim), current_actor(evidence.speaker)
    if other := on_these_words(claim, evidence.passage, speaker).first():
        if other.stance == evidence.stance:
            return other
        raise AlreadyLinked(other)
    return link_evidence(
        claim=claim, passage=evidence.passage, editor=editor, reason=reason, **said_of(evidence)
    )


def _open_claim(claim):
    """The claim as it stands now, locked; ClaimClosed where it takes no evidence."""
    ledger.lock()
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if claim.withdrawn_at or claim.merged_into_id:
        raise ClaimClosed(claim)
    return claim


def on_these_words(claim, passage, speaker):
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


def _link(claim, passage, said, *, instead_of=None, by, verb="link evidence", reason):
    """A new row that says this of the passage; the row whose place it takes is retired."""
    before = snapshot(instead_of) if instead_of else None
    if instead_of:
        retire(instead_of)
    fields = {name: said[name] for name in SAID}
    made = Evidence.objects.create(claim=claim, passage=passage, editor=by, **fields)
    made.is_first = instead_of is None
    add_hops(made, said["hops"])
    recount(claim)
    record(by, verb, before=before, after=made, reason=reason)
    return made
