"""Indexing: the postings of each article's newest words, by which passages are found."""

from itertools import batched

from django.db import connection, transaction

from articles.models import Article, IndexedArticle, Kind, Posting
from articles.text.postings import Counted

# bulk_create takes six times as long for these rows, more than all the rest of an import.
INSERT = (
    "INSERT INTO articles_posting (article_id, term, paragraph_id, tf, title_tf, length) VALUES "
)
ROW = "(%s, %s, %s, %s, %s, %s)"
MOST_ROWS = 2000  # in one statement: SQLite takes 32,766 values


@transaction.atomic
def index_articles(*, pks):
    """Make the postings of articles anew, from their newest revisions and their present titles."""
    for article in Article.objects.select_for_update().filter(pk__in=pks).order_by("pk"):
        revision = article.revisions.select_related("article").latest("number")
        index_revision(revision=revision, paragraphs=revision.paragraphs.all())


@transaction.atomic
def index_revision(*, revision, paragraphs):
    """Let searches find `paragraphs`, those of an article's newest revision, and no older words.

    Header lines and boilerplate are no evidence. A heading is not found by itself: the title counts
    as part of every paragraph. The caller holds the article against other writers.
    """
    article = revision.article
    Posting.objects.filter(article=article).delete()
    bodies = {p.pk: revision.text[p.start : p.end] for p in paragraphs if p.kind == Kind.BODY}
    counted = Counted(article.title, bodies)
    for rows in batched(counted.postings(), MOST_ROWS, strict=False):
        values = [v for r in rows for v in (article.pk, *r)]
        with connection.cursor() as cursor:
            cursor.execute(INSERT + ", ".join([ROW] * len(rows)), values)
    fields = ["paragraphs", "paragraph_terms", "terms"]
    whole = IndexedArticle(article=article, **{name: getattr(counted, name) for name in fields})
    IndexedArticle.objects.bulk_create(
        [whole], update_conflicts=True, unique_fields=["article"], update_fields=fields
    )
