from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from articles.models import Precision
from factcheck.models.actors import Actor, ActorKind
from factcheck.models.claims import Claim
from factcheck.rules.as_of import Clock

PRINTED = "passage__revision__article__published_"


class Stance(models.TextChoices):
    """How a speaker's words bear on a claim."""

    SUPPORTS = "supports", "supports"
    CONTRADICTS = "contradicts", "contradicts"
    MENTIONS = "mentions", "mentions"


class Directness(models.TextChoices):
    """How a passage gives a speaker's words."""

    DIRECT_QUOTE = "direct_quote", "direct quote"
    INDIRECT_SPEECH = "indirect_speech", "indirect speech"
    NARRATION = "narration", "narration"


class EvidenceQuerySet(models.QuerySet):
    def live(self):
        return self.filter(retired_at=None)

    def taking(self, stance):
        return self.live().filter(stance=stance)

    def known(self, as_of):
        """Those that were there by that day, as `factcheck.rules.as_of` counts it; None: all.

        What was printed in a month or year, no day being known, counts when that is over.
        """
        if as_of is None:
            return self
        over = {
            Precision.DAY: as_of.day,
            Precision.MONTH: as_of.last_month,
            Precision.YEAR: as_of.last_year,
        }
        printed = Q()
        for precision, day in over.items():
            printed |= Q((PRINTED + "precision", precision), (PRINTED + "on__lte", day))
        if as_of.clock == Clock.PRINTING:
            return self.filter(printed)
        return self.filter(Q(asserted_on__lte=as_of.day) | Q(asserted_on=None) & printed)

    def visible_to(self, user):
        """Evidence is seen by whoever may see its claim, merged claims aside."""
        claims = Claim.objects.visible_to(user).listed()
        return self.filter(claim__in=claims)

    def for_display(self):
        """Load all that an evidence row shows, so that a list costs one query."""
        return self.select_related(
            "claim", "speaker", "passage__revision__article__outlet", "editor"
        ).defer("passage__revision__text")

    def with_chain(self):
        """Load the chains of all rows, with their actors, in one query."""
        return self.prefetch_related(
            Prefetch("hops", AttributionHop.objects.select_related("actor"))
        )

    def ending_unnamed(self):
        """Where the trail ends with somebody whom nobody names; `ends_unnamed` says it of a row."""
        further = AttributionHop.objects.filter(
            evidence=OuterRef("evidence"), position__gt=OuterRef("position")
        )
        last = AttributionHop.objects.filter(~Exists(further), evidence=OuterRef("pk"))
        unnamed = last.filter(Q(actor=None) | Q(actor__kind=ActorKind.ANONYMOUS))
        return self.filter(Q(speaker__kind=ActorKind.ANONYMOUS) | Exists(unnamed))


class Evidence(models.Model):
    """A passage that bears on a claim, with the stance of whoever speaks in it.

    `speaker` is empty where the outlet speaks in its own words. Rows are retired, never changed.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence")
    passage = models.ForeignKey(
        "articles.Passage", on_delete=models.PROTECT, related_name="evidence"
    )
    speaker = models.ForeignKey(
        Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    stance = models.CharField(max_length=11, choices=Stance)
    directness = models.CharField(max_length=15, choices=Directness)
    asserted_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True, editable=False)
    is_first = False  # set by the service that links: the words were not linked before
    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=Q(stance__in=Stance.values), name="evidence_stance_known"
            ),
            models.CheckConstraint(
                condition=Q(directness__in=Directness.values), name="evidence_directness_known"
            ),
            models.UniqueConstraint(
                fields=["claim", "passage", "speaker"],
                condition=Q(retired_at=None, speaker__isnull=False),
                name="one_live_stance_per_speaker",
            ),
            models.UniqueConstraint(
                fields=["claim", "passage"],
                condition=Q(retired_at=None, speaker__isnull=True),
                name="one_live_stance_in_the_outlets_words",
            ),
        ]

    def __str__(self):
        return f"{self.passage} {self.get_stance_display()} “{self.claim}”"

    @property
    def ends_unnamed(self):
        """Whether the speaker, or the last step of the chain, is somebody whom nobody names."""
        last = list(self.hops.all())[-1:]
        is_hidden = any(hop.actor is None or hop.actor.is_unnamed for hop in last)
        return is_hidden or (self.speaker is not None and self.speaker.is_unnamed)


class AttributionHop(models.Model):
    """One step on the way from the words to the page: "as Caliber.Az reported on 30 November".

    Hops are ordered from the article inwards; a hop without an actor is an unnamed source.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="hops")
    position = models.PositiveSmallIntegerField(help_text="From 1")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="hops")
    said_on = models.DateField(null=True)
    directness = models.CharField(max_length=15, choices=Directness, blank=True)
    insert_only = True

    class Meta:
        ordering = ["evidence", "position"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "position"], name="hop_placed_once"),
            models.CheckConstraint(
                condition=Q(directness__in=["", *Directness.values]), name="hop_directness_known"
            ),
        ]

    def __str__(self):
        return str(self.actor or "unnamed source")
