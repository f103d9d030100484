"""Dating: an undated article that counts days of something whose first day others give.

Such a date is inferred, is marked so wherever it is shown, and says why.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from articles.models import Article, Basis, Precision, Revision
from articles.text import segments, terms
from articles.text.counts import Count, find_counts, first_day

# Words that two sentences must share to speak of one thing; very common ones do not count.
SHARED_WORDS = 4
COMMON = set(
    "have been with from that this were their they which will would into over more".split()
)
LONGEST_COUNT = 4 * 365


@dataclass(frozen=True)
class Inferred:
    """The day on which an undated article must have been published, and why."""

    article: Article
    day: date
    why: str


@dataclass(frozen=True)
class _Statement:
    """A count of days in a sentence of an article."""

    article: Article
    count: Count
    words: str
    terms: frozenset[str]


def infer_dates():
    """The undated articles that can be dated, as Inferred; nothing is saved.

    Texts are read only where there is an undated article that counts days.
    """
    # The basis "editor" without a date: an editor says that it is not known.
    open_dates = Article.objects.filter(published_on=None, published_basis="")
    undated = [s for s in _statements(open_dates) if _is_exact(s)]
    if not undated:
        return []
    stated = Article.objects.filter(
        published_precision=Precision.DAY, published_basis__in=[Basis.HEADER, Basis.EDITOR]
    )
    known = _statements(stated)
    found = {}
    for statement in undated:
        if inferred := _infer(statement, known):
            found.setdefault(statement.article.pk, inferred)
    return list(found.values())


def set_inferred_date(inferred):
    """Give the article its inferred date."""
    article = inferred.article
    article.published_on, article.published_why = inferred.day, inferred.why
    article.published_precision, article.published_basis = Precision.DAY, Basis.INFERRED
    article.save()
    return article


def _is_exact(statement):
    return statement.count.sort != "over" and statement.count.unit == "day"


def _infer(statement, known):
    """What the `known` statements about the same thing say of the date of this one's article."""
    alike = [s for s in known if len(s.terms & statement.terms) >= SHARED_WORDS]
    begun = first_day(s.count.first_day(s.article.published_on) for s in alike)
    if begun is None:
        return None
    day = begun + timedelta(days=statement.count.gone_by()[0])
    sources = ", ".join(sorted({s.article.source_name for s in alike}))
    return Inferred(
        statement.article,
        day,
        f"It says “{statement.words}”. Counted from {begun.isoformat()}, the first day according to"
        f" the day counts in {sources}, that is {day.isoformat()}.",
    )


def _statements(articles):
    """The counts of days in the newest texts of these articles."""
    newest = {}
    revisions = Revision.objects.filter(article__in=articles).select_related("article")
    for revision in revisions.order_by("article", "number").iterator(chunk_size=200):
        newest[revision.article_id] = list(_in_text(revision.article, revision.text))
    return [statement for found in newest.values() for statement in found]


def _in_text(article, text):
    counts = [c for c in find_counts(text) if c.number <= LONGEST_COUNT]
    if not counts:
        return
    for start, end in segments.sentences(text):
        for count in counts:
            if start <= count.start < end:
                told = {word for word in terms.words(text[start:end]) if len(word) > 3} - COMMON
                yield _Statement(article, count, text[count.start : count.end], frozenset(told))
