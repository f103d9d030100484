"""Evidence that takes a side, as the rules about contradictions take it."""

from django.db.models import Exists, OuterRef, Q

from articles.models import Placement, Revision
from factcheck.models import ActorKind, Claim, ClaimRelation, Directness, Evidence, Stance
from factcheck.rules.opposed import Stand

SIDES = (Stance.SUPPORTS, Stance.CONTRADICTS)


def taken(evidence=None):
    """The Stands of live evidence, those alone whose words stand in the newest text; two queries.

    Of all evidence, or of these rows.
    """
    rows = Evidence.objects.live() if evidence is None else evidence
    later = Revision.objects.filter(
        article=OuterRef("passage__revision__article"),
        number__gt=OuterRef("passage__revision__number"),
    )
    placed = Placement.objects.standing().in_newest()
    is_placed = Exists(placed.filter(passage=OuterRef("passage")))
    rows = rows.filter(stance__in=SIDES, claim__in=Claim.objects.listed())
    rows = rows.for_display().annotate(is_newest=~Exists(later))
    rows = rows.filter(Q(is_newest=True) | is_placed).order_by("pk")
    moved = placed.filter(passage__in=rows.filter(is_newest=False).order_by().values("passage"))
    places = {pk: span for pk, *span in moved.with_place().values_list("passage", "at", "until")}
    return [_stand(row, places) for row in rows]


def rivals(relations=None):
    """The pairs of claims, by their keys in order, that a person says contradict each other."""
    rows = ClaimRelation.objects.all() if relations is None else relations
    listed = Claim.objects.listed()
    rows = rows.conflicting().filter(a__in=listed, b__in=listed)
    return [tuple(sorted(pair)) for pair in rows.values_list("a__key", "b__key")]


def _stand(row, places):
    passage, article = row.passage, row.passage.revision.article
    start, end = (passage.start, passage.end) if row.is_newest else places[passage.pk]
    return Stand(
        key=row.pk,
        claim=row.claim.key,
        says=row.claim.proposition,
        supports=row.stance == Stance.SUPPORTS,
        speaker=row.speaker.slug if row.speaker else "",
        source=article.source_name,
        start=start,
        end=end,
        words=passage.exact,
        said_on=row.asserted_on or article.published_on,
        given=_given(row, article),
        is_unnamed=bool(row.speaker and row.speaker.kind == ActorKind.ANONYMOUS),
    )


def _given(row, article):
    """How the words are given, and by whom where they are not the speaker's own."""
    if row.directness == Directness.DIRECT_QUOTE:
        return "a direct quote"
    if row.directness == Directness.INDIRECT_SPEECH:
        return f"a paraphrase in the words of {article.outlet or 'the article'}"
    return f"the words of {article.outlet or 'the article'}"
