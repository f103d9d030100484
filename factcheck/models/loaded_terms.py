from django.db import models
from django.db.models import Q

from factcheck.models.actors import LiveQuerySet
from factcheck.models.claims import Claim
from factcheck.models.topics import Topic


class Term(models.Model):
    """Words that a desk watches in a topic, for they take something for granted: "blockade".

    `claim` is what they presuppose, if that is a claim. `stems` is how they are looked for, so that
    no two terms of a topic find the same.
    """

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="terms")
    phrase = models.CharField(max_length=100)
    stems = models.CharField(max_length=400, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="terms")
    note = models.CharField(max_length=300, blank=True)
    retired_at = models.DateTimeField(null=True, editable=False)
    objects = LiveQuerySet.as_manager()

    class Meta:
        ordering = ["topic", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(phrase="") & ~Q(stems=""), name="term_has_words"),
            models.UniqueConstraint(
                fields=["topic", "stems"], condition=Q(retired_at=None), name="term_listed_once"
            ),
        ]

    def __str__(self):
        return self.phrase
