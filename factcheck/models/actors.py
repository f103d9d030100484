from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
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
    def standing(self):
        """Without the actors that were merged into others."""
        return self.filter(merged_into=None)

    def speakers(self):
        return self.standing().exclude(kind=ActorKind.PLACE)

    def with_aliases(self):
        """Load the other spellings that stand; one query more."""
        return self.prefetch_related(Prefetch("aliases", ActorAlias.objects.live()))


class Actor(models.Model):
    """A person or body that says things, or that claims are about.

    A merged one says nothing any more: its address leads to the other, under whom its evidence,
    spellings and roles stand.
    """

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=220, unique=True, allow_unicode=True)
    kind = models.CharField(max_length=12, choices=ActorKind)
    description = models.CharField(max_length=500, blank=True)
    wikidata_id = models.CharField("Wikidata id", max_length=20, blank=True)
    folded = models.CharField(max_length=400, editable=False, db_index=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="merged"
    )
    objects = ActorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ActorKind.values), name="actor_kind_known"),
            models.CheckConstraint(
                condition=Q(wikidata_id="") | Q(wikidata_id__regex=r"^Q[1-9][0-9]*$"),
                name="actor_wikidata_id_form",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="actor_not_merged_into_itself",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("actors:detail", args=[self.slug])

    @property
    def current(self):
        """The actor that this one has become, itself where it was never merged."""
        actor = self
        while actor.merged_into:
            actor = actor.merged_into
        return actor

    @property
    def version(self):
        """Names what is said of it now; a form carries this, so that no change goes unseen."""
        roles = [(role.pk, role.title, role.holds_from, role.holds_to) for role in self.held()]
        said = (self.name, str(self.kind), self.description, self.wikidata_id, roles)
        return sha256(repr(said).encode()).hexdigest()[:16]

    def held(self):
        """The roles that it holds or held, in the order of their days."""
        return self.roles.live().order_by(F("holds_from").asc(nulls_first=True), "pk")

    @property
    def is_unnamed(self):
        """Whether it stands for somebody whom a source does not name."""
        return self.kind == ActorKind.ANONYMOUS


class LiveQuerySet(models.QuerySet):
    def live(self):
        return self.filter(retired_at=None)


class ActorAlias(models.Model):
    """Another spelling of an actor; a search for either finds both. `folded` is for comparing.

    One that was taken away is retired.
    """

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=400, editable=False, db_index=True)
    retired_at = models.DateTimeField(null=True, editable=False)
    objects = LiveQuerySet.as_manager()

    class Meta:
        ordering = ["actor", "name"]
        verbose_name_plural = "actor aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "name"],
                condition=Q(retired_at=None),
                name="alias_once_for_an_actor",
            ),
        ]

    def __str__(self):
        return self.name


class ActorRole(models.Model):
    """What an actor was at a time: "Prime Minister of Armenia", from a day to a day.

    An empty first day is not known, an empty last day is not known or has not come. Who is quoted
    by a role is recognised by it.
    """

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="roles")
    title = models.CharField(max_length=200)
    folded = models.CharField(max_length=400, editable=False, db_index=True)
    holds_from = models.DateField(null=True, blank=True)
    holds_to = models.DateField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, editable=False)
    objects = LiveQuerySet.as_manager()

    class Meta:
        ordering = ["actor", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="role_has_a_title"),
            models.CheckConstraint(
                condition=Q(holds_from=None) | Q(holds_to=None) | Q(holds_to__gte=F("holds_from")),
                name="role_holds_forwards",
            ),
            models.UniqueConstraint(
                fields=["actor", "title", "holds_from"],
                condition=Q(retired_at=None, holds_from__isnull=False),
                name="role_once_from_a_day",
            ),
            models.UniqueConstraint(
                fields=["actor", "title"],
                condition=Q(retired_at=None, holds_from__isnull=True),
                name="role_once_from_an_unknown_day",
            ),
        ]

    def __str__(self):
        return self.title

    def is_held(self, first, last):
        """Whether it is known to be held on all days from `first` to `last`."""
        begun = self.holds_from is not None and self.holds_from <= first
        return begun and (self.holds_to is None or last <= self.holds_to)

    def meets(self, first, last):
        """Whether it may be held on one of the days from `first` to `last`."""
        return (self.holds_from is None or self.holds_from <= last) and (
            self.holds_to is None or first <= self.holds_to
        )


class DistinctionQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(taken_back_at=None)


class Distinction(models.Model):
    """Somebody's word that two actors are not one, or that a spelling is not that of an actor.

    What was told apart is not proposed again. Of two actors the older row comes first.
    """

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="+")
    spelling = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, editable=False)
    objects = DistinctionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=False, spelling="") | Q(other=None) & ~Q(spelling=""),
                name="distinction_from_an_actor_or_a_spelling",
            ),
            models.CheckConstraint(
                condition=Q(other=None) | Q(actor__lt=F("other")), name="distinction_older_first"
            ),
            models.UniqueConstraint(
                fields=["actor", "other"],
                condition=Q(taken_back_at=None, other__isnull=False),
                name="two_actors_told_apart_once",
            ),
            models.UniqueConstraint(
                fields=["actor", "spelling"],
                condition=Q(taken_back_at=None, other__isnull=True),
                name="spelling_told_apart_once",
            ),
        ]

    def __str__(self):
        return f"{self.actor} is not {self.other or f'“{self.spelling}”'}"
