"""Evidence that takes a side, as the rules about contradictions take it."""

from django.db.models import Exists, OuterRef, Q

from articles.models import Placement, Revision
from factcheck.models import ActorKind, Claim, ClaimRelation, Directness, Evidence, Stance
from factcheck.rules.opposed import Stand

SIDES = (Stance.SUPPORTS, Stance.CONTRADICTS)
ARTICLE = "passage__revision__article"
# Pages ask for very many rows, so that nothing more is loaded of them.
READ = (
    *("pk", "claim__key", "claim__proposition", "stance", "directness", "asserted_on"),
    *("speaker__slug", "speaker__kind", "passage", "passage__start", "passage__end"),
    *("passage__exact", f"{ARTICLE}__source_name", f"{ARTICLE}__published_on"),
    f"{ARTICLE}__outlet__name",
)


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
    rows = rows.annotate(is_newest=~Exists(later)).filter(Q(is_newest=True) | is_placed)
    moved = placed.filter(passage__in=rows.filter(is_newest=False).order_by().values("passage"))
    places = {pk: span for pk, *span in moved.with_place().values_list("passage", "at", "until")}
    return [_stand(row, places) for row in rows.order_by("pk").values("is_newest", *READ)]


def rivals(relations=None):
    """The pairs of claims, by their keys in order, that a person says contradict each other."""
    rows = ClaimRelation.objects.all() if relations is None else relations
    listed = Claim.objects.listed()
    rows = rows.conflicting().filter(a__in=listed, b__in=listed)
    return [tuple(sorted(pair)) for pair in rows.values_list("a__key", "b__key")]


def _stand(row, places):
    passage = row["passage"]
    start, end = row["passage__start"], row["passage__end"]
    if not row["is_newest"]:
        start, end = places[passage]
    return Stand(
        key=row["pk"],
        claim=row["claim__key"],
        says=row["claim__proposition"],
        supports=row["stance"] == Stance.SUPPORTS,
        speaker=row["speaker__slug"] or "",
        source=row[f"{ARTICLE}__source_name"],
        start=start,
        end=end,
        words=row["passage__exact"],
        said_on=row["asserted_on"] or row[f"{ARTICLE}__published_on"],
        given=_given(row),
        is_unnamed=row["speaker__kind"] == ActorKind.ANONYMOUS,
    )


def _given(row):
    """How the words are given, and by whom where they are not the speaker's own."""
    outlet = row[f"{ARTICLE}__outlet__name"] or "the article"
    if row["directness"] == Directness.DIRECT_QUOTE:
        return "a direct quote"
    if row["directness"] == Directness.INDIRECT_SPEECH:
        return f"a paraphrase in the words of {outlet}"
    return f"the words of {outlet}"
