"""What setting two articles of 500 paragraphs side by side costs, by reading their words."""

import random

from benchmarks.clock import middle

PARAGRAPHS, WORDS = 500, 80


def measure():
    from articles.text import beside, terms

    left = _paragraphs("left")
    for name, right in {
        "500 others": _paragraphs("right"),
        "its copies in another order": random.Random(1).sample(left, PARAGRAPHS),
        "paragraphs that are nearly all alike": [f"{left[0]} {n}" for n in range(PARAGRAPHS)],
    }.items():
        read = middle(lambda right=right: [terms.words(text) for text in (*left, *right)], 5)
        spent = middle(lambda right=right: _laid(beside, left, right), 5)
        yield f"500 paragraphs beside {name}", spent, "ms"
        yield "… for each time that the words are read", spent / read, "times"


def _laid(beside, left, right):
    return beside.rows((len(left), len(right)), beside.pairs(left, right))


def _paragraphs(seed):
    chance = random.Random(seed)
    return [" ".join(f"w{chance.randrange(5000)}" for _ in range(WORDS)) for _ in range(PARAGRAPHS)]
