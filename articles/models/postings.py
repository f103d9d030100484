from django.db import models

from articles.models.articles import Article
from articles.models.revisions import Paragraph
from articles.text.stems import LONGEST


class IndexedArticle(models.Model):
    """What the search of passages knows of an article: derived from its newest revision.

    It holds what BM25 needs of the whole: how many `paragraphs` can be found, the sum of their
    lengths (`paragraph_terms`, each with the title) and the article's length (`terms`, the title
    once).
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="indexed"
    )
    paragraphs = models.PositiveIntegerField()
    paragraph_terms = models.PositiveIntegerField()
    terms = models.PositiveIntegerField()

    def __str__(self):
        return f"{self.article}: {self.paragraphs} paragraphs"


class Posting(models.Model):
    """A term and a paragraph that it stands in, or whose article's title it stands in.

    Derived from the newest revision of an article: rows go when another revision comes, and
    `manage.py index_articles` makes them anew. `tf` counts the term in the paragraph, `title_tf` in
    the title; `length` is the number of terms of both.
    """

    term = models.CharField(max_length=LONGEST)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    # No index: paragraphs are looked for by article, and are never removed.
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    tf = models.PositiveIntegerField()
    title_tf = models.PositiveIntegerField()
    length = models.PositiveIntegerField()

    class Meta:
        indexes = [
            # Holds all that a search reads, in the order in which it is grouped.
            models.Index(
                fields=["term", "article", "paragraph", "tf", "title_tf", "length"],
                name="posting_by_term",
            ),
        ]

    def __str__(self):
        return f"{self.term} in {self.paragraph_id}"
