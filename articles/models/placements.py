from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Substr

from articles.models.passages import Passage
from articles.models.revisions import Revision


class Found(models.TextChoices):
    """What the program found of a passage in a later revision."""

    EXACT = "exact", "the same words in the same place"
    CHANGED = "changed", "changed"
    LOST = "lost", "gone"
    AMBIGUOUS = "ambiguous", "not clear"


class Decision(models.TextChoices):
    """What was decided where the program was not sure."""

    ACCEPTED = "accepted", "accepted"
    MOVED = "moved", "moved by hand"
    CARRIED = "carried", "carried over"
    RETIRED = "retired", "retired"


CHOSEN = (Decision.ACCEPTED, Decision.MOVED, Decision.CARRIED)

# A comparison with NULL is no refusal, so that NULL has to be excluded in so many words.
HAS_SPAN = Q(start__isnull=False, end__isnull=False, start__lt=F("end"))
IS_CHOSEN = Q(
    chosen_start__isnull=False, chosen_end__isnull=False, chosen_start__lt=F("chosen_end")
)
NONE_CHOSEN = Q(chosen_start=None, chosen_end=None)


class PlacementQuerySet(models.QuerySet):
    def standing(self):
        """Those by which a passage stands in the later revision."""
        return self.filter(Q(state=Found.EXACT) | Q(decision__in=CHOSEN))

    def undecided(self):
        """Those about which a person has to decide, where something still rests on the passage.

        A retired passage counts: what rests on it now was linked after that decision.
        """
        return self.filter(~Q(state=Found.EXACT), decision__in=["", Decision.RETIRED])

    def in_newest(self):
        """Those in the newest revision of each article."""
        later = Revision.objects.filter(
            article=OuterRef("revision__article"), number__gt=OuterRef("revision__number")
        )
        return self.filter(~Exists(later))

    def with_place(self):
        """Annotate `at` and `until`: the place that counts, be it chosen or only found."""
        return self.annotate(
            at=Coalesce("chosen_start", "start"), until=Coalesce("chosen_end", "end")
        )

    def with_words(self):
        """Annotate the place that counts, and as `words` what stands there."""
        words = Substr("revision__text", F("at") + 1, F("until") - F("at"))
        return self.with_place().annotate(words=words)


class Placement(models.Model):
    """Where a passage stands in a later revision of its article, or that it no longer does.

    `start`, `end` and `state` are what the program found, and never change. Where the state is not
    exact, nothing is taken for granted until a person has decided; `chosen_start` and `chosen_end`
    are then the place that was accepted or chosen. A decision is carried over where the words that
    were chosen in an earlier revision stand unchanged in this one.
    """

    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="placements")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="placements")
    state = models.CharField(max_length=9, choices=Found)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    placed_at = models.DateTimeField(auto_now_add=True)
    decision = models.CharField(max_length=8, choices=Decision, blank=True)
    chosen_start = models.PositiveIntegerField(null=True)
    chosen_end = models.PositiveIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    words: str | None = None  # what stands there; annotated by with_words()
    objects = PlacementQuerySet.as_manager()
    insert_only = True  # apart from the columns of the decision

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passage", "revision"], name="passage_placed_once"),
            models.CheckConstraint(
                condition=Q(HAS_SPAN, state__in=["exact", "changed", "ambiguous"])
                | Q(state__in=["lost", "ambiguous"], start=None, end=None),
                name="placement_has_its_span",
            ),
            models.CheckConstraint(
                condition=Q(NONE_CHOSEN, decision="", decided_at=None, decided_by=None)
                | Q(NONE_CHOSEN, ~Q(state="exact"), decision="retired", decided_at__isnull=False)
                | Q(
                    IS_CHOSEN,
                    ~Q(state="exact"),
                    decision__in=["accepted", "moved", "carried"],
                    decided_at__isnull=False,
                ),
                name="placement_decided_whole",
            ),
        ]

    def __str__(self):
        return f"{self.passage} in {self.revision}"

    @property
    def is_open(self):
        """Whether a person has to decide, where something still rests on the passage."""
        return self.state != Found.EXACT and self.decision in ("", Decision.RETIRED)

    @property
    def change(self):
        """What became of the words: "" (nothing), "words", "around", "lost" or "unclear".

        For rows that come with their `words` (`with_words`).
        """
        if self.is_open and self.state in (Found.LOST, Found.AMBIGUOUS):
            return "lost" if self.state == Found.LOST else "unclear"
        if self.words != self.passage.exact:
            return "words"
        return "around" if self.is_open else ""
