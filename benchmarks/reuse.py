"""What it costs to find copies among 200,000 paragraphs, and to look one up."""

import time

from benchmarks import corpus, processes

FEW, MANY = 20_000, 200_000
AT_ONCE = 500  # articles
LOOKED_UP = 50  # articles
MEGA = 1_000_000


def measure():
    few, many = processes.alone(_find, 0, FEW), processes.alone(_find, FEW, MANY)
    yield f"copies found in {MANY:,} paragraphs", many["paragraphs"] / many["find"], "paragraphs/s"
    yield f"… times the seconds each took among {FEW:,}", _each(many) / _each(few), "×"
    yield f"… memory at {MANY:,}", many["peak"] / MEGA, "MB"
    yield f"… times that at {FEW:,}", many["peak"] / few["peak"], "×"
    yield f"a paragraph looked up among {MANY:,}", many["look_up"] * 1000, "ms"


def _each(done):
    return done["find"] / done["paragraphs"]


def _find(first, count):
    """Find the copies of so many paragraphs, five hundred articles at once, each time for good."""
    from articles.models import Fingerprint, Paragraph, ReuseLink
    from articles.services.reuse import find_copies_in

    spent, done, looked_at = 0.0, 0, 0
    for number in range(first, first + count // corpus.PARAGRAPHS, AT_ONCE):
        texts = _articles(number, AT_ONCE)
        begun = time.perf_counter()
        find_copies_in(texts=texts)
        spent += time.perf_counter() - begun
        done += sum(len(paragraphs) for _, paragraphs in texts)
        if done >= 2 * looked_at:
            _take_statistics()
            looked_at = done
    assert ReuseLink.objects.exists(), "no copies were found"
    marked = Fingerprint.objects.values("paragraph").distinct().count()
    assert marked == Paragraph.objects.count(), "not all paragraphs were marked"
    return {"find": spent, "paragraphs": done, "peak": processes.peak(), "look_up": _look_up()}


def _look_up():
    """Seconds to find again what a paragraph shares with all others, marked already."""
    from articles.models import Revision
    from articles.services.reuse import find_copies

    revisions = list(Revision.objects.order_by("-pk")[: LOOKED_UP * 7 : 7])
    known = [(revision, list(revision.paragraphs.all())) for revision in revisions]
    begun = time.perf_counter()
    for revision, paragraphs in known:
        find_copies(revision=revision, paragraphs=paragraphs)
    return (time.perf_counter() - begun) / sum(len(paragraphs) for _, paragraphs in known)


def _articles(first, count):
    """Store articles of the corpus: (revision, paragraphs) of each."""
    from django.db import transaction

    from articles.models import Article, Original, Paragraph, Revision
    from articles.text import segments

    texts = [corpus.article(number).decode() for number in range(first, first + count)]
    names = [f"reuse/{number}.txt" for number in range(first, first + count)]
    with transaction.atomic():
        articles = Article.objects.bulk_create(Article(source_name=name) for name in names)
        originals = Original.objects.bulk_create(
            Original(sha256=name, content=b"") for name in names
        )
        revisions = Revision.objects.bulk_create(
            Revision(article=article, original=original, number=1, text=text, sha256=name)
            for article, original, text, name in zip(articles, originals, texts, names, strict=True)
        )
        paragraphs = Paragraph.objects.bulk_create(
            Paragraph(revision=revision, position=n, start=start, end=end, kind="body")
            for revision in revisions
            for n, (start, end) in enumerate(list(segments.paragraphs(revision.text))[2:], 1)
        )
    found = {revision: [] for revision in revisions}
    for row in paragraphs:
        found[row.revision].append(row)
    return list(found.items())


def _take_statistics():
    """What autovacuum does by itself as a table grows; it is off here, as it costs at any time."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_fingerprint")
