from django.db import models
from django.db.models import Q

from articles.models import Outlet
from factcheck.models.actors import Actor, LiveQuerySet
from factcheck.models.topics import Topic


class Side(models.Model):
    """One of the sides that a desk tells apart in a topic; no verdict on anybody.

    A side that was taken off is retired; whoever had it has none then.
    """

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="sides")
    label = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(help_text="From 1, as they are listed")
    retired_at = models.DateTimeField(null=True, editable=False)
    objects = LiveQuerySet.as_manager()

    class Meta:
        ordering = ["topic", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(label=""), name="side_has_a_label"),
            models.CheckConstraint(condition=Q(position__gte=1), name="side_placed_from_one"),
            models.UniqueConstraint(
                fields=["topic", "label"], condition=Q(retired_at=None), name="side_named_once"
            ),
        ]

    def __str__(self):
        return self.label


class MembershipQuerySet(models.QuerySet):
    def standing(self):
        """Those that give a side that stands."""
        return self.filter(side__isnull=False, side__retired_at=None)


class Membership(models.Model):
    """The side of a topic that an outlet or an actor is given; none where it was taken off again.

    One that is given to what was merged since counts for what that has become, unless the latter
    has its own.
    """

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="memberships")
    side = models.ForeignKey(Side, on_delete=models.PROTECT, null=True, related_name="members")
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, null=True, related_name="+")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="+")
    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outlet__isnull=False, actor=None) | Q(outlet=None, actor__isnull=False),
                name="membership_of_an_outlet_or_an_actor",
            ),
            models.UniqueConstraint(
                fields=["topic", "outlet"],
                condition=Q(outlet__isnull=False),
                name="outlet_on_one_side_of_a_topic",
            ),
            models.UniqueConstraint(
                fields=["topic", "actor"],
                condition=Q(actor__isnull=False),
                name="actor_on_one_side_of_a_topic",
            ),
        ]

    def __str__(self):
        return f"{self.holder}: {self.side or 'no side'}"

    @property
    def holder(self):
        """The outlet or the actor that was given the side."""
        return self.outlet or self.actor
