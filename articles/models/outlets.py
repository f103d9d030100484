from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse


class Outlet(models.Model):
    """A body that publishes articles."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=220, unique=True, allow_unicode=True)
    homepage = models.URLField(blank=True)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1, two letters")
    owner = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="owned"
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner=None) | ~Q(owner=F("pk")), name="outlet_does_not_own_itself"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("outlets:detail", args=[self.slug])

    def clean(self):
        """Say in forms what the constraint says, for those pass over constraints on the key."""
        if self.owner_id and self.owner_id == self.pk:
            raise ValidationError({"owner": "An outlet does not own itself. Choose another."})
