"""Where the words stand that a desk watches, since they take something for granted."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from articles.text.quote_marks import quotations
from articles.text.stems import stem_words
from articles.text.terms import words

RULE = (
    "Words are found in all their English forms (“blockade”, “blockaded”), in capitals or not, as"
    " whole words; several words where they follow one another with no more than a space, a hyphen"
    " or an apostrophe between them. Where two terms overlap the longer one counts alone."
    " Counted is the whole newest text of each article, headings and captions too, apart from its"
    " title."
)

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_BETWEEN = re.compile(r"(?!\s*\n[^\S\n]*\n)\s*(?:[-\u2010-\u2015\u2212'’][^\S\n]*)?")


@dataclass(frozen=True, slots=True)
class Found:
    """A term, by its number, at [start, end) of a text, counted in code points."""

    term: int
    start: int
    end: int
    is_quoted: bool


def stems_of(term: str) -> tuple[str, ...]:
    """How a term is looked for; empty where it has no letter and no digit."""
    return tuple(stem_words(words(term)))


def find(text: str, terms: Sequence[tuple[str, ...]]) -> list[Found]:
    """Find the `terms`, each given as its stems, in the order of the text; none overlaps another.

    `is_quoted`: it begins between quotation marks.
    """
    spans = [match.span() for match in _WORD.finditer(text)]
    stems = _stems([text[start:end] for start, end in spans])
    beginning = defaultdict(list)
    for number, term in enumerate(terms):
        beginning[term[0]].append((number, term))
    met = [
        (at, at + len(term), number)
        for at, stem in enumerate(stems)
        for number, term in beginning.get(stem, ())
        if tuple(stems[at : at + len(term)]) == term
        and _is_joined(text, spans[at : at + len(term)])
    ]
    placed = [
        (spans[first][0], spans[last - 1][1], number)
        for first, last, number in _longest(met, spans)
    ]
    return _with_quotes(text, placed) if placed else []


def _stems(runs: list[str]) -> list[str]:
    """One stem for each run of letters: most runs are met again and again in a text."""
    folded = {run: _folded(run) for run in dict.fromkeys(runs)}
    stems = dict(zip(folded, stem_words(list(folded.values())), strict=True))
    return [stems[run] for run in runs]


@lru_cache(maxsize=50_000)
def _folded(run: str) -> str:
    return " ".join(words(run))


def _is_joined(text: str, spans: list[tuple[int, int]]) -> bool:
    return all(_BETWEEN.fullmatch(text, a[1], b[0]) for a, b in pairwise(spans))


def _longest(
    met: list[tuple[int, int, int]], spans: list[tuple[int, int]]
) -> list[tuple[int, int, int]]:
    """Of those that overlap the one of most words, then of most letters; the first of equals."""

    def size(found: tuple[int, int, int]) -> tuple[int, int]:
        first, last, _ = found
        return last - first, spans[last - 1][1] - spans[first][0]

    kept, taken = [], set()
    for first, last, number in sorted(sorted(met), key=size, reverse=True):
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            kept.append((first, last, number))
    return sorted(kept)


def _with_quotes(text: str, placed: list[tuple[int, int, int]]) -> list[Found]:
    quoted = quotations(text)
    starts = [quotation.start for quotation in quoted]
    found = []
    for start, end, number in placed:
        at = bisect_right(starts, start) - 1
        found.append(Found(number, start, end, at >= 0 and start < quoted[at].end))
    return found
