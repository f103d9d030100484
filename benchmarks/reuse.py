"""What it costs to find copies among 200,000 paragraphs, and to look one up."""

import time

from benchmarks import corpus, processes

FEW, MANY = 20_000, 200_000
AT_ONCE = 100  # articles
LOOKED_UP = 50  # articles
MEGA = 1_000_000


def measure():
    few, many = (processes.alone(_find, count) for count in (FEW, MANY))
    yield f"copies found in {MANY:,} paragraphs", many["paragraphs"] / many["find"], "paragraphs/s"
    yield f"… times the seconds each took among {FEW:,}", _each(many) / _each(few), "×"
    yield f"… memory at {MANY:,}", many["peak"] / MEGA, "MB"
    yield f"… times that at {FEW:,}", many["peak"] / few["peak"], "×"
    yield f"a paragraph looked up among {MANY:,}", many["look_up"] * 1000, "ms"


def _each(done):
    return done["find"] / done["paragraphs"]


def _find(count):
    """Find the copies of so many paragraphs, a hundred articles at once; all undone after."""
    from django.db import transaction

    from articles.models import Fingerprint, Paragraph, ReuseLink
    from articles.services.reuse import find_copies_in

    spent, done, looked_at = 0.0, 0, 0
    with transaction.atomic():
        for first in range(0, count // corpus.PARAGRAPHS, AT_ONCE):
            texts = list(_articles(first, AT_ONCE))
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
        peak = processes.peak()
        look_up = _look_up()
        transaction.set_rollback(True)
    return {"find": spent, "paragraphs": done, "peak": peak, "look_up": look_up}


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
    """Articles of the corpus as they are stored: (revision, paragraphs)."""
    from articles.models import Article, Original, Paragraph, Revision
    from articles.text import segments

    texts = [corpus.article(number).decode() for number in range(first, first + count)]
    names = [f"reuse/{number}.txt" for number in range(first, first + count)]
    articles = Article.objects.bulk_create(Article(source_name=name) for name in names)
    originals = Original.objects.bulk_create(Original(sha256=name, content=b"") for name in names)
    rows = zip(articles, originals, texts, names, strict=True)
    revisions = Revision.objects.bulk_create(
        Revision(article=article, original=original, number=1, text=text, sha256=name)
        for article, original, text, name in rows
    )
    for revision in revisions:
        spans = list(segments.paragraphs(revision.text))[2:]
        yield (
            revision,
            Paragraph.objects.bulk_create(
                Paragraph(revision=revision, position=n, start=start, end=end, kind="body")
                for n, (start, end) in enumerate(spans, 1)
            ),
        )


def _take_statistics():
    """What autovacuum does by itself as a table grows, but not within a transaction."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_fingerprint")
