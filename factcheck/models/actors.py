from django.db import models
from django.db.models import Q
from django.urls import reverse


class ActorKind(models.TextChoices):
    """What an actor is. A place is kept for its spellings alone and never speaks."""

    PERSON = "person", "person"
    GOVERNMENT = "government", "government"
    ORGANIZATION = "organization", "organization"
    MILITARY = "military", "military"
    MEDIA = "media", "media"
    GROUP = "group", "group"
    ANONYMOUS = "anonymous", "anonymous"
    PLACE = "place", "place"


class ActorQuerySet(models.QuerySet):
    def speakers(self):
        return self.exclude(kind=ActorKind.PLACE)


class Actor(models.Model):
    """A person or body that says things, or that claims are about."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=220, unique=True, allow_unicode=True)
    kind = models.CharField(max_length=12, choices=ActorKind)
    description = models.CharField(max_length=500, blank=True)
    wikidata_id = models.CharField("Wikidata id", max_length=20, blank=True)
    folded = models.CharField(max_length=400, editable=False, db_index=True)
    objects = ActorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ActorKind.values), name="actor_kind_known"),
            models.CheckConstraint(
                condition=Q(wikidata_id="") | Q(wikidata_id__regex=r"^Q[1-9][0-9]*$"),
                name="actor_wikidata_id_form",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("actors:detail", args=[self.slug])

    @property
    def is_unnamed(self):
        """Whether it stands for somebody whom a source does not name."""
        return self.kind == ActorKind.ANONYMOUS


class ActorAlias(models.Model):
    """Another spelling of an actor; a search for either finds both. `folded` is for comparing."""

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=400, editable=False, db_index=True)

    class Meta:
        ordering = ["actor", "name"]
        verbose_name_plural = "actor aliases"
        constraints = [
            models.UniqueConstraint(fields=["actor", "name"], name="alias_once_for_an_actor"),
        ]

    def __str__(self):
        return self.name
