"""Which claims say nearly the same."""

from collections.abc import Mapping
from heapq import nlargest

from rapidfuzz import fuzz, process

ALIKE = 72  # of 100: from where two propositions, their words in order of the alphabet, are alike
MOST_FOR_ONE = 50


def alike(propositions: Mapping[int, str], most: int) -> list[tuple[float, int, int]]:
    """Find the pairs of folded propositions that are most alike: (likeness, key, key).

    Each pair stands once, the lower key first; of equals the one with the lowest keys comes first.
    """
    keys = sorted(propositions)
    ordered = [" ".join(sorted(propositions[key].split())) for key in keys]
    pairs = (
        (likeness, keys[at], keys[at + 1 + other])
        for at, words in enumerate(ordered)
        for _, likeness, other in process.extract(
            words, ordered[at + 1 :], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST_FOR_ONE
        )
    )
    return nlargest(most, pairs, key=lambda pair: (pair[0], -pair[1], -pair[2]))
