"""Wording that paragraphs of different articles share."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Substr

from articles.models.articles import Article
from articles.models.revisions import Paragraph, Revision


class Fingerprint(models.Model):
    """A hash of some words of a paragraph (`articles.text.fingerprints`), derived from its text."""

    value = models.BigIntegerField()
    # Nothing removes articles or paragraphs, and to have the database look for both of every mark
    # would cost more than all else. No index: paragraphs are looked for by value.
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.CASCADE, related_name="fingerprints", db_constraint=False
    )

    class Meta:
        indexes = [
            models.Index(fields=["value", "article", "paragraph"], name="fingerprint_by_value"),
        ]

    def __str__(self):
        return f"{self.value} in {self.paragraph_id}"


class Tier(models.TextChoices):
    """How sure it is that wording was copied."""

    AUTO = "auto", "copied"
    REVIEW = "review", "perhaps copied"


class ReuseDecision(models.TextChoices):
    """What a person made of it; blank: nothing yet."""

    CONFIRMED = "confirmed", "confirmed"
    REJECTED = "rejected", "rejected"


def _in_newest(side):
    later = Revision.objects.filter(
        article=OuterRef(f"{side}__revision__article"),
        number__gt=OuterRef(f"{side}__revision__number"),
    )
    return ~Exists(later)


class ReuseLinkQuerySet(models.QuerySet):
    def copies(self):
        """Those that count as copies: found to be, unless a person said no, or confirmed."""
        found = Q(tier=Tier.AUTO) & ~Q(decision=ReuseDecision.REJECTED)
        return self.filter(found | Q(decision=ReuseDecision.CONFIRMED))

    def in_newest(self):
        """Those of which both paragraphs stand in the newest texts of their articles."""
        return self.filter(_in_newest("a"), _in_newest("b"))

    def beside(self, revision):
        """Those of this text with paragraphs in the newest texts of other articles."""
        ours, theirs = ({f"{side}__revision": revision} for side in ("a", "b"))
        return self.filter(Q(_in_newest("b"), **ours) | Q(_in_newest("a"), **theirs))

    def with_words(self):
        """Annotate `a_words` and `b_words`, and load the articles, but not their whole texts."""
        rows = self
        for side in ("a", "b"):
            start, end = F(f"{side}__start"), F(f"{side}__end")
            words = Substr(f"{side}__revision__text", start + 1, end - start)
            rows = rows.annotate(**{f"{side}_words": words})
            rows = rows.select_related(f"{side}__revision__article__outlet")
        return rows.defer("a__revision__text", "b__revision__text")


class ReuseLink(models.Model):
    """Two paragraphs of different articles that share wording; the older row is `a`.

    `containment` is the share of the shorter one's five-word runs that the other has, `run` the
    longest run of words that both have, `tier` what follows of these (`articles.text.reuse`).
    """

    a = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="+")
    b = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="+")
    containment = models.FloatField()
    run = models.PositiveIntegerField()
    tier = models.CharField(max_length=6, choices=Tier)
    found_at = models.DateTimeField(auto_now_add=True)
    decision = models.CharField(max_length=9, choices=ReuseDecision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    objects = ReuseLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="reuse_kept_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="reuse_older_row_first"),
            models.CheckConstraint(condition=Q(tier__in=Tier.values), name="reuse_tier_known"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None)
                | Q(decision__in=ReuseDecision.values, decided_at__isnull=False),
                name="reuse_decided_has_a_day",
            ),
        ]

    def __str__(self):
        return f"{self.a} and {self.b}: {self.get_tier_display()}"

    @property
    def is_copy(self):
        """Whether one counts as a copy of the other, as in `copies`."""
        if self.decision:
            return self.decision == ReuseDecision.CONFIRMED
        return self.tier == Tier.AUTO
