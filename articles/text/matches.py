"""Where the words of a search stand in a text, and which of its sentences has most of them."""

import re
from collections.abc import Collection, Iterable, Mapping, Set
from functools import lru_cache
from math import log

from articles.text.segments import Span, sentences
from articles.text.stems import stems
from articles.text.terms import fold

_RUN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")  # letters and digits, with loose accents


def spans(text: str, wanted: Set[str]) -> list[Span]:
    """Find the words of `text` that have one of the `wanted` stems."""
    return [run.span() for run in _RUN.finditer(text) if not wanted.isdisjoint(_stems(run[0]))]


def written(texts: Iterable[str]) -> dict[str, str]:
    """For each folded word of `texts` how it is written where it first stands ("Lachin")."""
    found: dict[str, str] = {}
    for run in (run for text in texts for run in _RUN.findall(text)):
        found.setdefault(fold(run), run)
    return found


def weights(wanted: Collection[str], paragraphs: Collection[str]) -> dict[str, float]:
    """How much each of the `wanted` stems says: the more, the fewer of the paragraphs have it."""
    held = [set(stems(paragraph)) for paragraph in paragraphs]
    counts = {stem: sum(stem in words for words in held) for stem in wanted}
    return {stem: log(1 + (len(held) + 1) / (count + 1)) for stem, count in counts.items()}


def likeliest_sentence(paragraph: str, weights: Mapping[str, float]) -> Span:
    """Find the sentence with most of the weight; each stem counts once, the first of equals wins.

    A paragraph that is no more than one sentence is its own.
    """
    found = sentences(paragraph) or [(0, len(paragraph))]
    return max(found, key=lambda span: _weight(paragraph[slice(*span)], weights))


def _weight(sentence: str, weights: Mapping[str, float]) -> float:
    return sum(weights.get(stem, 0) for stem in sorted(set(stems(sentence))))


@lru_cache(maxsize=20_000)
def _stems(word: str) -> frozenset[str]:
    return frozenset(stems(word))
