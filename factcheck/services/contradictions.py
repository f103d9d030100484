"""Contradictions between claims, proposed to the desk; no reader sees one until it is opened."""

from django.db import transaction

from factcheck.models import (
    Claim,
    ClaimRelation,
    Difference,
    Evidence,
    RelationKind,
    RelationStatus,
    Stance,
)
from factcheck.rules.conflicting import Proposition, Taken, by_stances, by_words
from factcheck.services import ledger, relations


@transaction.atomic
def propose(*, by):
    """Propose what likely contradicts each other; the new relations.

    Pairs that stand related already, in whatever way and status, are left alone, so that what was
    dismissed stays dismissed; so are claims that hold on no common day.
    """
    ledger.lock()
    listed = Claim.objects.listed()
    claims = listed.only("key", "slug", "proposition", "holds_from", "holds_to").in_bulk()
    told = {
        pk: Proposition(pk, claim.proposition, claim.holds_from, claim.holds_to)
        for pk, claim in claims.items()
    }
    related = {tuple(sorted(pair)) for pair in ClaimRelation.objects.values_list("a", "b")}
    found = {
        (a, b): ("", why) for a, b, why in by_stances(_taken(listed)) if told[a].meets(told[b])
    }
    found |= {(a, b): (Difference.DATE_NUMBER, why) for a, b, why in by_words(told.values())}
    return [
        relations.relate_claims(
            claim=claims[a],
            kind=RelationKind.CONTRADICTS,
            other=claims[b],
            difference=difference,
            status=RelationStatus.SUGGESTED,
            note=f"Proposed by the program: {why}",
            by=by,
        )
        for (a, b), (difference, why) in sorted(found.items())
        if (a, b) not in related
    ]


def _taken(listed):
    """The sides that are taken on these claims."""
    rows = Evidence.objects.live().filter(
        stance__in=[Stance.SUPPORTS, Stance.CONTRADICTS], claim__in=listed
    )
    names = ("claim", "stance", "speaker", "passage", "passage__revision__article")
    for claim, stance, *said in rows.order_by("pk").values_list(*names):
        yield Taken(claim, stance == Stance.SUPPORTS, *said)
