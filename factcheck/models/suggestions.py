from django.conf import settings
from django.db import models
from django.db.models import F, Q

from articles.models import Revision
from factcheck.models.actors import Actor
from factcheck.models.claims import Claim
from factcheck.models.evidence import Directness, Evidence, Stance


class SuggestionKind(models.TextChoices):
    """What is proposed."""

    QUOTE = "quote", "a quote with its speaker"
    PASSAGE = "passage", "a passage for a claim"
    TWIN = "twin", "a claim that says the same"


class SuggestionDecision(models.TextChoices):
    """What a person made of it; blank: it waits."""

    TAKEN = "taken", "taken"
    DISMISSED = "dismissed", "dismissed"


class SuggestionQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(decision="")


class Suggestion(models.Model):
    """What a machine proposes. It never counts as anybody's judgement until a person takes it.

    `key` names what is proposed by its words, so that nothing is proposed twice: a decision lasts,
    also when the same words come in again. `suggester` is the name of who proposes, blank for the
    program itself. Quotes and passages are `exact == revision.text[start:end]`; quotes have a
    speaker by `speaker_name`, and the `speaker` it was recognised as; passages have a `claim`;
    twins have a `claim` and the `other` that it may be merged into. A `stance` comes from a
    suggester from outside alone, with `why` in its words: the program guesses none.
    """

    kind = models.CharField(max_length=7, choices=SuggestionKind)
    suggester = models.CharField(max_length=60, blank=True)
    key = models.CharField(max_length=64, unique=True, help_text="SHA-256")
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, related_name="suggestions"
    )
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    exact = models.TextField(blank=True)
    speaker_name = models.CharField(max_length=200, blank=True)
    speaker = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="+")
    directness = models.CharField(max_length=15, choices=Directness, blank=True)
    cue = models.CharField(max_length=100, blank=True, help_text="The reporting verb")
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, null=True, related_name="suggestions"
    )
    stance = models.CharField(max_length=11, choices=Stance, blank=True)
    why = models.CharField(max_length=300, blank=True)
    other = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    decision = models.CharField(max_length=9, choices=SuggestionDecision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+")
    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "decision"], name="suggestion_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=SuggestionKind.values), name="suggestion_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["", *SuggestionDecision.values]),
                name="suggestion_decision_known",
            ),
            models.CheckConstraint(
                condition=(Q(decision="") & Q(decided_at=None))
                | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="suggestion_decided_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(kind="twin", claim__isnull=False, other__isnull=False)
                | Q(kind__in=["quote", "passage"], revision__isnull=False, start__lt=F("end")),
                name="suggestion_has_its_words_or_claims",
            ),
            models.CheckConstraint(
                condition=~Q(kind="passage") | Q(claim__isnull=False),
                name="suggested_passage_has_a_claim",
            ),
            models.CheckConstraint(
                condition=Q(other=None) | ~Q(other=F("claim")), name="suggested_twin_is_another"
            ),
            models.CheckConstraint(
                condition=Q(stance="") | (Q(stance__in=Stance.values) & ~Q(suggester="")),
                name="program_guesses_no_stance",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.exact or self.claim}"


class Consultation(models.Model):
    """A suggester from outside has looked at this text, so that it is not asked again."""

    suggester = models.CharField(max_length=60)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="consultations")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["suggester", "revision"], name="consulted_once"),
        ]

    def __str__(self):
        return f"{self.suggester} on {self.revision}"
