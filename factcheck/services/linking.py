"""What one form of the desk asks for: words linked to a claim, with all that is made on the way."""

from django.db import transaction
from django.db.models import Q

from articles.services.passages import mark_passage
from factcheck.models import Suggestion, SuggestionKind
from factcheck.services import actors, claims, evidence, ledger, placements, suggestions


@transaction.atomic
def link_words(*, revision, asked, by):
    """Link words of `revision` to a claim, with its new claim, topic and speaker, or none of it.

    `asked` is what a valid LinkForm holds. Gives the evidence, and the proposed quote that it was
    made from, if the form names one. WordsDiffer and ClaimClosed as the services below raise them.
    """
    ledger.lock()  # before any row, so that two editors cannot wait for each other
    passage = mark_passage(
        revision=revision, start=asked["start"], end=asked["end"], exact=asked["exact"], by=by
    )
    # A newer text may have come in since the page was asked for.
    placements.place_waiting(by=by, article=revision.article_id)
    made = evidence.link_evidence(
        claim=asked["claim"] or _new_claim(asked, by),
        passage=passage,
        stance=asked["stance"],
        speaker=asked["speaker"] or _new_speaker(asked, by),
        directness=asked["directness"],
        asserted_on=asked["asserted_on"],
        note=asked["note"],
        editor=by,
    )
    quote = _proposed(passage, made.claim, asked["proposal"])
    if quote:
        suggestions.take_quote(suggestion=quote, evidence=made, by=by)
    return made, quote


def _proposed(passage, claim, pk):
    """The proposal of that key, if it is these very words, and for this claim or none."""
    span = {"revision": passage.revision_id, "start": passage.start, "end": passage.end}
    at_words = Q(kind=SuggestionKind.QUOTE) | Q(kind=SuggestionKind.PASSAGE, claim=claim)
    return Suggestion.objects.filter(at_words, **span).filter(pk=pk).first() if pk else None


def _new_claim(asked, by):
    """The claim that was asked for; another editor may have made it, or its topic, meanwhile."""
    made = claims.claim_saying(asked["proposition"])
    topic = asked["topic"] or actors.topic_named(asked["new_topic"], by=by)
    return made or claims.create_claim(proposition=asked["proposition"], topic=topic, by=by)


def _new_speaker(asked, by):
    if not asked["new_speaker"]:
        return None
    return actors.actor_named(asked["new_speaker"], kind=asked["new_speaker_kind"], by=by)
