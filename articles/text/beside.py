"""Two texts side by side: which paragraphs of one share wording with which of the other."""

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.text import reuse, terms

COMMON = 50  # paragraphs of both texts; a run of words in more of them says nothing


class Pair(NamedTuple):
    """Two paragraphs that share wording, by their places in either text.

    `tier` is that of `reuse.compare`. Where `is_same` they are the same word for word.
    """

    left: int
    right: int
    tier: reuse.Tier
    is_same: bool


class Row(NamedTuple):
    """A part of both texts as they stand side by side: a pair, or what stands between two pairs.

    `left` and `right` are the places of its paragraphs.
    """

    left: list[int]
    right: list[int]
    pair: Pair | None


def pairs(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """Find the paragraphs that share wording, each in one pair at the most, in order of the left.

    Those that are the same word for word go first, in the order in which they stand; then whatever
    shares most, so that a paragraph keeps its best partner. What `reuse.compare` gives no tier is
    no pair. A run of five words that stands in more than 50 paragraphs does not lead to a partner,
    so that it takes time in proportion to both lengths.
    """
    ours, theirs = [_Words(text) for text in left], [_Words(text) for text in right]
    found = {pair.left: pair for pair in _same(ours, theirs)}
    taken = {pair.right for pair in found.values()}
    for *_, i, j, tier in sorted(_sharing(ours, theirs)):
        if i not in found and j not in taken:
            found[i] = Pair(i, j, tier, is_same=False)
            taken.add(j)
    return [found[i] for i in sorted(found)]


def rows(count: tuple[int, int], found: Sequence[Pair]) -> list[Row]:
    """Lay two texts of so many paragraphs side by side, so that each is read in its own order.

    The longest run of pairs that stand in the same order in both are rows; a pair that crosses them
    is not, and its paragraphs stand in their places.
    """
    result, i, j = [], 0, 0
    for pair in _in_order(found):
        if (i, j) != (pair.left, pair.right):
            result.append(Row([*range(i, pair.left)], [*range(j, pair.right)], None))
        result.append(Row([pair.left], [pair.right], pair))
        i, j = pair.left + 1, pair.right + 1
    if (i, j) != count:
        result.append(Row([*range(i, count[0])], [*range(j, count[1])], None))
    return result


class _Words:
    """The words of a paragraph, and the runs of five and of eight of them."""

    def __init__(self, text: str) -> None:
        self.words = tuple(terms.words(text))
        self.shingles = self.runs(reuse.SHINGLE)
        self.long_runs = self.runs(reuse.LONG_RUN)

    def runs(self, length: int) -> set[reuse.Shingle]:
        starts = range(len(self.words) - length + 1)
        return {self.words[at : at + length] for at in starts}


def _same(ours: Sequence[_Words], theirs: Sequence[_Words]) -> Iterator[Pair]:
    """Pair what is the same word for word: the first with the first, the second with the second."""
    places: defaultdict[reuse.Shingle, deque[int]] = defaultdict(deque)
    for place, paragraph in enumerate(theirs):
        places[paragraph.words].append(place)
    for place, paragraph in enumerate(ours):
        if paragraph.shingles and places[paragraph.words]:
            yield Pair(place, places[paragraph.words].popleft(), "auto", True)


def _sharing(
    ours: Sequence[_Words], theirs: Sequence[_Words]
) -> Iterator[tuple[float, int, int, int, reuse.Tier]]:
    """Find all pairs with a tier, each after what it is sorted by: those that share most first."""
    held = Counter(run for side in (ours, theirs) for text in side for run in text.shingles)
    holding: defaultdict[reuse.Shingle, list[int]] = defaultdict(list)
    for j, text in enumerate(theirs):
        for run in text.shingles:
            if held[run] <= COMMON:
                holding[run].append(j)
    for i, text in enumerate(ours):
        for j in {j for run in text.shingles for j in holding.get(run, ())}:
            shared = len(text.shingles & theirs[j].shingles)
            containment = shared / min(len(text.shingles), len(theirs[j].shingles))
            is_long = not text.long_runs.isdisjoint(theirs[j].long_runs)
            if tier := reuse.tier_of(containment, reuse.LONG_RUN if is_long else 0):
                yield -containment, -shared, i, j, tier


def _in_order(found: Sequence[Pair]) -> list[Pair]:
    """Take the longest chain of pairs that stand in the same order in both texts."""
    lasts: list[int] = []  # for each length of chain, the least place on the right where one ends
    steps: list[int] = []  # for each pair, the length of the longest chain that it ends, less one
    for pair in found:
        steps.append(bisect_left(lasts, pair.right))
        lasts[steps[-1] : steps[-1] + 1] = [pair.right]
    chain: list[Pair] = []
    for pair, step in zip(reversed(found), reversed(steps), strict=True):
        if step == len(lasts) - 1 - len(chain) and (not chain or pair.right < chain[-1].right):
            chain.append(pair)
    return chain[::-1]
