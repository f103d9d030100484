"""What pages need to know of the texts of an article, each in a fixed number of SQL queries."""

from collections import defaultdict
from datetime import date

from django.db.models import F, OuterRef, Subquery

from articles.models import Article, Placement, ReuseLink, Revision

MOST_REPRINTS = 10


def places_in(revision):
    """Where passages of earlier revisions stand in this one: {passage: (start, end)}."""
    standing = Placement.objects.standing().filter(revision=revision).with_place()
    return {pk: (at, until) for pk, at, until in standing.values_list("passage", "at", "until")}


def placements_in_newest(passages):
    """What became of passages, given as {key: passage}: {key: its Placement in the newest text}.

    Those that were made in the newest text have none.
    """
    rows = Placement.objects.in_newest().filter(passage__in=list(passages)).with_words()
    placed = {}
    for row in rows.select_related("revision").defer("revision__text"):
        row.passage = passages[row.passage_id]
        placed[row.passage_id] = row
    return placed


def reprints_of(revision):
    """Other articles with the very words of `revision`: the ten oldest, those without date last."""
    same = Revision.objects.filter(sha256=revision.sha256).exclude(article=revision.article_id)
    first = same.filter(article=OuterRef("pk")).order_by("number")
    return list(
        Article.objects.filter(pk__in=same.values("article"))
        .annotate(number=Subquery(first.values("number")[:1]))
        .select_related("outlet")
        .order_by(F("published_on").asc(nulls_last=True), "pk")[:MOST_REPRINTS]
    )


def copies_of(revision):
    """Where paragraphs of this text also stand: {paragraph: its copies in other newest texts}.

    Oldest first, those without a date last. Each copy is a Paragraph with its `words`, its article
    and `link`, and whether it `is_older`.
    """
    links = ReuseLink.objects.copies().beside(revision).with_words()
    copies = defaultdict(list)
    for link in links:
        own, other, words = link.a, link.b, link.b_words
        if own.revision_id != revision.pk:
            own, other, words = other, own, link.a_words
        other.words, other.link = words, link
        other.is_older = _by_age(other) < _by_age(own)
        copies[own.pk].append(other)
    for found in copies.values():
        found.sort(key=_by_age)
    return dict(copies)


def _by_age(paragraph):
    article = paragraph.revision.article
    return article.published_on is None, article.published_on or date.max, paragraph.pk
