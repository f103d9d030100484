"""Lay two texts beside each other, token by token, with the paragraphs that were moved."""

import re
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from rapidfuzz.distance import LCSseq, Postfix, Prefix

type Span = tuple[int, int]
type Block = tuple[int, int, int]  # where it starts in the old text, where in the new, its length

SHINGLE = 6  # tokens; where so many stand once in each text, they hold both texts together
ISLAND = 4  # tokens; shorter agreements off the way agree by chance
MOST_PAIRS = 4_000_000  # pairs of tokens that are compared one by one: some milliseconds
SLIDE = 400  # tokens; what could slide further is not looked at

EDGE = "\0"  # stands where a paragraph begins and where the text ends
NOTHING, NO_OTHER = "\1", "\2"  # stand for tokens that are not to be compared
_FIRST, _LAST = 3, sys.maxunicode  # the characters that stand for tokens

# Scripts that write no space between words: each character is a token.
_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_TOKEN = re.compile(rf"[{_SPACELESS}]|[^\W{_SPACELESS}]+|[^\w\s]")


class Tokens:
    """A text as a string with one character for each token, so that stretches compare fast."""

    def __init__(self, text: str, letters: dict[str, str]) -> None:
        self.text = text
        codes, starts, ends, end = [EDGE], [0], [0], 0
        for match in _TOKEN.finditer(text):
            start = match.start()
            if start - end > 1 and codes[-1] != EDGE and text.count("\n", end, start) > 1:
                codes.append(EDGE)
                starts.append(end)
                ends.append(end)
            end = match.end()
            codes.append(letters.setdefault(match[0], chr(min(len(letters) + _FIRST, _LAST))))
            starts.append(start)
            ends.append(end)
        self.code = "".join([*codes, EDGE])
        self.starts, self.ends = array("q", [*starts, end]), array("q", [*ends, end])
        self._edges = [at for at, letter in enumerate(self.code) if letter == EDGE]

    def paragraph(self, at: int) -> Span:
        """Give the paragraph of a token, or of the edge before it, without its edges."""
        number = bisect_right(self._edges, at)
        return self._edges[number - 1] + 1, self._edges[number]

    def span(self, first: int, last: int) -> Span:
        """Give the characters of some tokens, without edges before and after them."""
        first += len(self.code[first:last]) - len(self.code[first:last].lstrip(EDGE))
        last -= len(self.code[first:last]) - len(self.code[first:last].rstrip(EDGE))
        return self.starts[first], self.ends[last - 1]

    def within(self, start: int, end: int) -> Span:
        """Find the tokens of which [start, end) of the text holds something."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, start + len(words.strip())))

    def around(self, first: int, last: int) -> Span:
        """Widen tokens to whole paragraphs, with the edges on both sides."""
        return self.code.rindex(EDGE, 0, first + 1), self.code.index(EDGE, last - 1) + 1


def align(old: Tokens, new: Tokens) -> "tuple[array[int], array[int]]":
    """For each old token the new one that it became, and for each new one its old one, or -1.

    First the stretches that stand once in each text, in the longest increasing order ("patience
    diff", B. Cohen 2008), then the longest common subsequence between them (Hyyrö 2004, by
    rapidfuzz). A paragraph out of that order has moved, if little of it stayed behind.
    """
    there, origin = (array("q", [-1]) * len(text.code) for text in (old, new))
    for i, j, size in _blocks(old, new):
        there[i : i + size] = array("q", range(j, j + size))
        origin[j : j + size] = array("q", range(i, i + size))
    return there, origin


def unmatched(code: str, partners: Iterable[int]) -> Iterator[Span]:
    """Give the stretches without a partner, widened by how far each could slide either way."""
    bare = [at for at, partner in enumerate([0, *partners, 0], -1) if partner >= 0]
    for before, b in pairwise(bare):
        a = before + 1
        if a < b:
            left = Postfix.similarity(code[max(0, a - SLIDE) : a], code[max(0, b - SLIDE) : b])
            yield a - left, b + Prefix.similarity(code[a : a + SLIDE], code[b : b + SLIDE])


def _blocks(old: Tokens, new: Tokens) -> Iterator[Block]:
    """Pair what agrees in order, by stretches that stand once in each text, and what was moved."""
    olds, news = _once(old.code), _once(new.code)
    pairs = [(i, news[words]) for words, i in olds.items() if words in news]
    chain = _longest(pairs)
    moved = list(_moved(pairs, chain, old, new))
    left, right = old.code, new.code
    for (a, b), (c, d) in moved:
        yield from _runs((a + i, c + j, n) for i, j, n in _compare(old.code[a:b], new.code[c:d]))
        left = left[:a] + NOTHING * (b - a) + left[b:]
        right = right[:c] + NO_OTHER * (d - c) + right[d:]
    anchors = [(i, j) for i, j in chain if left[i] == right[j]]
    yield from _runs(_between(left, right, anchors))
    yield 0, 0, 1
    yield len(left) - 1, len(right) - 1, 1


def _once(code: str) -> dict[str, int]:
    """Where each stretch of `SHINGLE` tokens stands that stands only once, in order."""
    places: dict[str, int] = {}
    for at in range(len(code) - SHINGLE + 1):
        words = code[at : at + SHINGLE]
        places[words] = -1 if words in places else at
    return {words: at for words, at in places.items() if at >= 0}


def _longest(pairs: list[Span]) -> list[Span]:
    """Give the longest chain that is in order on both sides; the pairs are by the first."""
    lasts: list[int] = []  # for each length of chain, the least second at which one ends
    steps: list[int] = []  # for each pair, the length of the longest chain before it
    for _, j in pairs:
        steps.append(bisect_left(lasts, j))
        lasts[steps[-1] : steps[-1] + 1] = [j]
    chain: list[Span] = []
    for pair, step in zip(reversed(pairs), reversed(steps), strict=True):
        if step == len(lasts) - 1 - len(chain):
            chain.append(pair)
    return chain[::-1]


def _moved(
    pairs: list[Span], chain: list[Span], old: Tokens, new: Tokens
) -> Iterator[tuple[Span, Span]]:
    """Give the paragraphs that are out of order now and left little behind."""
    kept = set(chain)
    stayed = Counter(old.paragraph(i) for i, _ in chain)
    came = Counter(new.paragraph(j) for _, j in chain)
    votes = Counter((old.paragraph(i), new.paragraph(j)) for i, j in pairs if (i, j) not in kept)
    for (one, other), count in votes.most_common():
        if count > 4 * (stayed[one] + came[other]):
            yield one, other
            stayed[one] += count
            came[other] += count


def _between(old: str, new: str, anchors: list[Span]) -> Iterator[Block]:
    """Give the anchors, and what agrees between them, in order."""
    a = c = 0
    for i, j in [*anchors, (len(old) - 1, len(new) - 1)]:
        if (a, c) != (i, j):
            yield from ((a + p, c + q, n) for p, q, n in _compare(old[a:i], new[c:j]))
        yield i, j, 1
        a, c = i + 1, j + 1


def _compare(old: str, new: str) -> Iterator[Block]:
    """Give the longest common subsequence, as blocks in order; nothing if that takes too long."""
    head = Prefix.similarity(old, new)
    tail = Postfix.similarity(old[head:], new[head:])
    yield 0, 0, head
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    if 0 < len(a) * len(b) <= MOST_PAIRS:
        for step in LCSseq.opcodes(a, b):
            if step.tag == "equal":
                yield head + step.src_start, head + step.dest_start, step.src_end - step.src_start
    yield len(old) - tail, len(new) - tail, tail


def _runs(blocks: Iterable[Block]) -> list[Block]:
    """Join blocks that touch, and drop short ones off the way, which agree by chance."""
    runs: list[Block] = []
    for i, j, size in blocks:
        a, c, length = runs[-1] if runs else (-1, -1, 0)
        if (a + length, c + length) == (i, j):
            runs[-1] = a, c, length + size
        elif size:
            runs.append((i, j, size))
    shifts = [j - i for i, j, _ in runs]
    return [
        run
        for at, run in enumerate(runs)
        if run[2] >= ISLAND
        or shifts[at] in (*shifts[max(0, at - 1) : at], *shifts[at + 1 : at + 2])
    ]
