"""How many articles take each stance on a claim, kept beside the claim."""

from django.db.models import Count
from django.utils import timezone

from factcheck.models import Stance

# The field of a claim that counts the articles with evidence of a stance.
TALLIED = {
    Stance.SUPPORTS: "supporting",
    Stance.CONTRADICTS: "contradicting",
    Stance.MENTIONS: "mentioning",
}


def tallies(claim):
    """How many articles hold live evidence of each stance on `claim`, counted anew."""
    rows = claim.evidence.live().order_by().values("stance")
    counted = rows.annotate(n=Count("passage__revision__article", distinct=True))
    by_stance = {row["stance"]: row["n"] for row in counted}
    return {field: by_stance.get(stance, 0) for stance, field in TALLIED.items()}


def recount(claim):
    """Bring the tallies of `claim` up to its evidence; it has changed."""
    for field, number in tallies(claim).items():
        setattr(claim, field, number)
    claim.changed_at = timezone.now()
    claim.save(update_fields=["changed_at", *TALLIED.values()])
