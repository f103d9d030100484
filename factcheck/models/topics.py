from hashlib import sha256

from django.db import models
from django.db.models import Q
from django.urls import reverse


class Slot(models.TextChoices):
    """What an answer to a question gives."""

    YES_NO = "yes_no", "yes or no"
    DATE = "date", "date"
    QUANTITY = "quantity", "quantity"
    AGENT = "agent", "who did it"
    CAUSE = "cause", "cause"
    PLACE = "place", "place"
    INTENT = "intent", "intent"


class Topic(models.Model):
    """What a group of claims is about."""

    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("topics:detail", args=[self.slug])

    @property
    def version(self):
        """Names its sides, who has which, and its terms; a form carries it, as those of actors."""
        sides = self.sides.live().values_list("pk", "label", "position")
        became = ("outlet__merged_into", "actor__merged_into")
        given = self.memberships.standing().values_list("pk", "side", *became)
        terms = self.terms.live().values_list("pk", "phrase", "claim", "note")
        said = [list(rows.order_by("pk")) for rows in (sides, given, terms)]
        return sha256(repr(said).encode()).hexdigest()[:16]


class Question(models.Model):
    """A question to which claims are rival answers."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="questions")
    key = models.SlugField(max_length=100, unique=True)
    text = models.CharField(max_length=300)
    slot = models.CharField(max_length=8, choices=Slot)

    class Meta:
        ordering = ["topic", "text"]
        constraints = [
            models.CheckConstraint(condition=Q(slot__in=Slot.values), name="question_slot_known"),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("topics:question", args=[self.topic.slug, self.key])
