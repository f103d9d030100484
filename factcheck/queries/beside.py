"""Which articles may stand beside one at the desk, each in a fixed number of SQL queries."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length

from articles.models import Article, Outlet, Posting, Revision
from articles.search import kin_of
from articles.text import terms
from articles.text.beside import pairs
from articles.text.stems import stems_with_words
from factcheck.beside import compared_words, counts

LOOKED_AT = 20  # articles whose paragraphs are compared
LONGEST = 100_000  # characters of a text that is compared with twenty others
MOST_WORDS = 10


def sharing(revision):
    """The articles that share paragraphs with this one, each with `counts`; most shared first.

    Looked for among the twenty that share the most rare terms with it, as far as they are no longer
    than 100,000 characters. Every other article may be chosen by its title.
    """
    if len(revision.text) > LONGEST:
        return []
    kin = _newest().filter(article__in=kin_of(revision.article, LOOKED_AT))
    short = kin.annotate(letters=Length("text")).filter(letters__lte=LONGEST)
    mine = _side(revision)
    words = compared_words(mine)
    found = []
    for other in short.select_related("article__outlet").prefetch_related("paragraphs"):
        other.article.counts = counts(mine, pairs(words, compared_words(_side(other))))
        found.append(other.article)
    shared = [row for row in found if row.counts["shared"] or row.counts["likely"]]
    return sorted(shared, key=lambda row: (-row.counts["shared"], -row.counts["likely"], row.pk))


def articles_with(words, besides):
    """The articles that have each of these words, or an outlet so called; newest first.

    Those `besides` are left out, and words that only join others are not looked for.
    """
    outlets = [(row.pk, terms.words(row.name)) for row in Outlet.objects.all()]
    rows = Article.objects.for_list().exclude(pk__in=besides)
    for stem, word in stems_with_words(words)[:MOST_WORDS]:
        said = Posting.objects.filter(article=OuterRef("pk"), term=stem)
        called = [pk for pk, name in outlets if word in name]
        rows = rows.filter(Exists(said) | Q(outlet__in=called))
    return rows


def _newest():
    later = Revision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    return Revision.objects.filter(~Exists(later))


def _side(revision):
    return {"revision": revision, "paragraphs": list(revision.paragraphs.all())}
