"""What a claim's desk page needs: the passages and the twins that are proposed for it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from articles.models import Paragraph, Passage, Placement
from articles.search import Found, passages_for
from articles.text import matches, reuse
from articles.text.stems import stems
from factcheck import search
from factcheck.models import (
    Claim,
    ClaimRelation,
    Evidence,
    RelationStatus,
    Suggestion,
    SuggestionDecision,
    SuggestionKind,
)
from factcheck.queries import claims_for
from factcheck.rules import proposals, twins

POOL = 200  # paragraphs that are looked at, those that were decided on aside
FROM_ONE_ARTICLE = 3
MOST_TWINS = 20
MOST_COMPARED = 2000  # claims held against each other
MOST_PAIRS = 500


@dataclass
class Proposal:
    """A paragraph that may bear on a claim, with its copies elsewhere."""

    paragraph: Paragraph
    found: Found
    copies: list[Paragraph] = field(default_factory=list)
    linked: list[Paragraph] = field(default_factory=list)
    more: int = 0  # others of its article, where it is the last of those that are shown

    @property
    def article(self):
        return self.paragraph.revision.article

    @property
    def elsewhere(self):
        """How many other articles have a copy."""
        others = {copy.revision.article_id for copy in self.copies}
        return len(others - {self.article.pk})


@dataclass(frozen=True)
class Proposed:
    """What is proposed for a claim, likeliest first, and what makes it likely."""

    rows: list[Proposal]
    weights: dict[str, float]
    written: dict[str, str]


def proposed_passages(claim):
    """The paragraphs of all articles that likeliest bear on `claim`, copies under the likeliest.

    Those in which a live passage of it stands, and those that were dismissed, are left out.
    """
    spellings = search.spellings_in(claim.proposition)
    dismissed = set(_dismissed(claim).values_list("key", flat=True))
    linked = _linked(claim)
    limit = POOL + len(dismissed) + sum(map(len, linked.values()))
    found = passages_for(claim.proposition, limit, spellings)
    paragraphs = Paragraph.objects.with_words().in_bulk([row.paragraph for row in found])
    rows = [Proposal(paragraphs[row.paragraph], row) for row in found]
    named = [claim.proposition, *(name for group in spellings for name in group)]
    wanted = dict.fromkeys(stem for name in named for stem in stems(name))
    return Proposed(
        rows=_gathered(rows, linked, dismissed, claim),
        weights=matches.weights(wanted, [row.paragraph.words for row in rows]),
        written=matches.written(named),
    )


def at_most_three(rows):
    """The first of each article; the last of them says how many `more` there are."""
    counts = Counter(row.article.pk for row in rows)
    shown, kept = Counter(), []
    for row in rows:
        shown[row.article.pk] += 1
        if shown[row.article.pk] == FROM_ONE_ARTICLE:
            row.more = counts[row.article.pk] - FROM_ONE_ARTICLE
        if shown[row.article.pk] <= FROM_ONE_ARTICLE:
            kept.append(row)
    return kept


def _gathered(rows, linked, dismissed, claim):
    groups = defaultdict(list)
    firsts = reuse.first_copies([row.paragraph.words for row in rows])
    for row, first in zip(rows, firsts, strict=True):
        groups[first].append(row)
    return [row for group in groups.values() if (row := _one(group, linked, dismissed, claim))]


def _one(group, linked, dismissed, claim):
    """The likeliest of some copies about which nothing was decided, with the others; or None."""
    standing = [row.paragraph for row in group if _holds(row.paragraph, linked)]
    waiting = [
        row
        for row in group
        if row.paragraph not in standing
        and proposals.passage_key(claim.key, row.paragraph.words) not in dismissed
    ]
    if not waiting:
        return None
    first, *others = waiting
    first.copies = [row.paragraph for row in others]
    first.linked = standing
    return first


def _holds(paragraph, linked):
    places = linked.get(paragraph.revision_id, ())
    return any(start < paragraph.end and end > paragraph.start for start, end in places)


def _linked(claim):
    """Where the passages of a claim's live evidence stand: {revision: [(start, end)]}."""
    passages = Passage.objects.filter(evidence__in=Evidence.objects.live().filter(claim=claim))
    placed = Placement.objects.standing().filter(passage__in=passages).with_place()
    places = defaultdict(list)
    for revision, start, end in (
        *passages.values_list("revision", "start", "end"),
        *placed.values_list("revision", "at", "until"),
    ):
        places[revision].append((start, end))
    return places


def dismissed_for(claim):
    """What was dismissed for a claim, passages and twins, the last decision first."""
    rows = _dismissed(claim).select_related(
        "claim", "other", "decided_by", "revision__article__outlet"
    )
    return rows.defer("revision__text").order_by("-decided_at", "-pk")


def _dismissed(claim):
    return Suggestion.objects.filter(
        Q(claim=claim) | Q(other=claim),
        kind__in=[SuggestionKind.PASSAGE, SuggestionKind.TWIN],
        decision=SuggestionDecision.DISMISSED,
    )


def twins_of(claim, user):
    """The claims that say nearly the same, without those that somebody told apart from it."""
    apart = {pk for pair in _differing_pairs(claim) for pk in pair}
    others = claims_for(user).exclude(pk__in=apart | {claim.pk})
    return search.near_twins(others, claim.proposition, limit=MOST_TWINS)


def _differing_pairs(claim=None):
    """Pairs of claims of which somebody said that they differ, or how they stand to each other."""
    apart = told_apart()
    unsettled = [RelationStatus.SUGGESTED, RelationStatus.DISMISSED]
    related = ClaimRelation.objects.exclude(status__in=unsettled)
    if claim:
        apart = apart.filter(Q(claim=claim) | Q(other=claim))
        related = related.filter(Q(a=claim) | Q(b=claim))
    return {
        frozenset(pair)
        for pair in (*apart.values_list("claim", "other"), *related.values_list("a", "b"))
    }


def told_apart():
    """The pairs of which somebody said that they differ, as suggestions."""
    rows = Suggestion.objects.filter(
        kind=SuggestionKind.TWIN, decision=SuggestionDecision.DISMISSED
    )
    return rows.select_related("claim", "other")


def twin_pairs(user):
    """Pairs of claims that say nearly the same, most alike first, and how many were compared."""
    claims = claims_for(user)
    newest = claims.order_by("-changed_at", "pk").values_list("pk", "folded")
    propositions = dict(newest[:MOST_COMPARED])
    apart = _differing_pairs()
    found = twins.alike(propositions, MOST_PAIRS + len(apart))
    pairs = [(a, b) for _, a, b in found if frozenset((a, b)) not in apart][:MOST_PAIRS]
    rows = Claim.objects.select_related("topic").in_bulk({pk for pair in pairs for pk in pair})
    return {
        "pairs": [(rows[a], rows[b]) for a, b in pairs],
        "compared": len(propositions),
        "claim_count": claims.count(),
    }
