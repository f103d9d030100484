from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.revisions import Revision

LONGEST_PATH = 500


class Outcome(models.TextChoices):
    """What became of a file."""

    WAITING = "waiting", "waiting"
    CREATED = "created", "created"
    UNCHANGED = "unchanged", "unchanged"
    REVISED = "revised", "new revision"
    REJECTED = "rejected", "rejected"


class ImportRun(models.Model):
    """Files that were brought in together; uploads wait in it until they are confirmed."""

    started_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    finished_at = models.DateTimeField(null=True, editable=False)
    discarded_at = models.DateTimeField(null=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(discarded_at=None), name="run_ends_one_way"
            )
        ]

    def __str__(self):
        return f"Import {self.pk}"

    @property
    def is_waiting(self):
        return self.finished_at is None and self.discarded_at is None


class ImportItem(models.Model):
    """One file of a run: what was read and what became of it.

    `staged` holds the bytes of an upload until its run is confirmed or discarded. Until then
    `reading` is what importing it would do, as a line of the report whose articles also give their
    `source_name` and `paragraphs`; null: not read yet. People may have left it out, chosen its
    encoding among the `proposals`, or corrected what was read: `corrections` are details by
    source_name.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="items")
    path = models.CharField(max_length=LONGEST_PATH)
    sha256 = models.CharField(max_length=64)
    outcome = models.CharField(max_length=9, choices=Outcome, default=Outcome.WAITING)
    encoding = models.CharField(max_length=40, blank=True)
    message = models.TextField(blank=True)
    warnings = models.JSONField(default=list)
    rejected_rows = models.JSONField(default=list)
    revisions = models.ManyToManyField(Revision, related_name="import_items")
    done_at = models.DateTimeField(null=True, editable=False)
    staged = models.BinaryField(null=True)
    reading = models.JSONField(null=True)
    proposals = models.JSONField(default=list)
    chosen_encoding = models.CharField(max_length=40, blank=True)
    corrections = models.JSONField(default=dict)
    left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["run", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "path"], name="file_once_in_a_run"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="outcome_known"),
        ]

    def __str__(self):
        return f"{self.path}: {self.get_outcome_display()}"

    @property
    def is_undecided(self):
        """Whether somebody must choose its encoding, or leave it out, before it can be read."""
        return bool(self.proposals and not self.chosen_encoding and not self.left_out)
