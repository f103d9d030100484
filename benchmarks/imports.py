"""What the import of articles costs, beside a bare bulk_create of the same rows."""

import time

from benchmarks import corpus, processes

FEW, MANY = 1_000, 10_000
MEGA = 1_000_000


def measure():
    few, many = (processes.alone(_import, count) for count in (FEW, MANY))
    name = f"import of {MANY:,} articles"
    yield name, MANY / many["import"], "articles/s"
    yield "… share of a bare bulk_create of the same rows", many["bare"] / many["import"], "×"
    yield f"… memory at {MANY:,}", many["peak"] / MEGA, "MB"
    yield f"… times that at {FEW:,}", many["peak"] / few["peak"], "×"


def _import(count):
    from factcheck.services import sources

    spent = 0.0
    run = sources.begin_run(by=None)
    for number in range(count):
        data = corpus.article(number)
        begun = time.perf_counter()
        sources.import_file(run=run, name=f"{count}/{number}.txt", data=data, by=None)
        spent += time.perf_counter() - begun
    peak = processes.peak()
    return {"import": spent, "peak": peak, "bare": _bulk_create_again(f"{count}/")}


def _bulk_create_again(names):
    """Seconds to write the rows of these articles again under other keys; then rolled back."""
    from django.db import transaction

    from articles.models import Article, Original, Paragraph, Revision

    articles = list(Article.objects.filter(source_name__startswith=names))
    revisions = list(Revision.objects.filter(article__in=[a.pk for a in articles]))
    originals = list(Original.objects.filter(pk__in=[r.original_id for r in revisions]))
    paragraphs = list(Paragraph.objects.filter(revision__in=[r.pk for r in revisions]))
    tables = [articles, originals, revisions, paragraphs]
    for row in (row for table in tables for row in table):
        _rename(row)
    with transaction.atomic():
        begun = time.perf_counter()
        for table in tables:
            type(table[0]).objects.bulk_create(table, batch_size=500)
        spent = time.perf_counter() - begun
        transaction.set_rollback(True)
    return spent


def _rename(row):
    row.pk += 10**6
    if hasattr(row, "source_name"):
        row.source_name = f"again/{row.source_name}"
    if type(row).__name__ == "Original":
        row.sha256 = row.sha256[::-1]
    for key in ("article_id", "original_id", "revision_id"):
        if hasattr(row, key):
            setattr(row, key, getattr(row, key) + 10**6)
