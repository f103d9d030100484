from hashlib import sha256

from django.db import models
from django.db.models import F, Q
from django.urls import reverse


class ReadersSee(models.TextChoices):
    """How much of an article readers are shown; the desk always sees all."""

    FULL = "full", "the full text"
    PASSAGES = "passages", "the passages only"


class OutletQuerySet(models.QuerySet):
    def standing(self):
        """Without the outlets that were merged into others."""
        return self.filter(merged_into=None)


class Outlet(models.Model):
    """A body that publishes articles; a merged one keeps its address as a redirect."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=220, unique=True, allow_unicode=True)
    homepage = models.URLField(blank=True)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1, two letters")
    owner = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="owned"
    )
    readers_see = models.CharField(
        max_length=8, choices=ReadersSee, default=ReadersSee.PASSAGES, help_text="Of its articles"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="merged"
    )
    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner=None) | ~Q(owner=F("pk")), name="outlet_does_not_own_itself"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="outlet_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(readers_see__in=ReadersSee.values), name="outlet_readers_see_known"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("outlets:detail", args=[self.slug])

    @property
    def is_open(self):
        return self.readers_see == ReadersSee.FULL

    @property
    def current(self):
        """The outlet that this one has become, itself where it was never merged."""
        outlet = self
        while outlet.merged_into:
            outlet = outlet.merged_into
        return outlet

    @property
    def version(self):
        """Names what is said of it now; a form carries this, so that no change goes unseen."""
        said = (self.name, self.homepage, self.country, self.owner_id, self.readers_see)
        return sha256(repr([str(value) for value in said]).encode()).hexdigest()[:16]
