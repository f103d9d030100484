from hashlib import sha256
from typing import cast

from django.db import models
from django.db.models import Q
from django.urls import reverse

from articles.models.outlets import Outlet, ReadersSee
from articles.text import dates

# The most characters of what is said of an article.
LONGEST = {"title": 500, "byline": 300, "language": 35, "url": 1000, "outlet": 200}


class Precision(models.TextChoices):
    """How exact a date is."""

    DAY = "day", "day"
    MONTH = "month", "month"
    YEAR = "year", "year"
    UNKNOWN = "unknown", "unknown"


class Basis(models.TextChoices):
    """Where a date was taken from."""

    HEADER = "header", "stated in the header"
    TEXT = "text", "stated in the text"
    INFERRED = "inferred", "inferred"
    EDITOR = "editor", "set by an editor"


class ArticleQuerySet(models.QuerySet):
    def open_to(self, user):
        """Those whose full text `user` may read; of all others readers see the passages only.

        An article's own rule goes before its outlet's; where neither says so, it is not open.
        """
        if user.has_perm("articles.read_full_text"):
            return self
        by_outlet = Q(readers_see="", outlet__readers_see=ReadersSee.FULL)
        return self.filter(Q(readers_see=ReadersSee.FULL) | by_outlet)

    def for_list(self):
        """Newest first; articles without a date come last."""
        return self.select_related("outlet").order_by(
            models.F("published_on").desc(nulls_last=True),
            models.F("published_time").desc(nulls_last=True),
            "pk",
        )


class Article(models.Model):
    """A thing published; its words stand in its revisions.

    A date is never guessed in silence: it is blank, or its basis says where it comes from. Time and
    zone are kept only where the source gives them. The basis "editor" without a date means that an
    editor says it is not known; then none is inferred.
    """

    outlet = models.ForeignKey(
        Outlet, on_delete=models.PROTECT, null=True, blank=True, related_name="articles"
    )
    source_name = models.CharField(
        max_length=500, unique=True, help_text="The file or address it came from"
    )
    url = models.URLField(max_length=LONGEST["url"], blank=True)
    title = models.CharField(max_length=LONGEST["title"], blank=True)
    opening = models.CharField(max_length=200, editable=False, help_text="The first words of prose")
    byline = models.CharField(max_length=LONGEST["byline"], blank=True)
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47; blank: not known")
    published_on = models.DateField(null=True, blank=True)
    published_time = models.TimeField(null=True, blank=True)
    published_offset = models.SmallIntegerField(
        null=True, blank=True, help_text="Minutes ahead of UTC"
    )
    published_precision = models.CharField(
        max_length=8, choices=Precision, default=Precision.UNKNOWN
    )
    published_basis = models.CharField(max_length=8, choices=Basis, blank=True)
    published_why = models.TextField(blank=True, help_text="How a date was inferred or found")
    updated_on = models.DateField(null=True, blank=True)
    updated_time = models.TimeField(null=True, blank=True)
    updated_offset = models.SmallIntegerField(null=True, blank=True)
    readers_see = models.CharField(
        max_length=8, choices=ReadersSee, blank=True, help_text="Blank: as its outlet says"
    )
    objects = ArticleQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-published_on"], name="article_published")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    published_on=None,
                    published_precision="unknown",
                    published_basis__in=["", Basis.EDITOR],
                )
                | (
                    Q(published_on__isnull=False)
                    & Q(published_precision__in=["day", "month", "year"])
                    & Q(published_basis__in=Basis.values)
                ),
                name="article_date_has_precision_and_basis",
            ),
            models.CheckConstraint(
                condition=Q(published_time=None) | Q(published_precision="day"),
                name="article_time_needs_a_day",
            ),
            models.CheckConstraint(
                condition=Q(published_offset=None)
                | Q(published_time__isnull=False, published_offset__range=(-1080, 1080)),
                name="article_zone_needs_a_time",
            ),
            models.CheckConstraint(
                condition=Q(updated_time=None) | Q(updated_on__isnull=False),
                name="article_update_time_needs_a_day",
            ),
            models.CheckConstraint(
                condition=Q(readers_see__in=["", *ReadersSee.values]),
                name="article_readers_see_known",
            ),
        ]

    def __str__(self):
        return self.title or self.opening or self.source_name

    def get_absolute_url(self):
        return reverse("articles:detail", args=[self.pk])

    @property
    def published(self):
        """When it was published, as a Moment; None where that is not known."""
        return _moment(
            self.published_on, self.published_precision, self.published_time, self.published_offset
        )

    @property
    def is_open(self):
        """Whether readers see the full text, as in `open_to`."""
        by_outlet = bool(self.outlet and self.outlet.is_open)
        return by_outlet if not self.readers_see else self.readers_see == ReadersSee.FULL

    @property
    def is_date_unknown(self):
        """An editor says that the date is not known."""
        return self.published_on is None and self.published_basis == Basis.EDITOR

    @property
    def version(self):
        """Names what is said of the article now; a form carries it, so that no change goes unseen.

        Its words are left out: they are never edited.
        """
        texts = (self.title, self.byline, self.language, self.url, self.readers_see)
        said = (*texts, self.outlet_id, self.published, self.published_basis)
        return sha256(repr([str(value) for value in said]).encode()).hexdigest()[:16]

    @property
    def updated(self):
        return _moment(self.updated_on, Precision.DAY, self.updated_time, self.updated_offset)


def _moment(day, precision, time, offset):
    known = cast(dates.Precision, str(precision))
    return dates.Moment(day, known, time, offset) if day else None
