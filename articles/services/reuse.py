"""Finding wording that paragraphs of different articles share."""

from collections import defaultdict
from itertools import batched, chain

from django.db import connection, transaction
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
MOST_ROWS = 1000  # in one statement
STORE = "INSERT INTO articles_fingerprint (value, article_id, paragraph_id) VALUES "
STORE_COLUMNS = (
    "INSERT INTO articles_fingerprint (value, article_id, paragraph_id)"
    " SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[])"
)


def find_copies(*, revision, paragraphs=None):
    """Mark the paragraphs of a text and find those of other articles that share their wording.

    Gives the new ReuseLinks. Of paragraphs with the same words in one text the first counts for
    all; header lines, headings and boilerplate are no evidence of anything.
    """
    rows = revision.paragraphs.all() if paragraphs is None else paragraphs
    return find_copies_in(texts=[(revision, rows)])


@transaction.atomic
def find_copies_in(*, texts):
    """Do so for several (revision, paragraphs) at once, which costs less than one by one."""
    words, articles = {}, {}
    for revision, rows in texts:
        first = {}
        for row in rows:
            if row.kind == Kind.BODY:
                first.setdefault(revision.text[row.start : row.end], row.pk)
        words |= {pk: text for text, pk in first.items()}
        articles |= dict.fromkeys(first.values(), revision.article_id)
    marks = {pk: marked for pk, text in words.items() if (marked := fingerprints(text))}
    _store(marks, articles)
    return _link(words, articles, marks)


def _store(marks, articles):
    """Keep the marks of those paragraphs that have none, past the ORM: they are very many."""
    known = set()
    for keys in batched(marks, MOST_VALUES, strict=False):
        stored = Fingerprint.objects.filter(paragraph__in=keys)
        known.update(stored.values_list("paragraph", flat=True).distinct())
    # In the order of the index, so that neighbours in it are written together.
    rows = sorted(
        (value, articles[pk], pk)
        for pk, values in marks.items()
        if pk not in known
        for value in values
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
            cursor.execute(STORE_COLUMNS, columns)
            return
        for some in batched(rows, MOST_ROWS, strict=False):  # faster by half than row by row
            places = ",".join(["(%s,%s,%s)"] * len(some))
            cursor.execute(STORE + places, list(chain.from_iterable(some)))


def _link(words, articles, marks):
    """Hold each paragraph against those that share a fingerprint with it."""
    candidates, common = _candidates(marks, articles)
    words, articles = _with_others({pk for pair in candidates for pk in pair}, words, articles)
    found = {}
    for mine, other in candidates:
        if articles[mine] == articles[other]:
            continue
        overlap = reuse.compare(words[mine], words[other])
        if overlap.tier == Tier.AUTO or (overlap.tier and (mine, other) not in common):
            found[min(mine, other), max(mine, other)] = overlap
    known = set()
    for pairs in batched(found, MOST_VALUES, strict=False):
        there = ReuseLink.objects.filter(a__in={a for a, _ in pairs})
        known.update(there.values_list("a", "b"))
    return ReuseLink.objects.bulk_create(
        (
            ReuseLink(a_id=a, b_id=b, containment=told.containment, run=told.run, tier=told.tier)
            for (a, b), told in found.items()
            if (a, b) not in known
        ),
        batch_size=AT_ONCE,
    )


def _with_others(paragraphs, words, articles):
    """The words and articles of these paragraphs too."""
    words, articles = dict(words), dict(articles)
    for keys in batched(paragraphs - words.keys(), MOST_VALUES, strict=False):
        rows = Paragraph.objects.with_words().filter(pk__in=keys)
        for pk, text, article in rows.values_list("pk", "words", "revision__article"):
            words[pk], articles[pk] = text, article
    return words, articles


def _candidates(marks, articles):
    """The pairs of paragraphs to hold against each other, the likeliest 200 of each of `marks`.

    With those of them of which all that is shared stands in very many articles.
    """
    holding = defaultdict(list)
    for pk, values in marks.items():
        for value in values:
            holding[value].append(pk)
    shared: defaultdict = defaultdict(lambda: defaultdict(int))
    common = set()
    telling = []
    for value, among, paragraphs, first in _shared(marks):
        if among <= MOST_ARTICLES and paragraphs <= MOST_PARAGRAPHS:
            telling.append(value)
        else:
            common.update((mine, first) for mine in holding[value] if mine != first)
    for values in batched(telling, MOST_VALUES, strict=False):
        rows = Fingerprint.objects.filter(value__in=values)
        for value, article, other in rows.values_list("value", "article", "paragraph"):
            for mine in holding[value]:
                if articles[mine] != article:
                    shared[mine][other] += 1
    common = {(mine, other) for mine, other in common if other not in shared[mine]}
    for mine, other in common:
        shared[mine][other] = 1
    pairs = [
        (mine, other)
        for mine, others in shared.items()
        for other in sorted(others, key=lambda key: (-others[key], key))[:MOST_CANDIDATES]
    ]
    return pairs, common


def _shared(paragraphs):
    """Of their marks those in several articles: (mark, articles, paragraphs, the first of them)."""
    for keys in batched(paragraphs, MOST_VALUES, strict=False):
        here = Fingerprint.objects.filter(paragraph__in=keys).values("value")
        several = (
            Fingerprint.objects.filter(value__in=here)
            .values("value")
            .annotate(
                articles=Count("article", distinct=True),
                paragraphs=Count("pk"),
                first=Min("paragraph"),
            )
            .filter(articles__gt=1)
        )
        yield from several.values_list("value", "articles", "paragraphs", "first")
