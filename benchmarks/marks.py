"""What laying overlapping passages flat costs."""

from benchmarks.clock import middle


def measure():
    from articles.text import marks

    for count in (200, 1000):
        spans = [(n * 7 % 20_000, n * 7 % 20_000 + 300, n) for n in range(count)]
        yield (
            f"{count:,} overlapping passages laid flat",
            middle(lambda spans=spans: marks.flatten(spans, 0, 21_000)),
            "ms",
        )
