"""What changed between two texts, word by word."""

import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from rapidfuzz.distance import LCSseq, Postfix, Prefix

type Kind = Literal["same", "removed", "added"]
type Span = tuple[int, int]
type Block = tuple[int, int, int]

MOST = 40_000_000  # pairs of tokens, or of paragraphs, that are compared; some 30 milliseconds
MOST_CHARACTERS = 200_000_000_000  # pairs of characters that are cut into words

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_PARAGRAPH = re.compile(r".*?(?:\n\s*\n|\Z)", re.DOTALL)


class Change(NamedTuple):
    """A stretch [start, end) of the old text and the one of the new text that stands for it.

    The old one is empty where words were added, the new one where words were removed.
    """

    kind: Kind
    old: Span
    new: Span


def words(old: str, new: str) -> list[Change]:
    """Say how `new` comes from `old`: what is the same, was removed and was added, in order.

    The spans follow one another without a gap through both texts; what was removed stands before
    what was added in its place. Paragraphs are compared first, then the words of those that differ
    (longest common subsequence, by rapidfuzz). What is too much to be compared is shown as removed
    and added whole, so that every pair of texts ends soon.
    """
    changes: list[Change] = []
    for a, b in _steps(_cut(_PARAGRAPH, old), _cut(_PARAGRAPH, new)):
        if old[slice(*a)] == new[slice(*b)]:
            _add(changes, "same", a, b)
        else:
            _add_words(changes, old, a, new, b)
    return _told_plainly(changes, old)


def _add_words(changes: list[Change], old: str, a: Span, new: str, b: Span) -> None:
    is_much = (a[1] - a[0]) * (b[1] - b[0]) > MOST_CHARACTERS
    cut = _PARAGRAPH if is_much else _TOKEN
    for c, d in _steps(_cut(cut, old, *a), _cut(cut, new, *b)):
        if old[slice(*c)] == new[slice(*d)]:
            _add(changes, "same", c, d)
        else:
            space = _leading_space(old[slice(*c)], new[slice(*d)])
            _add(changes, "same", (c[0], c[0] + space), (d[0], d[0] + space))
            _add(changes, "removed", (c[0] + space, c[1]), (d[0] + space, d[0] + space))
            _add(changes, "added", (c[1], c[1]), (d[0] + space, d[1]))


def _leading_space(old: str, new: str) -> int:
    """Count the characters of white space with which both begin."""
    both = Prefix.similarity(old, new)
    return both - len(old[:both].lstrip())


def _cut(pattern: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize) -> "_Pieces":
    spans = [piece.span() for piece in pattern.finditer(text, start, end) if piece[0]]
    return _Pieces([text[a:b] for a, b in spans], [*(a for a, _ in spans), min(end, len(text))])


class _Pieces(NamedTuple):
    """The pieces of a text, and where each begins; last where the last one ends."""

    words: list[str]
    edges: list[int]


def _steps(old: _Pieces, new: _Pieces) -> Iterator[tuple[Span, Span]]:
    """Walk through both: stretches of equal pieces, and between them those that differ."""
    i = j = 0
    for a, b, size in [*_equal(old.words, new.words), (len(old.words), len(new.words), 0)]:
        if (i, j) != (a, b):
            yield (old.edges[i], old.edges[a]), (new.edges[j], new.edges[b])
        if size:
            yield (old.edges[a], old.edges[a + size]), (new.edges[b], new.edges[b + size])
        i, j = a + size, b + size


def _equal(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """List stretches of equal pieces as (where in the old, where in the new, how many)."""
    letters: dict[str, str] = {}
    a, b = (
        "".join(letters.setdefault(p, chr(min(len(letters), sys.maxunicode))) for p in pieces)
        for pieces in (old, new)
    )
    if len(letters) > sys.maxunicode:
        return []
    head = Prefix.similarity(a, b)
    tail = Postfix.similarity(a[head:], b[head:])
    last_a, last_b = len(a) - tail, len(b) - tail
    blocks = [(0, 0, head)]
    corners = [(head, head), *_anchors(a, b, head, last_a, last_b), (last_a, last_b)]
    for (i, j), (k, m) in pairwise(corners):
        blocks += [(i + x, j + y, size) for x, y, size in _common(a[i:k], b[j:m])]
    return [block for block in [*blocks, (last_a, last_b, tail)] if block[2]]


def _common(old: str, new: str) -> Iterator[Block]:
    """Find the longest common subsequence, the first of several, if that is not too much work."""
    if len(old) * len(new) > MOST:
        yield 0, 0, int(old[:1] == new[:1])  # the anchor
        return
    blocks = LCSseq.opcodes(old[::-1], new[::-1])
    for op in reversed(blocks):
        if op.tag == "equal":
            yield len(old) - op.src_end, len(new) - op.dest_end, op.src_end - op.src_start


def _anchors(old: str, new: str, start: int, old_end: int, new_end: int) -> list[tuple[int, int]]:
    """Find pieces that stand once in each, the longest chain of them in order ("patience diff").

    Only where there is too much to be compared without them.
    """
    if (old_end - start) * (new_end - start) <= MOST:
        return []
    there = _once(new, start, new_end)
    pairs = [(i, there[p]) for p, i in _once(old, start, old_end).items() if p in there]
    lasts: list[int] = []  # for each length of chain, the least place in `new` where one ends
    steps: list[int] = []  # for each pair, the length of the longest chain that it ends, less one
    for _, j in pairs:
        steps.append(bisect_left(lasts, j))
        lasts[steps[-1] : steps[-1] + 1] = [j]
    chain: list[tuple[int, int]] = []
    for pair, step in zip(reversed(pairs), reversed(steps), strict=True):
        if step == len(lasts) - 1 - len(chain):
            chain.append(pair)
    return chain[::-1]


def _once(pieces: str, start: int, end: int) -> dict[str, int]:
    """Where each piece stands that stands only once, in order."""
    counts = Counter(pieces[start:end])
    return {pieces[at]: at for at in range(start, end) if counts[pieces[at]] == 1}


def _add(changes: list[Change], kind: Kind, old: Span, new: Span) -> None:
    """Add a stretch, joined to the last ones so that removed stands before added."""
    if old[0] == old[1] and new[0] == new[1]:
        return
    if kind == "removed" and changes and changes[-1].kind == "added":
        last = changes.pop()
        _add(changes, "removed", old, (last.new[0], last.new[0]))
        changes.append(Change("added", (old[1], old[1]), last.new))
    elif changes and changes[-1].kind == kind:
        last = changes.pop()
        changes.append(Change(kind, (last.old[0], old[1]), (last.new[0], new[1])))
    else:
        changes.append(Change(kind, old, new))


def _told_plainly(changes: list[Change], old: str) -> list[Change]:
    """Take what is the same by chance between two changes as changed too: a space, "the"."""
    told: list[Change] = []
    for at, change in enumerate(changes):
        if change.kind == "same" and _is_by_chance(changes, at, old):
            (a, b), (c, d) = change.old, change.new
            _add(told, "removed", (a, b), (c, c))
            _add(told, "added", (b, b), (c, d))
        else:
            _add(told, *change)
    return told


def _is_by_chance(changes: list[Change], at: int, old: str) -> bool:
    """Say whether less is the same here than changed on each side of it, within a paragraph."""
    words = old[slice(*changes[at].old)]
    if not 0 < at < len(changes) - 1 or "\n" in words:
        return False
    return not words.strip() or len(words) < min(
        _size(changes, at - 1, -1), _size(changes, at + 1, 1)
    )


def _size(changes: list[Change], at: int, step: int) -> int:
    """Count the characters of the greater of what was removed and added next to a place."""
    sizes = [0, 0]
    while 0 <= at < len(changes) and changes[at].kind != "same":
        change = changes[at]
        sizes[0] += change.old[1] - change.old[0]
        sizes[1] += change.new[1] - change.new[0]
        at += step
    return max(sizes)
