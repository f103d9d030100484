"""Overlapping spans laid flat, so that they can be shown as one run of <mark> elements."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Segment[K]:
    """A stretch of a text, [start, end) in code points, over which the same spans lie."""

    start: int
    end: int
    keys: tuple[K, ...]


def flatten[K](spans: Iterable[tuple[int, int, K]], start: int, end: int) -> list[Segment[K]]:
    """Cut [start, end) wherever one of the `spans` (start, end, key) begins or ends.

    The segments follow one another without a gap from `start` to `end`. Each bears the keys of the
    spans that cover it, in the order in which the spans were given. Spans are clipped to the
    window; those that are empty or lie outside it have no effect. ValueError if end < start.
    """
    if end < start:
        raise ValueError(f"The window ends at {end}, before it starts at {start}.")
    clipped = [(max(a, start), min(b, end), key) for a, b, key in spans]
    inside = [span for span in clipped if span[0] < span[1]]
    opening = _numbers_by(a for a, _, _ in inside)
    closing = _numbers_by(b for _, b, _ in inside)
    edges = sorted({start, end, *opening, *closing})
    live: list[int] = []
    segments = []
    for a, b in pairwise(edges):
        for number in closing.get(a, ()):
            del live[bisect_left(live, number)]
        for number in opening.get(a, ()):
            insort(live, number)
        segments.append(Segment(a, b, tuple(inside[n][2] for n in live)))
    return segments


def _numbers_by(offsets: Iterable[int]) -> dict[int, list[int]]:
    numbers: dict[int, list[int]] = {}
    for number, offset in enumerate(offsets):
        numbers.setdefault(offset, []).append(number)
    return numbers
