"""Single rows of evidence, as the services that link, correct and move it write them."""

from django.utils import timezone

from factcheck.models import Actor, AttributionHop
from factcheck.services import ledger

# What a row says of its words, the chain aside.
SAID = ("speaker", "stance", "directness", "asserted_on", "note")


def current_actor(actor):
    """The actor as it stands now: a form may have been opened before a merge."""
    return actor and Actor.objects.select_related("merged_into").get(pk=actor.pk).current


def take_off(evidence, editor, reason, verb="retire evidence"):
    before = ledger.snapshot(evidence)
    retire(evidence)
    after = ledger.snapshot(evidence)
    ledger.record(editor, verb, row=evidence, before=before, after=after, reason=reason)


def retire(evidence):
    evidence.retired_at = timezone.now()
    evidence.save(update_fields=["retired_at"])


def said_of(evidence):
    """All that a link says of its words, as `link_evidence` takes it."""
    return {name: getattr(evidence, name) for name in SAID} | {"hops": copies(evidence)}


def says(evidence, told, hops):
    """Whether a link says just this already."""
    same = all(getattr(evidence, name) == told[name] for name in SAID if name in told)
    return same and steps(evidence.hops.all()) == steps(hops)


def steps(hops):
    return [(hop.actor_id, hop.said_on, hop.directness) for hop in hops]


def copies(evidence):
    return [
        AttributionHop(actor=hop.actor, said_on=hop.said_on, directness=hop.directness)
        for hop in evidence.hops.select_related("actor")
    ]


def add_hops(evidence, hops):
    for position, hop in enumerate(hops, start=1):
        hop.evidence, hop.position = evidence, position
        hop.actor = current_actor(hop.actor)
    AttributionHop.objects.bulk_create(hops)


def record(editor, verb, *, before, after, reason):
    ledger.record(editor, verb, row=after, before=before, after=snapshot(after), reason=reason)


def snapshot(evidence):
    """The stored fields of a link, with its words and its chain."""
    row = ledger.snapshot(evidence)
    row["words"] = {
        "revision_id": evidence.passage.revision_id,
        "start": evidence.passage.start,
        "end": evidence.passage.end,
        "exact": evidence.passage.exact,
    }
    row["hops"] = [
        {
            "actor_id": hop.actor_id,
            "said_on": hop.said_on and hop.said_on.isoformat(),
            "directness": hop.directness,
        }
        for hop in evidence.hops.all()
    ]
    return row
