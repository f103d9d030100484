"""How many articles and origins take each stance on a claim, kept beside the claim."""

from itertools import batched

from django.db.models import Exists, OuterRef
from django.utils import timezone

from factcheck.models import Claim, Evidence
from factcheck.origins import counted, houses_of_outlets

AT_ONCE = 200  # claims


def tallies(claims):
    """What the evidence on each of these claims comes to, counted anew: {claim: {field: value}}."""
    return counted(Evidence.objects.live().filter(claim__in=claims), claims)


def recount(*claims):
    """Bring the tallies of these claims up to their evidence; it has changed."""
    now = tallies(claims)
    for claim in claims:
        _take(claim, now[claim.pk])
        claim.changed_at = timezone.now()
    Claim.objects.bulk_update(claims, ["changed_at", *Claim.computed])


def recount_all(claims):
    """Bring the tallies of these claims up to what joins their evidence now; how many changed.

    Only a claim whose tallies changed counts as changed.
    """
    changed = 0
    for some in batched(claims.order_by("pk").iterator(chunk_size=AT_ONCE), AT_ONCE, strict=False):
        now = tallies(some)
        stale = [claim for claim in some if _take(claim, now[claim.pk])]
        for claim in stale:
            claim.changed_at = timezone.now()
        Claim.objects.bulk_update(stale, ["changed_at", *Claim.computed])
        changed += len(stale)
    return changed


def recount_on(articles):
    """Bring up the tallies of the claims with evidence in these articles: their outlet changed."""
    return recount_all(_bearing(passage__revision__article__in=articles))


def recount_in(revisions):
    """Bring up the tallies of the claims with evidence in these texts: copies were found there."""
    return recount_all(_bearing(passage__revision__in=revisions))


def recount_under(outlets):
    """Bring up the tallies of the claims with evidence printed by these outlets or their own."""
    houses = houses_of_outlets()
    tops = {houses.get(outlet.pk, outlet.pk) for outlet in outlets}
    within = tops | {pk for pk, top in houses.items() if top in tops}
    return recount_all(_bearing(passage__revision__article__outlet__in=within))


def recount_beside(paragraphs):
    """Bring up the tallies of the claims with evidence in all of these texts: copies changed."""
    claims = Claim.objects.all()
    for paragraph in paragraphs:
        here = _bearing(passage__revision=paragraph.revision_id)
        claims = claims.filter(pk__in=here.values("pk"))
    return recount_all(claims)


def _bearing(**conditions):
    evidence = Evidence.objects.live().filter(claim=OuterRef("pk"), **conditions)
    return Claim.objects.filter(Exists(evidence))


def _take(claim, now):
    """Give the claim these tallies; whether it had others."""
    if all(getattr(claim, field) == value for field, value in now.items()):
        return False
    for field, value in now.items():
        setattr(claim, field, value)
    return True
