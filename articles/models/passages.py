from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from articles.models.revisions import Revision


class Passage(models.Model):
    """Words chosen in a revision: `exact == text[start:end]`, in code points, end excluded.

    The database refuses other words. `prefix` and `suffix` are the words around it, as in the
    TextQuoteSelector of the W3C Web Annotation Data Model.
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=64)
    suffix = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    insert_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "start", "end"], name="passage_kept_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="passage_not_empty"),
        ]

    def __str__(self):
        return f"“{self.exact}”"

    def get_absolute_url(self):
        return reverse("passages:detail", args=[self.pk])
