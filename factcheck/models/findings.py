from django.conf import settings
from django.db import models
from django.db.models import F, Q

from articles.models import Article, Revision
from factcheck.models.actors import Actor
from factcheck.models.claims import Claim
from factcheck.rules.findings import LOST_PASSAGE


class Severity(models.TextChoices):
    """How sure it is that something does not fit."""

    RED = "red", "does not fit"
    AMBER = "amber", "look closer"
    INFO = "info", "good to know"


class FindingStatus(models.TextChoices):
    """What people made of it."""

    OPEN = "open", "open"
    ACCEPTED = "accepted", "accepted"
    DISMISSED = "dismissed", "dismissed"


class FindingQuerySet(models.QuerySet):
    def standing(self):
        """Those that the checks find now."""
        return self.filter(gone_at=None)

    def judged(self):
        """Those that are judged as findings. A lost passage is not: its placement is decided."""
        return self.exclude(check_name=LOST_PASSAGE)

    def visible_to(self, user):
        """The desk sees all; readers what it accepted and what still stands.

        A finding gives words of its articles, so that readers see it where they may read those.
        """
        if user.has_perm("factcheck.work_at_desk"):
            return self
        claims = Claim.objects.visible_to(user).listed()
        texts = Revision.objects.filter(article__in=Article.objects.open_to(user))
        return self.standing().filter(
            Q(claim=None) | Q(claim__in=claims),
            Q(revision=None) | Q(revision__in=texts),
            Q(other=None) | Q(other__in=texts),
            status=FindingStatus.ACCEPTED,
        )


class Finding(models.Model):
    """Something that does not fit, as the program noticed it. A person accepts or dismisses it.

    `key` names the check and all that it went by, so that a decision lasts until one of these
    changes; then it is another finding. The words in question are [start, end) of the revision;
    they have no place where they are gone. [other_start, other_end) of the `other` revision are the
    words that these do not fit, and `actor` is who speaks, where the check tells of a speaker.
    `gone_at`: since then it is not found any more.
    """

    check_name = models.CharField(max_length=40)
    severity = models.CharField(max_length=5, choices=Severity)
    key = models.CharField(max_length=64, unique=True, help_text="SHA-256")
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, related_name="findings"
    )
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="findings")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="findings")
    other = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, related_name="+")
    other_start = models.PositiveIntegerField(null=True)
    other_end = models.PositiveIntegerField(null=True)
    expected = models.TextField()
    found = models.TextField()
    why = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)
    gone_at = models.DateTimeField(null=True, editable=False)
    status = models.CharField(max_length=9, choices=FindingStatus, default=FindingStatus.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    note = models.CharField(max_length=1000, blank=True)
    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["status", "gone_at"], name="finding_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(severity__in=Severity.values), name="finding_severity_known"
            ),
            models.CheckConstraint(
                condition=Q(status=FindingStatus.OPEN, decided_at=None, decided_by=None, note="")
                | Q(
                    status__in=[FindingStatus.ACCEPTED, FindingStatus.DISMISSED],
                    decided_at__isnull=False,
                ),
                name="finding_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(start=None, end=None)
                | Q(
                    revision__isnull=False,
                    start__isnull=False,
                    end__isnull=False,
                    start__lt=F("end"),
                ),
                name="finding_has_its_words_or_none",
            ),
            models.CheckConstraint(
                condition=Q(other=None, other_start=None, other_end=None)
                | Q(
                    other__isnull=False,
                    other_start__isnull=False,
                    other_end__isnull=False,
                    other_start__lt=F("other_end"),
                ),
                name="finding_has_its_other_words_or_none",
            ),
            models.CheckConstraint(
                condition=Q(revision__isnull=False) | Q(claim__isnull=False),
                name="finding_about_something",
            ),
        ]

    def __str__(self):
        return f"{self.check_name}: {self.found}"
