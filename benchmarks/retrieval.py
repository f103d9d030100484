"""How well and how fast passages are found, on SciFact: abstracts, claims, and which bear on which.

`python -m benchmarks.retrieval FOLDER [--postgres] [--split train] [--copies 4]`. Each abstract is
imported as an article with its title, through the same door as any upload, into a database that is
removed afterwards. An article ranks by its best paragraph. `--copies` repeats the abstracts, each
line a paragraph, to see what a query costs among many paragraphs; what is found is then not rated.
"""

import argparse
import gzip
import json
import os
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from math import log2
from pathlib import Path

FOUND = 100  # paragraphs for a claim, of which the best twenty articles are taken
FILES = 100  # articles in one file: the import looks at all bytes of a file for each of its rows


def main(folder, split, copies):
    articles, claims = rows(folder, "articles"), rows(folder, "claims")
    bearing = {}
    for row in rows(folder, "doc_qrels"):
        bearing.setdefault(row["claim_id"], set()).add(row["article_id"])
    claims = [claim for claim in claims if claim["split"] == split and claim["id"] in bearing]
    yield from build(articles, copies)
    ranked, spent = search(claims)
    if not copies:
        rated = [rate(ranked[claim["id"]], bearing[claim["id"]]) for claim in claims]
        yield f"nDCG@10 of {len(claims)} {split} claims", mean(gain for gain, _ in rated), ""
        yield "recall@20", mean(recall for _, recall in rated), ""
    yield "a query, median", statistics.median(spent), "ms"
    yield "a query, 95 of 100 take less than", statistics.quantiles(spent, n=20)[-1], "ms"


def rows(folder, name):
    with gzip.open(folder / f"scifact_{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def build(articles, copies):
    """Import all, then make the index anew, to see what it costs by itself."""
    from django.core.management import call_command
    from django.db import connection

    from articles.models import Article, Paragraph, Posting
    from factcheck.services import sources

    made = [
        {
            "source_name": f"{row['id']}{f'/{copy}' * bool(copy)}",
            "title": row["title"],
            "text": row["text"].replace("\n", "\n\n") if copies else row["text"],
        }
        for copy in range(copies or 1)
        for row in articles
    ]
    begun = time.perf_counter()
    run = sources.begin_run(by=None)
    for start in range(0, len(made), FILES):
        data = "\n".join(json.dumps(row) for row in made[start : start + FILES]).encode()
        item = sources.import_file(run=run, name=f"{start}.jsonl", data=data, by=None)
        assert item.outcome == "created", item.message
    took = time.perf_counter() - begun
    assert Article.objects.count() == len(made)
    yield f"import of {len(made):,} articles", len(made) / took, "articles/s"

    begun = time.perf_counter()
    with open(os.devnull, "w") as nowhere:
        call_command("index_articles", stdout=nowhere)
    took = time.perf_counter() - begun
    paragraphs, postings = Paragraph.objects.count(), Posting.objects.count()
    yield f"index of {paragraphs:,} paragraphs made anew", paragraphs / took, "paragraphs/s"
    yield f"… of {postings:,} postings", postings / took, "rows/s"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as autovacuum does, which is off in this server


def search(claims):
    """The articles found for each claim, best first, and what each search took in milliseconds."""
    from articles.models import Article
    from articles.search import passages_for

    names = dict(Article.objects.values_list("pk", "source_name"))
    ranked, spent = {}, []
    for claim in claims:
        begun = time.perf_counter()
        found = passages_for(claim["text"], FOUND)
        spent.append((time.perf_counter() - begun) * 1000)
        ranked[claim["id"]] = list(dict.fromkeys(names[row.article] for row in found))
    return ranked, spent


def rate(ranked, bearing):
    """(nDCG@10, recall@20) of what was found, where each of `bearing` is worth the same."""
    gain = sum(1 / log2(place + 2) for place, name in enumerate(ranked[:10]) if name in bearing)
    best = sum(1 / log2(place + 2) for place in range(min(10, len(bearing))))
    return gain / best, len(bearing.intersection(ranked[:20])) / len(bearing)


def mean(values):
    return statistics.fmean(values)


@contextmanager
def database(postgres):
    """Settings for an empty database, which is removed at the end."""
    import psycopg2

    from tests import pg_plugin

    with tempfile.TemporaryDirectory(prefix="factcheck-retrieval-") as folder:
        os.environ |= {"FACTCHECK_VAR": folder, "DATABASE_URL": ""}
        if not postgres:
            yield
            return
        with pg_plugin.postgres() as (url, _):
            connection = psycopg2.connect(url, dbname="postgres")
            connection.autocommit = True
            connection.cursor().execute("CREATE DATABASE factcheck")
            connection.close()
            os.environ["DATABASE_URL"] = url
            yield


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--postgres", action="store_true")
    asked.add_argument("--split", default="test", choices=["test", "train"])
    asked.add_argument("--copies", type=int, default=0)
    given = asked.parse_args()
    with database(given.postgres):
        os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        for name, value, unit in main(given.folder, given.split, given.copies):
            sys.stdout.write(f"{name:58} {value:12.4f} {unit}\n")
            sys.stdout.flush()
