from django.conf import settings
from django.db import models


class Unsaved(models.Model):
    """What an editor typed into a form and has not saved yet. Nobody else's business.

    `form` names the form as it was opened, so that what arrives after it was sent is known to be
    late; `place` is the address at which it is opened again. It is closed once it was sent or is no
    longer wanted.
    """

    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="unsaved"
    )
    form = models.CharField(max_length=40)
    place = models.CharField(max_length=500)
    about = models.CharField(max_length=200, help_text="What it is, in words")
    fields = models.JSONField(help_text="{name of a field: what was typed}")
    typed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name_plural = "unsaved"
        indexes = [models.Index(fields=["editor", "place"], name="unsaved_at")]
        constraints = [
            models.UniqueConstraint(fields=["editor", "form"], name="form_kept_once"),
        ]

    def __str__(self):
        return self.about
