"""Placement: where passages stand in a later revision of their article."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.models import Decision, Found, Passage, Placement, Revision
from articles.text.placement import Alignment

AT_ONCE = 500  # rows that are written with one statement


def revisions_waiting():
    """The newest revisions of articles with passages that were not looked for in them yet."""
    later = Revision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    placed = Placement.objects.filter(passage=OuterRef("pk"), revision=OuterRef(OuterRef("pk")))
    unplaced = Passage.objects.filter(
        ~Exists(placed),
        revision__article=OuterRef("article"),
        revision__number__lt=OuterRef("number"),
    )
    return Revision.objects.filter(~Exists(later), Exists(unplaced)).order_by("pk")


@transaction.atomic
def place_passages(*, revision):
    """Look in `revision` for every passage of earlier ones; the new Placements.

    Each is looked for from the latest revision in which it stands for certain: by its own words, by
    being found exactly, or by a person's decision. A decision holds for the words that were chosen,
    so it is carried over where they stand unchanged.
    """
    placed = []
    for base, spans in _from_where(revision):
        alignment = Alignment(base.text, revision.text)
        for passage, span in spans:
            found = alignment.place(*span)
            words = base.text[slice(*span)]
            placed.append(_placement(passage, revision, found, same_words=words == passage.exact))
    return Placement.objects.bulk_create(placed, batch_size=AT_ONCE)


def _from_where(revision):
    """The passages that wait for `revision`, as [(older revision, [(passage, span in it)])]."""
    earlier = Revision.objects.filter(article=revision.article_id, number__lt=revision.number)
    older = {r.pk: r for r in earlier.defer("text")}
    waiting = Passage.objects.filter(revision__in=older).exclude(placements__revision=revision)
    places = {p.pk: (p.revision_id, (p.start, p.end)) for p in waiting}
    standing = Placement.objects.standing().filter(passage__in=waiting, revision__in=older)
    for known in standing.with_place().order_by("revision__number"):
        places[known.passage_id] = (known.revision_id, (known.at, known.until))
    gathered = {pk: [] for pk in older}
    for passage in waiting.order_by("pk"):
        base, span = places[passage.pk]
        gathered[base].append((passage, span))
    return [(older[pk], spans) for pk, spans in gathered.items() if spans]


def _placement(passage, revision, found, same_words):
    """The row for what was found; `same_words` unless it was looked for by words chosen later."""
    placement = Placement(
        passage=passage, revision=revision, state=found.state, start=found.start, end=found.end
    )
    if found.state == Found.EXACT and not same_words:
        placement.state = Found.CHANGED
        _decide(placement, Decision.CARRIED, found.start, found.end, by=None)
    return placement


def _decide(placement, decision, start, end, by):
    placement.decision, placement.decided_by = decision, by if decision else None
    placement.chosen_start, placement.chosen_end = start, end
    placement.decided_at = timezone.now() if decision else None


def decide(*, placement, decision, start=None, end=None, by):
    """Write down what a person decided; without a decision, that the old one is taken back."""
    _decide(placement, decision, start, end, by)
    placement.save(
        update_fields=["decision", "chosen_start", "chosen_end", "decided_at", "decided_by"]
    )
    return placement
