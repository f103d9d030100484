"""Ratios measured in one run, because machines are noisy: our door against the bare limit.

Runs on a database of its own that is removed afterwards. `python -m benchmarks placement [SEED…]`
judges nothing but the placing of passages, on 20,000 generated revisions for each seed.
"""

import os
import statistics
import sys
import tempfile
import time
from io import StringIO
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
ARTICLES = 300
REVISIONS = 20_000  # for each seed, half by each of the two generators


def main():
    if sys.argv[1:2] == ["placement"]:
        show(measure_placement([int(seed) for seed in sys.argv[2:]] or [1]))
        return
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        os.environ["FACTCHECK_VAR"] = folder
        os.environ.pop("DATABASE_URL", None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        show([*measure_import(), *measure_marks(), *measure_pages(), *measure_placement([1])])


def show(lines):
    for name, value, unit in lines:
        sys.stdout.write(f"{name:58} {value:10.2f} {unit}\n")
        sys.stdout.flush()


def texts():
    """Articles made of the seeds' paragraphs, each with words that no other has."""
    seeds = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    return [f"{seeds[n % len(seeds)]}\n\nArticle number {n}.\n".encode() for n in range(ARTICLES)]


def measure_import():
    """The import of articles against a bare bulk_create of the same rows."""
    from articles.models import Article, Original, Paragraph, Revision
    from factcheck.services import sources

    begun = time.process_time()
    run = sources.begin_run(by=None)
    for number, data in enumerate(texts()):
        sources.import_file(run=run, name=f"{number}.txt", data=data, by=None)
    ours = time.process_time() - begun
    rows = [list(model.objects.all()) for model in (Article, Original, Revision, Paragraph)]
    yield "import of articles", ARTICLES / ours, "articles/s"
    yield "… share of a bare bulk_create of the same rows", bulk_create_again(rows) / ours, "×"


def bulk_create_again(rows):
    """Seconds of processor time to write the same rows under other keys, then rolled back."""
    from django.db import transaction

    for table in rows:
        for row in table:
            row.pk += 10**6
            if hasattr(row, "source_name"):
                row.source_name = f"again/{row.source_name}"
            if type(row).__name__ == "Original":
                row.sha256 = row.sha256[::-1]
            for key in ("article_id", "original_id", "revision_id"):
                if hasattr(row, key):
                    setattr(row, key, getattr(row, key) + 10**6)
    with transaction.atomic():
        begun = time.process_time()
        for table in rows:
            type(table[0]).objects.bulk_create(table, batch_size=500)
        spent = time.process_time() - begun
        transaction.set_rollback(True)
    return spent


def measure_marks():
    """Laying 200 and 1,000 overlapping passages flat."""
    from articles.text import marks

    for count in (200, 1000):
        spans = [(n * 7 % 20_000, n * 7 % 20_000 + 300, n) for n in range(count)]
        yield (
            f"{count:,} overlapping passages laid flat",
            middle(lambda spans=spans: marks.flatten(spans, 0, 21_000)),
            "ms",
        )


def measure_placement(seeds):
    """Passages in generated revisions, judged by what is known from how those were made."""
    from tests import judging, revisions, rewrites

    for seed in seeds:
        for name, generator in (("revisions", revisions), ("rewrites", rewrites)):
            tally = judging.judge(generator.make_cases(seed, REVISIONS // 2))
            about = f"{name}, seed {seed}"
            yield f"placement in {about}", tally.counts["judged"], "judged"
            yield "… shown as exact and right", tally.counts["right"], ""
            yield (
                "… shown as exact and wrong",
                len(tally.wrong),
                " ".join(c.name for c in tally.wrong),
            )
            yield "… found, of those unchanged and unambiguous", 100 * tally.found, "%"
            yield "… middle time", tally.milliseconds(0.5), "ms"
            yield "… time of the slowest in a hundred", tally.milliseconds(0.99), "ms"


def measure_pages():
    """Pages of the seeds, against a page that only says it is alive."""
    from django.core.management import call_command
    from django.test import Client

    from factcheck.models import Claim

    told = StringIO()
    call_command("import_articles", str(SEEDS), stdout=told, stderr=told)
    call_command("import_claims", str(SEEDS / "claims.json"), stdout=told)
    client = Client(headers={"host": "localhost"})
    claim = Claim.objects.get(key="c20")
    article = claim.evidence.first().passage.revision.article
    hello = middle(lambda: client.get("/healthz"))
    for name, address in {
        "claims list": "/claims/",
        "claim page": claim.get_absolute_url(),
        "article page": article.get_absolute_url(),
    }.items():
        yield (
            f"{name}, times a page of one word",
            middle(lambda a=address: client.get(a)) / hello,
            "×",
        )


def middle(call, times=30):
    """The median of processor time of a call, in milliseconds."""
    spent = []
    for _ in range(times):
        begun = time.process_time()
        call()
        spent.append((time.process_time() - begun) * 1000)
    return statistics.median(spent)


if __name__ == "__main__":
    main()
