"""Finding wording that paragraphs of different articles share."""

from collections import defaultdict
from itertools import batched

from django.db import transaction
from django.db.models import Count, Min

from articles.models import Fingerprint, Kind, Paragraph, ReuseLink, Tier
from articles.text import reuse
from articles.text.fingerprints import fingerprints

# Of what stands in more articles than that, the first paragraph alone is looked at, and only what
# is surely a copy counts: an agency's report joins its copies through it, a saying is no trace.
MOST_ARTICLES = 50
MOST_PARAGRAPHS = 500  # with one fingerprint, also where they are few articles'
MOST_CANDIDATES = 200  # paragraphs that one is held against
MOST_VALUES = 10_000  # in one statement: SQLite takes 32,766
AT_ONCE = 2000


@transaction.atomic
def find_copies(*, revision, paragraphs=None):
    """Mark the paragraphs of a text and find those of other articles that share their wording.

    Gives the new ReuseLinks. Of paragraphs with the same words in one text the first counts for
    all; header lines, headings and boilerplate are no evidence of anything.
    """
    rows = revision.paragraphs.all() if paragraphs is None else paragraphs
    words = {}
    for row in rows:
        if row.kind == Kind.BODY:
            words.setdefault(revision.text[row.start : row.end], row.pk)
    marks = {pk: marked for text, pk in words.items() if (marked := fingerprints(text))}
    if not Fingerprint.objects.filter(paragraph__in=list(marks)[:1]).exists():
        _store(revision, marks)
    return _link(revision, {pk: text for text, pk in words.items()}, marks)


def _store(revision, marks):
    Fingerprint.objects.bulk_create(
        (
            Fingerprint(value=value, article_id=revision.article_id, paragraph_id=pk)
            for pk, values in marks.items()
            for value in values
        ),
        batch_size=AT_ONCE,
    )


def _link(revision, words, marks):
    """Hold each paragraph against those that share a fingerprint with it."""
    candidates, common = _candidates(revision, marks)
    others = {pk for found in candidates.values() for pk in found}
    texts = dict(Paragraph.objects.with_words().filter(pk__in=others).values_list("pk", "words"))
    found = []
    for mine, theirs in candidates.items():
        for other in theirs:
            overlap = reuse.compare(words[mine], texts[other])
            if overlap.tier == Tier.AUTO or (overlap.tier and (mine, other) not in common):
                a, b = sorted([mine, other])
                found.append(
                    ReuseLink(
                        a_id=a,
                        b_id=b,
                        containment=overlap.containment,
                        run=overlap.run,
                        tier=overlap.tier,
                    )
                )
    known = set(ReuseLink.objects.filter(a__in={row.a_id for row in found}).values_list("a", "b"))
    new = [row for row in found if (row.a_id, row.b_id) not in known]
    return ReuseLink.objects.bulk_create(new, batch_size=AT_ONCE)


def _candidates(revision, marks):
    """For each paragraph those of other articles to hold it against, the likeliest first.

    With the pairs of which all that is shared stands in very many articles.
    """
    holding = defaultdict(list)
    for pk, values in marks.items():
        for value in values:
            holding[value].append(pk)
    shared: defaultdict = defaultdict(lambda: defaultdict(int))
    common = set()
    for values in batched(holding, MOST_VALUES, strict=False):
        there = Fingerprint.objects.filter(value__in=values).exclude(article=revision.article_id)
        counted = there.values("value").annotate(
            articles=Count("article", distinct=True),
            paragraphs=Count("pk"),
            first=Min("paragraph"),
        )
        telling = []
        for row in counted:
            if row["articles"] <= MOST_ARTICLES and row["paragraphs"] <= MOST_PARAGRAPHS:
                telling.append(row["value"])
            else:
                common.update((mine, row["first"]) for mine in holding[row["value"]])
        for value, other in there.filter(value__in=telling).values_list("value", "paragraph"):
            for mine in holding[value]:
                shared[mine][other] += 1
    common = {(mine, other) for mine, other in common if other not in shared[mine]}
    for mine, other in common:
        shared[mine][other] = 1
    likeliest = {
        mine: sorted(others, key=lambda other: (-others[other], other))[:MOST_CANDIDATES]
        for mine, others in shared.items()
    }
    return likeliest, common
