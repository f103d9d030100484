"""How many articles and origins take each stance on a claim, kept beside the claim."""

from collections import defaultdict
from itertools import batched

from django.db.models import Exists, OuterRef
from django.utils import timezone

from factcheck.models import Claim, Evidence, Stance
from factcheck.origins import houses_of_outlets, origins_of
from factcheck.rules.evidence_state import evidence_state
from factcheck.rules.origins import count

# The field of a claim that counts the articles with evidence of a stance.
TALLIED = {
    Stance.SUPPORTS: "supporting",
    Stance.CONTRADICTS: "contradicting",
    Stance.MENTIONS: "mentioning",
}
SIDES = (Stance.SUPPORTS, Stance.CONTRADICTS)


AT_ONCE = 200  # claims


def tallies(claims):
    """What the evidence on each of these claims comes to, counted anew: {claim: {field: value}}.

    A fixed number of queries, however much evidence there is.
    """
    evidence = Evidence.objects.live().filter(claim__in=claims)
    found = origins_of(evidence)
    rows = evidence.order_by().values_list("pk", "claim", "stance", "passage__revision__article")
    articles, stances = defaultdict(set), {}
    for pk, claim, stance, article in rows:
        articles[claim, stance].add(article)
        stances[pk] = stance
    counted = {}
    for claim in claims:
        origins = count(found.get(claim.pk, []), stances)
        supporting, contradicting = (origins.get(s, 0) for s in SIDES)
        printed = {field: len(articles[claim.pk, stance]) for stance, field in TALLIED.items()}
        counted[claim.pk] = {
            **printed,
            "supporting_origins": supporting,
            "contradicting_origins": contradicting,
            "evidence_state": evidence_state(supporting, contradicting).value,
        }
    return counted


def recount(*claims):
    """Bring the tallies of these claims up to their evidence; it has changed."""
    counted = tallies(claims)
    for claim in claims:
        _take(claim, counted[claim.pk])
        claim.changed_at = timezone.now()
    Claim.objects.bulk_update(claims, ["changed_at", *Claim.computed])


def recount_all(claims):
    """Bring the tallies of these claims up to what joins their evidence now; how many changed.

    Only a claim whose tallies changed counts as changed.
    """
    changed = 0
    for some in batched(claims.order_by("pk").iterator(chunk_size=AT_ONCE), AT_ONCE, strict=False):
        counted = tallies(some)
        stale = [claim for claim in some if _take(claim, counted[claim.pk])]
        for claim in stale:
            claim.changed_at = timezone.now()
        Claim.objects.bulk_update(stale, ["changed_at", *Claim.computed])
        changed += len(stale)
    return changed


def recount_on(articles):
    """Bring up the tallies of the claims with evidence in these articles: their outlet changed."""
    return recount_all(_bearing(passage__revision__article__in=articles))


def recount_in(revision):
    """Bring up the tallies of the claims with evidence in this text: copies were found in it."""
    return recount_all(_bearing(passage__revision=revision))


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


def _take(claim, counted):
    """Give the claim these tallies; whether it had others."""
    if all(getattr(claim, field) == value for field, value in counted.items()):
        return False
    for field, value in counted.items():
        setattr(claim, field, value)
    return True
