from django.conf import settings
from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One change, in the ledger of all changes: who did what, when and why.

    Numbers have no gaps. Each entry holds the hash of the one before it and its own
    (`factcheck.rules.chain`), so that a change of an old entry shows.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    who = models.CharField(max_length=150, help_text="The name at that time; blank: a command")
    verb = models.CharField(max_length=40)
    model = models.CharField(max_length=60)
    row = models.CharField(max_length=40, help_text="The primary key of the row")
    claim = models.ForeignKey(
        "factcheck.Claim", on_delete=models.PROTECT, null=True, related_name="entries"
    )
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    insert_only = True

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["model", "row"], name="entry_of_row")]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="entry_numbered_from_one"),
            models.UniqueConstraint(fields=["previous_hash"], name="entry_follows_one_entry"),
        ]

    def __str__(self):
        return f"{self.number}: {self.verb} {self.model} {self.row}"


def as_told(model, told):
    """A row of `model`, not saved, as a snapshot in the ledger tells of it."""
    fields = [field for field in model._meta.concrete_fields if field.attname in told]
    return model(**{field.attname: field.to_python(told[field.attname]) for field in fields})
