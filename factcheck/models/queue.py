"""What the desk has gone through, and who looks after what waits there."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import Article, Placement, Revision
from factcheck.models.claims import Claim
from factcheck.models.findings import Finding
from factcheck.models.relations import ClaimRelation


class Reading(models.Model):
    """An editor has gone through this text. A newer text of its article waits anew."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="readings")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision"],
                condition=Q(taken_back_at=None),
                name="text_read_through_once",
            ),
        ]

    def __str__(self):
        return f"{self.revision} was read through"


TARGETS = ("article", "claim", "placement", "relation", "finding")


# An assignment has one target and no other.
ONE_TARGET = reduce(
    or_, (Q(**{f"{name}__isnull": name != target for name in TARGETS}) for target in TARGETS)
)


class Assignment(models.Model):
    """Who looks after one thing that waits at the desk. Where no row is live, nobody does."""

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, related_name="assignments"
    )
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, null=True, related_name="assignments"
    )
    placement = models.ForeignKey(
        Placement, on_delete=models.PROTECT, null=True, related_name="assignments"
    )
    relation = models.ForeignKey(
        ClaimRelation, on_delete=models.PROTECT, null=True, related_name="assignments"
    )
    finding = models.ForeignKey(
        Finding, on_delete=models.PROTECT, null=True, related_name="assignments"
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_TARGET, name="assignment_of_one_thing"),
            *(
                models.UniqueConstraint(
                    fields=[target],
                    condition=Q(ended_at=None),
                    name=f"{target}_assigned_to_one",
                )
                for target in TARGETS
            ),
        ]

    def __str__(self):
        target = self.article or self.claim or self.placement or self.relation or self.finding
        return f"{target}: {self.to}"
