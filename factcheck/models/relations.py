from hashlib import sha256

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from factcheck.models.claims import Claim


class RelationKind(models.TextChoices):
    """How one claim stands to another."""

    CONTRADICTS = "contradicts", "contradicts"
    ENTAILS = "entails", "entails"
    REFINES = "refines", "refines"
    SUPERSEDES = "supersedes", "supersedes"


class Difference(models.TextChoices):
    """In what two contradicting claims differ."""

    NEGATION = "negation", "negation"
    DATE_NUMBER = "date_number", "date or number"
    AGENT = "agent", "agent"
    CAUSE = "cause", "cause"
    DEGREE = "degree", "degree"
    INTENT = "intent", "intent"
    EVALUATION = "evaluation", "evaluation"


class RelationStatus(models.TextChoices):
    """What the desk has made of a relation."""

    SUGGESTED = "suggested", "suggested"
    OPEN = "open", "open"
    RESOLVED = "resolved", "resolved"
    DISMISSED = "dismissed", "dismissed"


class Resolution(models.TextChoices):
    """Why two claims differ, once that is settled."""

    TRUE_CONFLICT = "true_conflict", "true conflict"
    SCOPE_DIFFERS = "scope_differs", "scope differs"
    CHANGED_OVER_TIME = "changed_over_time", "changed over time"
    QUOTED_DIFFERENTLY = "quoted_differently", "quoted differently"
    SOURCE_ERROR = "source_error", "source error"


class ClaimRelationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those between claims that `user` finds in lists.

        What is only suggested, or was dismissed, is no judgement, so readers do not see it.
        """
        claims = Claim.objects.visible_to(user).listed()
        rows = self.filter(a__in=claims, b__in=claims)
        if user.has_perm("factcheck.work_at_desk"):
            return rows
        return rows.filter(status__in=[RelationStatus.OPEN, RelationStatus.RESOLVED])

    def conflicting(self):
        """Those by which a person says that two claims cannot both be so, of the same thing."""
        judged = self.filter(status__in=[RelationStatus.OPEN, RelationStatus.RESOLVED])
        return judged.filter(kind=RelationKind.CONTRADICTS).exclude(
            resolution=Resolution.SCOPE_DIFFERS
        )


class ClaimRelation(models.Model):
    """How claim `a` stands to claim `b`. Contradiction is mutual and stored once, a before b."""

    a = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="relations_out")
    b = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="relations_in")
    kind = models.CharField(max_length=11, choices=RelationKind)
    difference = models.CharField(max_length=11, choices=Difference, blank=True)
    status = models.CharField(max_length=9, choices=RelationStatus, default=RelationStatus.OPEN)
    resolution = models.CharField(max_length=18, choices=Resolution, blank=True)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    objects = ClaimRelationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(a=F("b")), name="relation_of_two_claims"),
            models.CheckConstraint(
                condition=~Q(kind="contradicts") | Q(a__lt=F("b")),
                name="mutual_relation_stored_once",
            ),
            models.UniqueConstraint(fields=["a", "b", "kind"], name="relation_kept_once"),
            models.CheckConstraint(
                condition=Q(kind__in=RelationKind.values), name="relation_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(difference__in=["", *Difference.values]),
                name="relation_difference_known",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["suggested", "open", "dismissed"], resolution="")
                | Q(status="resolved", resolution__in=Resolution.values),
                name="relation_resolved_with_a_resolution",
            ),
        ]

    def __str__(self):
        return f"“{self.a}” {self.get_kind_display()} “{self.b}”"

    @property
    def version(self):
        """Names what is said of the relation; a form carries it, so that no change goes unseen."""
        said = (self.difference, self.status, self.resolution, self.note)
        return sha256(repr([str(value) for value in said]).encode()).hexdigest()[:16]
