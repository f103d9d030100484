"""What the forms that change a claim need."""

from django.db.models import Q

from factcheck.models import Claim, ClaimRelation, Entry
from factcheck.models.ledger import as_told


def as_seen(claim, version):
    """The claim as it was when it had this version, from the ledger; None where no entry says."""
    kept = Entry.objects.filter(model=claim._meta.label_lower, row=str(claim.pk))
    for entry in kept.order_by("-number"):
        said = as_told(Claim, entry.after or {})
        if said.version == version:
            return said
    return None


def relation_between(claim, other, kind):
    """How `claim` stands to the claim with the slug `other`, or None."""
    a, b = Q(a=claim, b__slug=other), Q(b=claim, a__slug=other, kind="contradicts")
    return ClaimRelation.objects.filter(a | b, kind=kind).first()
