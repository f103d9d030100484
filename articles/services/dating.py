"""Dating: an undated article that counts days of something whose first day others give.

Such a date is inferred, is marked so wherever it is shown, and says why.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from articles.models import Article, Basis, Precision, Revision
from articles.text.counts import first_day
from articles.text.statements import SHARED_WORDS, Statement, find_statements


@dataclass(frozen=True)
class Inferred:
    """The day on which an undated article must have been published, and why."""

    article: Article
    day: date
    why: str


@dataclass(frozen=True)
class _Said:
    """A count of days in an article."""

    article: Article
    statement: Statement
    words: str

    @property
    def count(self):
        return self.statement.count


def infer_dates():
    """The undated articles that can be dated, as Inferred; nothing is saved.

    Texts are read only where there is an undated article that counts days.
    """
    # The basis "editor" without a date: an editor says that it is not known.
    open_dates = Article.objects.filter(published_on=None, published_basis="")
    undated = [said for said in _statements(open_dates) if _is_exact(said.count)]
    if not undated:
        return []
    stated = Article.objects.filter(
        published_precision=Precision.DAY, published_basis__in=[Basis.HEADER, Basis.EDITOR]
    )
    known = _statements(stated)
    found = {}
    for said in undated:
        if inferred := _infer(said, known):
            found.setdefault(said.article.pk, inferred)
    return list(found.values())


def set_inferred_date(inferred):
    """Give the article its inferred date."""
    article = inferred.article
    article.published_on, article.published_why = inferred.day, inferred.why
    article.published_precision, article.published_basis = Precision.DAY, Basis.INFERRED
    article.save()
    return article


def _is_exact(count):
    return count.sort != "over" and count.unit == "day"


def _infer(said, known):
    """What the `known` statements about the same thing say of the date of this one's article."""
    alike = [s for s in known if s.statement.shares(said.statement) >= SHARED_WORDS]
    begun = first_day(s.count.first_day(s.article.published_on) for s in alike)
    if begun is None:
        return None
    day = begun + timedelta(days=said.count.gone_by()[0])
    sources = ", ".join(sorted({s.article.source_name for s in alike}))
    return Inferred(
        said.article,
        day,
        f"It says “{said.words}”. Counted from {begun.isoformat()}, the first day according to"
        f" the day counts in {sources}, that is {day.isoformat()}.",
    )


def _statements(articles):
    """The counts of days in the newest texts of these articles."""
    newest = {}
    revisions = Revision.objects.filter(article__in=articles).select_related("article")
    for revision in revisions.order_by("article", "number").iterator(chunk_size=200):
        newest[revision.article_id] = list(_in_text(revision.article, revision.text))
    return [said for found in newest.values() for said in found]


def _in_text(article, text):
    for found in find_statements(text):
        yield _Said(article, found, text[found.count.start : found.count.end])
