"""What the checks are given, each kind in a fixed number of queries."""

from itertools import batched
from typing import Any

from django.db.models import Exists, OuterRef

from articles.models import Basis, Paragraph, Placement, Precision, ReuseLink, Revision
from articles.text.counts import find_counts
from factcheck import search
from factcheck.models import (
    ActorKind,
    Directness,
    Evidence,
    Suggestion,
    SuggestionDecision,
    SuggestionKind,
)
from factcheck.rules import date_order, weekdays
from factcheck.rules.findings import Moved, Text
from factcheck.rules.mismatches import Part
from factcheck.rules.quoted import Quoted

MOST_LETTERS = 500_000  # of a text that is looked at
AT_ONCE = 10_000  # keys in one statement: SQLite takes 32,766


def newest():
    """The newest text of each article."""
    later = Revision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    return Revision.objects.filter(~Exists(later))


def text_of(revision):
    """A text as the checks take it."""
    article = revision.article
    changed = [article.updated_on] if article.updated_on else []
    if revision.number > 1:
        changed.append(revision.imported_at.date())
    return Text(
        article.source_name, revision.text, _stated_day(article), max(changed, default=None)
    )


def _stated_day(article):
    """The day of printing, where the article or an editor states it."""
    return None if article.published_basis == Basis.INFERRED else _day(article)


def _day(article):
    return article.published_on if article.published_precision == Precision.DAY else None


def is_telling(text):
    """Whether a text says anything that a check of texts may go by."""
    if len(text.words) > MOST_LETTERS:
        return False
    checks = (weekdays.beside_dates, date_order.order_of_dates)
    return bool(find_counts(text.words)) or any(True for check in checks for _ in check([text]))


def texts():
    """The newest texts that say anything that a check may go by."""
    rows = newest().select_related("article").order_by("pk")
    found = (text_of(revision) for revision in rows.iterator(chunk_size=200))
    return [text for text in found if is_telling(text)]


def shared_wording():
    """The paragraphs of newest texts that share wording, by their keys, and the links of them."""
    links = list(ReuseLink.objects.in_newest().order_by("pk").only("a", "b", "tier", "decision"))
    linked = sorted({pk for link in links for pk in (link.a_id, link.b_id)})
    parts = {}
    for pks in batched(linked, AT_ONCE, strict=False):
        for row in Paragraph.objects.with_words().filter(pk__in=pks):
            article = row.revision.article
            parts[row.pk] = Part(article.source_name, row.start, row.words, _day(article))
    return parts, links


def quotes():
    """What stands in quotation marks in the newest texts, where it is known who speaks."""
    rows = Suggestion.objects.filter(
        kind=SuggestionKind.QUOTE,
        suggester="",
        directness=Directness.DIRECT_QUOTE,
        revision__in=newest(),
    ).exclude(decision=SuggestionDecision.DISMISSED)
    said = list(
        rows.select_related("revision__article", "speaker__merged_into")
        .defer("revision__text")
        .order_by("pk")
    )
    names = {row.speaker_name for row in said if row.speaker is None and row.speaker_name}
    called = search.actors_called(names) if names else {}
    found = []
    for row in said:
        speaker = row.speaker.current if row.speaker else called.get(row.speaker_name)
        if speaker and speaker.kind != ActorKind.ANONYMOUS:
            quote: Any = row  # by a constraint it has its words in a revision
            article = quote.revision.article
            place = article.source_name, quote.start, quote.end
            found.append(Quoted(*place, row.exact, speaker.slug, _day(article)))
    return found


def moved():
    """The evidence whose place waits to be decided."""
    rows = Placement.objects.undecided().in_newest().defer("revision__text")
    waiting = {row.passage_id: row for row in rows.select_related("revision__article", "passage")}
    evidence = Evidence.objects.live().filter(passage__in=waiting).select_related("claim")
    return [
        Moved(
            claim=key,
            source=placed.revision.article.source_name,
            words=placed.passage.exact,
            state=placed.state,
            start=placed.start,
            end=placed.end,
        )
        for key, passage in sorted({(row.claim.key, row.passage_id) for row in evidence})
        for placed in [waiting[passage]]
    ]
