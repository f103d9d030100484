from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Substr
from django.urls import reverse

from articles.models.articles import Article


class Kind(models.TextChoices):
    """What a paragraph is; nothing is removed for its kind."""

    BODY = "body", "body"
    HEADING = "heading", "heading"
    HEADER = "header", "header line"
    BOILERPLATE = "boilerplate", "boilerplate"


class Original(models.Model):
    """The bytes of a file as they came, kept once for each content."""

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    insert_only = True

    def __str__(self):
        return self.sha256


class Revision(models.Model):
    """The exact text of an article at one moment. Never changed: another text is another revision.

    `text` is the decoded original with line ends as "\\n" and nothing else altered; all offsets
    count its Unicode code points.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64, help_text="Of the text in UTF-8")
    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="revisions")
    encoding = models.CharField(max_length=40)
    imported_at = models.DateTimeField(auto_now_add=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    insert_only = True

    class Meta:
        ordering = ["article", "number"]
        indexes = [models.Index(fields=["sha256"], name="revision_by_words")]  # reprints
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_numbered_once"),
            models.UniqueConstraint(fields=["article", "sha256"], name="revision_text_kept_once"),
        ]

    def __str__(self):
        return f"{self.article}, revision {self.number}"

    def get_absolute_url(self):
        return reverse("articles:revision", args=[self.article_id, self.number])


class ParagraphQuerySet(models.QuerySet):
    def with_words(self):
        """Annotate the `words`, and load the article with its outlet, but not the whole text."""
        words = Substr("revision__text", F("start") + 1, F("end") - F("start"))
        rows = self.select_related("revision__article__outlet").defer("revision__text")
        return rows.annotate(words=words)


class Paragraph(models.Model):
    """A paragraph of a revision: text[start:end], in code points."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="paragraphs")
    position = models.PositiveIntegerField(help_text="From 1")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=11, choices=Kind)
    words = ""  # annotated by with_words()
    objects = ParagraphQuerySet.as_manager()
    insert_only = True

    class Meta:
        ordering = ["revision", "position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="paragraph_placed_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="paragraph_not_empty"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="paragraph_kind_known"),
        ]

    def __str__(self):
        return f"¶{self.position}"
