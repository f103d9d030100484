from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from factcheck.models.topics import Question, Topic
from factcheck.rules.evidence_state import EvidenceState


class State(models.TextChoices):
    """Where a claim stands on its way to readers."""

    DRAFT = "draft", "draft"
    IN_REVIEW = "in_review", "in review"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn"


class ClaimQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Readers see what was published, and that something was withdrawn; the desk sees all."""
        if user.has_perm("factcheck.work_at_desk"):
            return self
        return self.filter(state__in=[State.PUBLISHED, State.WITHDRAWN])

    def listed(self):
        """Without the claims that only redirect or were taken back."""
        return self.filter(merged_into=None).exclude(state=State.WITHDRAWN)


class Claim(models.Model):
    """One checkable sentence, kept once however often it is said.

    `key` names the claim in files; the slug is its address and never changes. A merged claim keeps
    its address as a redirect. `supporting`, `contradicting` and `mentioning` are the numbers of
    articles whose live evidence does so, `supporting_origins` and `contradicting_origins` those of
    the independent origins that they go back to, and `evidence_state` is what follows of these;
    the services that change evidence, or what joins it, keep them.
    """

    key = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    proposition = models.CharField(max_length=500)
    folded = models.TextField(editable=False, help_text="For searching")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="claims")
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    holds_from = models.DateField(null=True, blank=True)
    holds_to = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="merged"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField()
    supporting = models.PositiveIntegerField(default=0, editable=False)
    contradicting = models.PositiveIntegerField(default=0, editable=False)
    mentioning = models.PositiveIntegerField(default=0, editable=False)
    supporting_origins = models.PositiveIntegerField(default=0, editable=False)
    contradicting_origins = models.PositiveIntegerField(default=0, editable=False)
    evidence_state = models.CharField(
        max_length=13,
        choices=[(state.value, state.label) for state in EvidenceState],
        default=EvidenceState.NONE.value,
        editable=False,
    )
    published_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    computed = (
        *("supporting", "contradicting", "mentioning"),
        *("supporting_origins", "contradicting_origins", "evidence_state"),
    )
    objects = ClaimQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-changed_at"], name="claim_changed")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="claim_state_known"),
            models.CheckConstraint(
                condition=Q(holds_from=None) | Q(holds_to=None) | Q(holds_to__gte=F("holds_from")),
                name="claim_holds_forwards",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="claim_not_merged_into_itself",
            ),
            models.CheckConstraint(condition=~Q(proposition=""), name="claim_says_something"),
            models.CheckConstraint(
                condition=Q(evidence_state__in=[state.value for state in EvidenceState]),
                name="claim_evidence_state_known",
            ),
        ]

    def __str__(self):
        return self.proposition

    def get_absolute_url(self):
        return reverse("claims:detail", args=[self.slug])

    @property
    def version(self):
        """Names what the claim says now; a form carries it, so that no change goes unseen."""
        said = (self.proposition, self.topic_id, self.question_id, self.holds_from, self.holds_to)
        return sha256(repr(said).encode()).hexdigest()[:16]
