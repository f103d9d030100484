"""Passages placed in generated revisions, judged by what is known from how those were made."""

import os

REVISIONS = 20_000  # for each seed, half by each of the two generators


def measure():
    """One seed, or those in SEEDS="1 2 3"; it needs no database."""
    from tests import judging, revisions, rewrites

    for seed in map(int, os.environ.get("SEEDS", "1").split()):
        for name, generator in (("revisions", revisions), ("rewrites", rewrites)):
            tally = judging.judge(generator.make_cases(seed, REVISIONS // 2))
            yield f"placement in {name}, seed {seed}", tally.counts["judged"], "judged"
            yield "… shown as exact and right", tally.counts["right"], ""
            wrong = " ".join(case.name for case in tally.wrong)
            yield "… shown as exact and wrong", len(tally.wrong), wrong
            yield "… found, of those unchanged and unambiguous", 100 * tally.found, "%"
            yield "… middle time", tally.milliseconds(0.5), "ms"
            yield "… time of the slowest in a hundred", tally.milliseconds(0.99), "ms"
