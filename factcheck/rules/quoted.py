"""One utterance that articles give in two wordings, both in quotation marks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from rapidfuzz.distance import LCSseq

from articles.text import terms
from articles.text.stems import stems
from factcheck.rules.findings import Noticed, Place

CHECK = "quoted differently"
SHARED = 0.6  # of the telling words of the shorter one
FEWEST = 5  # telling words that both have
SAME = 0.9  # of the words of the shorter one, in order: then it is the other, perhaps shortened
MOST_WITH_A_WORD = 50  # of one speaker's quotes; a word in more tells nothing of an utterance
FARTHEST = timedelta(days=31)  # between the days of printing; further apart it is said anew


@dataclass(frozen=True)
class Quoted:
    """Words in quotation marks at [start, end) of the text of `source`, and the speaker's slug."""

    source: str
    start: int
    end: int
    words: str
    speaker: str
    printed_on: date | None

    @cached_property
    def spoken(self) -> list[str]:
        return terms.words(self.words)

    @cached_property
    def telling(self) -> frozenset[str]:
        return frozenset(stems(self.words))

    @property
    def age(self) -> tuple[date, str, int]:
        return self.printed_on or date.max, self.source, self.start


def quoted_differently(quotes: Iterable[Quoted]) -> Iterator[Noticed]:
    """Tell of quotes that share most of their telling words, yet not their wording.

    What stands in the other article word for word as well is no other wording of anything. Several
    articles with one wording are told of once, at the oldest.
    """
    by_speaker: defaultdict[str, list[Quoted]] = defaultdict(list)
    for quote in sorted(quotes, key=lambda quote: quote.age):
        by_speaker[quote.speaker].append(quote)
    for said in by_speaker.values():
        yield from _of_one(said)


def _of_one(said: list[Quoted]) -> Iterator[Noticed]:
    pairs = sorted(_candidates(said))
    twins: defaultdict[int, set[str]] = defaultdict(set)
    first = list(range(len(said)))  # for each quote the oldest of its wording
    for a, b in pairs:
        if _is_same(said[a], said[b]):
            twins[a].add(said[b].source)
            twins[b].add(said[a].source)
            first[b] = min(first[b], first[a])
    met = set()
    for a, b in pairs:
        if said[b].source in twins[a] or said[a].source in twins[b]:
            continue
        wordings = frozenset((first[a], first[b]))
        if wordings not in met and _is_one_utterance(said[a], said[b]):
            met.add(wordings)
            yield _noticed(said[a], said[b])


def _candidates(said: list[Quoted]) -> Iterator[tuple[int, int]]:
    """Pairs of different articles that share enough words which not all quotes have."""
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for number, quote in enumerate(said):
        for term in quote.telling:
            holding[term].append(number)
    shared = Counter(
        pair
        for numbers in holding.values()
        if len(numbers) <= MOST_WITH_A_WORD
        for pair in combinations(numbers, 2)
    )
    for (a, b), count in shared.items():
        if count >= FEWEST and said[a].source != said[b].source:
            yield a, b


def _is_same(a: Quoted, b: Quoted) -> bool:
    shorter = min(len(a.spoken), len(b.spoken))
    return LCSseq.similarity(a.spoken, b.spoken) >= SAME * shorter


def _is_one_utterance(a: Quoted, b: Quoted) -> bool:
    shorter = min(len(a.telling), len(b.telling))
    is_near = not (a.printed_on and b.printed_on) or b.printed_on - a.printed_on <= FARTHEST
    return is_near and len(a.telling & b.telling) >= SHARED * shorter


def _noticed(older: Quoted, newer: Quoted) -> Noticed:
    return Noticed(
        check=CHECK,
        severity="amber",
        source=newer.source,
        start=newer.start,
        end=newer.end,
        expected=older.words,
        found=newer.words,
        why=f"{older.source} and {newer.source} both give these words in quotation marks, as said"
        " by the same speaker. They share most of their telling words, but are not worded alike.",
        actor=newer.speaker,
        other=Place(older.source, older.start, older.end),
    )
