"""The words that a desk watches in a topic, counted in its articles."""

from dataclasses import dataclass, field

from django.db.models import OuterRef, Subquery

from articles.models import Article, Revision
from factcheck.models import Claim, Term
from factcheck.queries.sides import articles_on, outlets_by_side
from factcheck.rules import context
from factcheck.rules import loaded_words as rules

AROUND = 90  # code points shown on each side of a place
MOST_PLACES = 20  # shown of one term in one article
MOST_SHOWN = 50  # articles in the table of a topic's page


@dataclass
class Count:
    """How often a term stands in an article or in all: between quotation marks, and outside."""

    quoted: int = 0
    unquoted: int = 0

    @property
    def all(self):
        return self.quoted + self.unquoted

    def add(self, is_quoted):
        self.quoted += is_quoted
        self.unquoted += not is_quoted


@dataclass
class Used:
    """An article with the number of times that it uses each of the `terms`, and where."""

    article: Article
    terms: list[Term]
    counts: list[Count]
    found: list[rules.Found]
    text: str = field(repr=False)

    @property
    def by_term(self):
        return list(zip(self.terms, self.counts, strict=True))


def sides_and_words(topic, user, as_of=None):
    """A topic's outlets by side, and its articles with the words that its desk watches."""
    articles = articles_on(topic, user, as_of)
    terms = terms_of(topic, user)
    used = words_used(terms, articles) if terms else []
    return {
        "by_side": outlets_by_side(topic, articles),
        "terms": terms,
        "used": used[:MOST_SHOWN],
        "used_count": len(used),
        "rule": rules.RULE,
    }


def terms_of(topic, user):
    """The terms of a topic, each with `presupposed`, the claim if `user` finds it in lists."""
    terms = list(topic.terms.live().select_related("claim__merged_into").order_by("pk"))
    seen = Claim.objects.visible_to(user).listed()
    claims = {claim.pk: claim for claim in seen.filter(pk__in=_standing(terms))} if terms else {}
    for term in terms:
        term.presupposed = claims.get(_standing([term])[0]) if term.claim else None
    return terms


def _standing(terms):
    """The claims that are presupposed, or what they were merged into."""
    return [t.claim.merged_into_id or t.claim_id for t in terms if t.claim]


def words_used(terms, articles):
    """Each of the articles, a queryset, with its use of the terms; the texts are read once.

    Gives each term its `total`, and the number of articles that use it.
    """
    stems = [tuple(term.stems.split()) for term in terms]
    texts = _newest_texts(articles)
    for term in terms:
        term.total, term.article_count = Count(), 0
    used = []
    for article in articles:
        text = texts.get(article.pk, "")
        counts = [Count() for _ in terms]
        row = Used(article, terms, counts, rules.find(text, stems), text)
        for found in row.found:
            row.counts[found.term].add(found.is_quoted)
            terms[found.term].total.add(found.is_quoted)
        for term, count in zip(terms, row.counts, strict=True):
            term.article_count += count.all > 0
        used.append(row)
    return used


def _newest_texts(articles):
    newest = Revision.objects.filter(article=OuterRef("article")).order_by("-number")
    among = articles.order_by().values("pk")
    rows = Revision.objects.filter(article__in=among, pk=Subquery(newest.values("pk")[:1]))
    return dict(rows.values_list("article", "text"))


def with_places(used, shown, user):
    """Give each row its `uses`: the terms whose number is in `shown`, counted and in context.

    `is_open` says whether `user` may read the text, and so be shown the places. One query.
    """
    keys = [row.article.pk for row in used]
    is_open = set(Article.objects.open_to(user).filter(pk__in=keys).values_list("pk", flat=True))
    for row in used:
        row.uses = [_use(row, number) for number in shown if row.counts[number].all]
        row.is_open = row.article.pk in is_open
    return used


def _use(row, number):
    found = [found for found in row.found if found.term == number]
    return {
        "term": row.terms[number],
        "count": row.counts[number],
        "places": [_in_context(row.text, place) for place in found[:MOST_PLACES]],
        "left": max(0, len(found) - MOST_PLACES),
    }


def _in_context(text, found):
    before = text[max(0, found.start - AROUND - 40) : found.start]
    return {
        "before": context.lead_in(before, AROUND),
        "words": text[found.start : found.end],
        "after": context.lead_out(text[found.end : found.end + AROUND + 40], AROUND),
        "is_quoted": found.is_quoted,
    }
