"""Relations between claims."""

from django.db import transaction
from django.db.models import Q

from factcheck.models import ClaimRelation, Entry, RelationKind, RelationStatus
from factcheck.services import ledger

CHANGED = "change relation"


class CannotRelate(Exception):
    """A relation was asked for that cannot be."""


class ChangedMeanwhile(Exception):
    """The claims are related already, in a way that was not `seen`."""

    def __init__(self, relation):
        self.relation = relation
        told = [relation.get_status_display(), relation.get_difference_display()]
        told += [relation.get_resolution_display(), relation.note and f"note: “{relation.note}”"]
        super().__init__(
            "Somebody else has related these claims:"
            f" {relation} ({', '.join(part for part in told if part)})."
        )


@transaction.atomic
def relate_claims(
    *,
    claim,
    kind,
    other,
    difference="",
    status=RelationStatus.OPEN,
    resolution="",
    note="",
    by,
    reason="",
    seen=None,
):
    """Record how `claim` stands to `other`; what stands already is brought up to date.

    ChangedMeanwhile where it stands and is not the version that was `seen`, "" for none; None does
    not ask.
    """
    if claim.pk == other.pk:
        raise CannotRelate("A claim is not related to itself. Choose another claim.")
    if (status == RelationStatus.RESOLVED) != bool(resolution):
        raise CannotRelate("A resolved relation says how it was resolved, and only a resolved one.")
    ledger.lock()
    for row in (claim, other):
        row.refresh_from_db(fields=["merged_into"])
        if row.merged_into_id:
            raise CannotRelate(f"“{row}” was merged. Relate the claim that it became.")
    a, b = stored_order(claim, other, kind)
    relation = ClaimRelation.objects.select_for_update().filter(a=a, b=b, kind=kind).first()
    if relation and seen is not None and relation.version != seen:
        raise ChangedMeanwhile(relation)
    before = ledger.snapshot(relation)
    relation = relation or ClaimRelation(a=a, b=b, kind=kind)
    relation.difference, relation.status = difference, status
    relation.resolution, relation.note = resolution, note
    if before and before == ledger.snapshot(relation):
        return relation
    relation.save()
    verb = CHANGED if before else "relate claims"
    after = ledger.snapshot(relation)
    ledger.record(by, verb, row=relation, before=before, after=after, reason=reason)
    return relation


def stored_order(claim, other, kind):
    """Contradiction is mutual, so it is stored once, the older claim first."""
    if kind == RelationKind.CONTRADICTS and claim.pk > other.pk:
        return other, claim
    return claim, other


def move_relations(*, source, target, by, reason, only=None):
    """Give the relations of `source` to `target`, or those of the keys `only`; what moved.

    Called within the transaction in which claims are merged or parted.
    """
    rows = ClaimRelation.objects.filter(Q(a=source) | Q(b=source)).select_related("a", "b")
    if only is not None:
        rows = rows.filter(pk__in=only)
    moved = []
    for relation in rows.order_by("pk"):
        before = ledger.snapshot(relation)
        a = target if relation.a_id == source.pk else relation.a
        b = target if relation.b_id == source.pk else relation.b
        a, b = stored_order(a, b, relation.kind)
        twin = ClaimRelation.objects.filter(a=a, b=b, kind=relation.kind).exists()
        if a == b or twin:
            continue  # it stays with the merged claim, which shows none
        relation.a, relation.b = a, b
        relation.save()
        after = ledger.snapshot(relation)
        ledger.record(by, "move relation", row=relation, before=before, after=after, reason=reason)
        moved.append(relation)
    return moved


def changed_since(relations, number):
    """Of the keys of relations those of which the desk said something else after that entry."""
    rows = [str(pk) for pk in relations]
    entries = Entry.objects.filter(model=ClaimRelation._meta.label_lower, row__in=rows)
    changed = entries.filter(verb=CHANGED, number__gt=number).values_list("row", flat=True)
    return {int(row) for row in changed}
