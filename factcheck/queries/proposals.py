"""What the desk needs to know of proposed quotes, each in a fixed number of SQL queries."""

from django.db.models import Count, Exists, OuterRef, Q

from articles.models import Placement, Revision
from factcheck import search
from factcheck.models import Evidence, Suggestion, SuggestionDecision, SuggestionKind

# What is proposed at the words: quotes, and what suggesters from outside say bears on a claim.
AT_WORDS = Q(kind=SuggestionKind.QUOTE) | Q(Q(kind=SuggestionKind.PASSAGE) & ~Q(suggester=""))


def quotes_in_newest():
    """What is proposed in the newest texts, that left out whose very words are linked already.

    Words that are suggested for a claim are left out where they are linked to that one.
    """
    live = Evidence.objects.live()
    later = Revision.objects.filter(
        article=OuterRef("revision__article"), number__gt=OuterRef("revision__number")
    )
    linked = live.filter(
        passage__revision=OuterRef("revision"),
        passage__start=OuterRef("start"),
        passage__end=OuterRef("end"),
    )
    standing = Placement.objects.standing().with_place()
    placed = standing.filter(
        Exists(live.filter(passage=OuterRef("passage"))),
        revision=OuterRef("revision"),
        at=OuterRef("start"),
        until=OuterRef("end"),
    )
    quotes = Suggestion.objects.filter(AT_WORDS, ~Exists(later))
    taken = Q(Exists(linked.filter(claim=OuterRef("claim")))) & Q(kind=SuggestionKind.PASSAGE)
    said = Q(Exists(linked)) | Q(Exists(placed))
    return quotes.exclude(taken | Q(said, kind=SuggestionKind.QUOTE))


def quotes_of(revision):
    """The quotes of a newest text that wait, and those that were dismissed, in its order.

    An actor who came to be known only after a quote was proposed is recognised now, as is the one
    that an actor was merged into.
    """
    undecided_or_not = ["", SuggestionDecision.DISMISSED]
    quotes = quotes_in_newest().filter(revision=revision, decision__in=undecided_or_not)
    related = ("speaker", "decided_by", "claim")
    rows = list(quotes.select_related(*related).order_by("start", "pk"))
    waiting = [row for row in rows if not row.decision]
    names = {row.speaker_name for row in waiting}
    actors = search.actors_called(names, revision.article.published)
    for row in waiting:
        if row.speaker is None or row.speaker.merged_into_id:
            row.speaker = actors.get(row.speaker_name)
        row.params = _params(row)
    return {"proposals": waiting, "dismissed": [row for row in rows if row.decision]}


def _params(quote):
    """What the form that links a quote is filled in with; people confirm a new speaker."""
    speaker, named = quote.speaker, quote.speaker_name
    return {
        "start": quote.start,
        "end": quote.end,
        "proposal": quote.pk,
        "directness": quote.directness or None,
        "speaker": speaker.slug if speaker else None,
        "new_speaker": None if speaker else named or None,
        "claim": quote.claim and quote.claim.slug,
    }


def quotes_waiting(articles):
    """How many quotes wait in each of these articles: {article: number}; one query."""
    counted = (
        quotes_in_newest()
        .waiting()
        .filter(revision__article__in=articles)
        .order_by()
        .values_list("revision__article")
        .annotate(n=Count("pk"))
    )
    return dict(counted)


def suggested_for(claim):
    """What suggesters from outside say bears on a claim and waits, with its article."""
    rows = quotes_in_newest().waiting().filter(claim=claim)
    rows = rows.select_related("revision__article__outlet").defer("revision__text").order_by("pk")
    for row in rows:
        row.params = _params(row)
    return rows
