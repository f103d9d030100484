"""Evidence that moves as claims or actors are merged, and comes back when they part."""

from factcheck.models import Evidence, Suggestion
from factcheck.services.evidence import on_these_words
from factcheck.services.evidence_rows import (
    SAID,
    add_hops,
    record,
    retire,
    said_of,
    says,
    snapshot,
    take_off,
)
from factcheck.services.tallies import recount

MOVED = "move evidence"  # the verb of every entry: nobody linked or retired anything


def move_evidence(*, source, target, editor, reason):
    """Move what is live on `source` to `target`; called within the transaction of a merge.

    Where both claims hold the same words of the same speaker, the target's row stands. Gives what
    became of each row as (its key, the key of the row in its place or None).
    """
    held = {(e.passage_id, e.speaker_id) for e in target.evidence.live()}
    rows = source.evidence.live().select_related("passage", "speaker").order_by("pk")
    moved = []
    for evidence in rows:
        new = None
        if (evidence.passage_id, evidence.speaker_id) not in held:
            new = _linked_to(target, evidence, editor, reason)
        take_off(evidence, editor, reason, MOVED)
        moved.append((evidence.pk, new and new.pk))
    recount(source, target)
    return moved


def return_evidence(*, moved, source, target, editor, reason):
    """Give `source` back what `move_evidence` moved to `target`, as it was; the opposite of it.

    What was retired or changed on `target` since stays as it is. Gives the keys of the rows that
    stand for others again, as {key: key of the new row}, and the rows that did not come back.
    """
    known = source.evidence.select_related("passage", "speaker").prefetch_related("hops")
    known = known.in_bulk([old for old, _ in moved])
    live = target.evidence.live().select_related("passage", "speaker").prefetch_related("hops")
    standing = {(row.passage_id, row.speaker_id): row for row in live}
    again, stays = {}, []
    for old, new in moved:
        row = known[old]
        here = standing.get((row.passage_id, row.speaker_id)) if new else None
        if new and (here is None or not says(here, _fields(row), row.hops.all())):
            stays.append(row)
            continue
        replaced = {old, new, here and here.pk} - {None}
        again |= dict.fromkeys(replaced, _linked_to(source, row, editor, reason).pk)
        if here:
            take_off(here, editor, reason, MOVED)
    recount(source, target)
    return again, stays


def retell(*, evidence, speaker, hops, by, reason, is_retired=True):
    """Link the words of `evidence` as those of `speaker`; called as actors become one, or two.

    The judgement stays its editor's. Where these words of another speaker are linked already, that
    row stands, and None is given. Unless it `is_retired` by this, the row stays as it is. The
    tallies of the claims are brought up by who calls this, once for all rows.
    """
    before = snapshot(evidence) if is_retired else None
    is_same = is_retired and speaker == evidence.speaker
    made = None
    if is_same or not on_these_words(evidence.claim, evidence.passage, speaker).exists():
        if is_retired:
            retire(evidence)
        said = _fields(evidence) | {"speaker": speaker}
        made = Evidence.objects.create(
            claim=evidence.claim, passage=evidence.passage, editor=evidence.editor, **said
        )
        add_hops(made, hops)
        Suggestion.objects.filter(evidence=evidence).update(evidence=made)
        record(by, MOVED, before=before, after=made, reason=reason)
    elif is_retired:
        take_off(evidence, by, reason, MOVED)
    return made


def _linked_to(claim, evidence, editor, reason):
    """A new row that says of `claim` what `evidence` says, in the name of the same editor."""
    row = Evidence.objects.create(
        claim=claim, passage=evidence.passage, editor=evidence.editor, **_fields(evidence)
    )
    add_hops(row, said_of(evidence)["hops"])
    record(editor, MOVED, before=None, after=row, reason=reason)
    return row


def _fields(evidence):
    return {name: getattr(evidence, name) for name in SAID}
